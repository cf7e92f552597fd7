/** The people of the sample city: columns, not objects, so that seven million fit. */
import { assert, checkCharacter } from '@doudi/core/kernel'
import type { Village } from './villages.ts'

/** The day of the second snapshot, and the only "today" of the sample city. */
export const AS_OF = 20261123
/** The day of the first snapshot, a month before. */
export const EARLIER = 20261023

/** A person is an index into every column; days are yyyymmdd, 0 where it did not happen; -1 is nobody. */
export type World = {
  count: number
  households: number
  readonly villages: readonly Village[]
  readonly names: string[]
  readonly birth: Int32Array
  /** 1 male, 2 female (GB/T 2261.1). */
  readonly sex: Uint8Array
  /** Serial number among those born that day of that sex; with the day it makes the id. */
  readonly serial: Uint16Array
  readonly father: Int32Array
  readonly mother: Int32Array
  /** The person ever married to, also after a divorce or a death. */
  readonly spouse: Int32Array
  readonly married: Int32Array
  readonly divorced: Int32Array
  readonly death: Int32Array
  readonly household: Int32Array
  readonly village: Uint16Array
  /** Relation to the head of household (GB/T 4761). */
  readonly relation: Uint8Array
  /** How many were born on a day, by day × 2 + sex. */
  readonly perDay: Map<number, number>
}

export function emptyWorld(room: number, villages: readonly Village[]): World {
  const days = (): Int32Array => new Int32Array(room)
  return {
    count: 0,
    households: 0,
    villages,
    names: [],
    birth: days(),
    sex: new Uint8Array(room),
    serial: new Uint16Array(room),
    father: days(),
    mother: days(),
    spouse: days(),
    married: days(),
    divorced: days(),
    death: days(),
    household: days(),
    village: new Uint16Array(room),
    relation: new Uint8Array(room),
    perDay: new Map(),
  }
}

export type Newcomer = {
  readonly birth: number
  readonly sex: number
  readonly household: number
  readonly village: number
  readonly relation: number
  readonly name: string
  readonly father?: number
  readonly mother?: number
}

/** Adds a person and returns the index. */
export function addPerson(world: World, one: Newcomer): number {
  assert(world.count < world.birth.length, 'the sample city has room for everybody')
  const index = world.count++
  world.birth[index] = one.birth
  world.sex[index] = one.sex
  const key = one.birth * 2 + (one.sex & 1)
  const serial = world.perDay.get(key) ?? 0
  world.perDay.set(key, serial + 1)
  world.serial[index] = serial
  world.father[index] = one.father ?? -1
  world.mother[index] = one.mother ?? -1
  world.spouse[index] = -1
  world.household[index] = one.household
  world.village[index] = one.village
  world.relation[index] = one.relation
  world.names[index] = one.name
  return index
}

/** Each area code has 500 numbers a day and sex; ten area codes, 370690–370699, are assigned to nobody. */
const PER_AREA = 500

/** A number with a valid check digit under an area code that no real person bears. */
export function idOf(world: World, person: number): string {
  const serial = world.serial[person] ?? 0
  assert(serial < PER_AREA * 10, 'a day has at most 5,000 births of one sex')
  const area = 370690 + Math.floor(serial / PER_AREA)
  const odd = world.sex[person] === 1 ? 1 : 0
  const first17 = `${area}${world.birth[person]}${String((serial % PER_AREA) * 2 + odd).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

export const villageOf = (world: World, person: number): string =>
  world.villages[world.village[person] ?? 0]?.code ?? ''
export const countyOf = (world: World, person: number): string => villageOf(world, person).slice(0, 6)
/** Dead on that day; the day of death counts. */
export function isDead(world: World, person: number, day: number): boolean {
  const death = world.death[person] ?? 0
  return death > 0 && death <= day
}

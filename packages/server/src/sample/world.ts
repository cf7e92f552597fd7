/**
 * The people of the sample city: columns, not objects, so that seven million fit.
 *
 * Villages of real number and plausible size, households of one to five, kinship over three generations, births,
 * marriages, deaths. What happens to the families of children in difficulty is written over it by scenarios.ts.
 */
import { addDays, checkCharacter, fromEpochDay, toEpochDay } from '@doudi/core/kernel'
import { counties, villageCode } from '@doudi/programmes/city'
import { drawDotted, drawGiven, drawSurname } from './names.ts'
import { type Random, seeded } from './random.ts'

export const AS_OF = 20261123
export const EARLIER = 20261023

export type World = {
  count: number
  readonly birth: Int32Array
  readonly sex: Uint8Array
  /** Serial number among those born that day of that sex; with the day it makes the id. */
  readonly serial: Uint16Array
  readonly father: Int32Array
  readonly mother: Int32Array
  readonly spouse: Int32Array
  readonly household: Int32Array
  readonly village: Uint16Array
  readonly relation: Uint8Array
  readonly death: Int32Array
  readonly married: Int32Array
  readonly names: string[]
  readonly villages: readonly { readonly code: string; readonly urban: boolean; readonly population: number }[]
  households: number
  readonly perDay: Map<number, number>
}

/** Villages of real size; under a million people fewer of them, in all 13 counties. */
function layVillages(people: number, random: Random): World['villages'] {
  const all = counties.flatMap((county) =>
    county.towns.flatMap((town) =>
      Array.from({ length: town.villages }, (_, index) => ({
        code: villageCode(town.code, index + 1),
        urban: town.urban,
        county: county.code,
        weight: (town.urban ? 3 : 1) * (0.4 + random.next() * 1.2),
      })),
    ),
  )
  const total = all.reduce((sum, { weight }) => sum + weight, 0)
  const size = (weight: number): number => (weight / total) * 7_100_000
  const chosen = people >= 1_000_000 ? all : pickWholeVillages(all, people, random, size)
  const chosenWeight = chosen.reduce((sum, { weight }) => sum + weight, 0)
  return chosen.map(({ code, urban, weight }) => ({
    code,
    urban,
    population: Math.max(1, Math.round((weight / chosenWeight) * people)),
  }))
}

type Laid = { readonly code: string; readonly urban: boolean; readonly county: string; readonly weight: number }
function pickWholeVillages(
  all: readonly Laid[],
  people: number,
  random: Random,
  size: (weight: number) => number,
): Laid[] {
  const pools = counties.map(({ code }) => all.filter(({ county }) => county === code))
  const chosen: Laid[] = []
  for (let population = 0, turn = 0; turn < pools.length || population < people; turn++) {
    const pool = pools[turn % pools.length] ?? []
    if (pool.length === 0) continue
    const [one] = pool.splice(random.below(pool.length), 1)
    if (!one) continue
    chosen.push(one)
    population += size(one.weight)
  }
  return chosen.sort((a, b) => (a.code < b.code ? -1 : 1))
}

export function addPerson(
  world: World,
  at: {
    birth: number
    sex: number
    household: number
    village: number
    relation: number
    name: string
    father?: number
    mother?: number
  },
): number {
  const index = world.count++
  world.birth[index] = at.birth
  world.sex[index] = at.sex
  const key = at.birth * 2 + (at.sex & 1)
  const serial = world.perDay.get(key) ?? 0
  world.perDay.set(key, serial + 1)
  world.serial[index] = serial
  world.father[index] = at.father ?? -1
  world.mother[index] = at.mother ?? -1
  world.spouse[index] = -1
  world.household[index] = at.household
  world.village[index] = at.village
  world.relation[index] = at.relation
  world.names[index] = at.name
  return index
}

/** A valid number under an area code that is assigned to nobody (370690–370699). */
export function idOf(world: World, person: number): string {
  const serial = world.serial[person] ?? 0
  const area = 370690 + Math.floor(serial / 500)
  const odd = (world.sex[person] ?? 1) === 1 ? 1 : 0
  const first17 = `${area}${world.birth[person]}${String((serial % 500) * 2 + odd).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

const TODAY = toEpochDay(AS_OF)
const bornAged = (random: Random, low: number, high: number): number =>
  fromEpochDay(TODAY - Math.floor((low + random.next() * (high - low)) * 365.2425))

export function makeWorld(people: number, seed: number): World {
  const random = seeded(seed, 'people')
  const room = Math.ceil(people * 1.05) + 4000
  const ints = (): Int32Array => new Int32Array(room)
  const world: World = {
    count: 0,
    birth: ints(),
    sex: new Uint8Array(room),
    serial: new Uint16Array(room),
    father: ints(),
    mother: ints(),
    spouse: ints(),
    household: ints(),
    village: new Uint16Array(room),
    relation: new Uint8Array(room),
    death: ints(),
    married: ints(),
    names: [],
    villages: layVillages(people, seeded(seed, 'villages')),
    households: 0,
    perDay: new Map(),
  }
  for (const [village, { population }] of world.villages.entries()) {
    const until = Math.min(world.count + population, room - 4000)
    while (world.count < until) addFamily(world, village, random)
  }
  return world
}

const name = (random: Random, surname: string, birth: number, sex: number): string =>
  random.chance(0.0003) ? drawDotted(random) : surname + drawGiven(random, Math.floor(birth / 10000), sex)

export function couple(
  world: World,
  village: number,
  household: number,
  random: Random,
  ages: readonly [number, number],
): readonly [husband: number, wife: number] {
  const birth = bornAged(random, ages[0], ages[1])
  const wifeBirth = addDays(birth, random.between(-300, 1500))
  const husband = addPerson(world, {
    birth,
    sex: 1,
    household,
    village,
    relation: 1,
    name: name(random, drawSurname(random), birth, 1),
  })
  const wife = addPerson(world, {
    birth: Math.min(wifeBirth, addDays(AS_OF, -366 * 19)),
    sex: 2,
    household,
    village,
    relation: 10,
    name: name(random, drawSurname(random), wifeBirth, 2),
  })
  world.spouse[husband] = wife
  world.spouse[wife] = husband
  const age = (TODAY - toEpochDay(Math.max(birth, world.birth[wife] ?? 0))) / 365.2425
  const marriedAged = Math.min(22 + random.next() * 6, age - 0.2)
  world.married[husband] = fromEpochDay(
    toEpochDay(Math.max(birth, world.birth[wife] ?? 0)) + Math.floor(marriedAged * 365.2425),
  )
  world.married[wife] = world.married[husband] ?? 0
  return [husband, wife]
}

export function addChild(world: World, parents: readonly [number, number], birth: number, random: Random): number {
  const [father, mother] = parents
  const sex = random.chance(0.52) ? 1 : 2
  const fatherName = world.names[father] ?? '王'
  const surname = /^(?:欧阳|司马|诸葛|慕容|上官)/.exec(fatherName)?.[0] ?? [...fatherName][0] ?? '王'
  return addPerson(world, {
    birth,
    sex,
    household: world.household[father] ?? 0,
    village: world.village[father] ?? 0,
    relation: sex === 1 ? 20 : 30,
    name: name(random, surname, birth, sex),
    father,
    mother,
  })
}

/** One household: elders alone, a couple with up to three children, perhaps the husband's parents beside them. */
function addFamily(world: World, village: number, random: Random): void {
  const household = ++world.households
  const kind = random.next()
  if (kind < 0.13) {
    const birth = bornAged(random, 24, 92)
    const sex = random.chance(0.48) ? 1 : 2
    const single = addPerson(world, {
      birth,
      sex,
      household,
      village,
      relation: 1,
      name: name(random, drawSurname(random), birth, sex),
    })
    mayHaveDied(world, single, random)
    return
  }
  if (kind < 0.36) {
    const elders = couple(world, village, household, random, [58, 92])
    for (const one of elders) mayHaveDied(world, one, random)
    return
  }
  const parents = couple(world, village, household, random, [26, 56])
  const [husband, wife] = parents
  const youngest = Math.max(world.birth[husband] ?? 0, world.birth[wife] ?? 0)
  const children = random.weighted(CHILDREN)
  for (
    let n = 0, at = toEpochDay(youngest) + 365 * random.between(23, 31);
    n < children;
    n++, at += random.between(500, 2200)
  ) {
    if (at < TODAY) addChild(world, parents, fromEpochDay(at), random)
  }
  if (random.chance(0.2)) addGrandparents(world, husband, random)
}
const CHILDREN = Float64Array.of(0.22, 0.72, 0.97, 1)

/** The husband's parents in the same household; returns them. */
export function addGrandparents(world: World, husband: number, random: Random): readonly [number, number] {
  const age = (TODAY - toEpochDay(world.birth[husband] ?? 0)) / 365.2425
  const elders = couple(world, world.village[husband] ?? 0, world.household[husband] ?? 0, random, [age + 22, age + 30])
  for (const one of elders) world.relation[one] = 50
  world.father[husband] = elders[0]
  world.mother[husband] = elders[1]
  return elders
}

function mayHaveDied(world: World, person: number, random: Random): void {
  const age = (TODAY - toEpochDay(world.birth[person] ?? 0)) / 365.2425
  const risk = age < 60 ? 0.01 : age < 75 ? 0.06 : age < 85 ? 0.2 : 0.4
  if (random.chance(risk)) world.death[person] = fromEpochDay(TODAY - random.between(1, 2900))
}

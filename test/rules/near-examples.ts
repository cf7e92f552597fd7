/**
 * Families that stand near a programme's own worked cases: one or two facts moved by a step, emptied, doubted or taken away.
 *
 * Random people seldom meet a rule that asks ten things at once; the worked cases meet every one, and what a rule gets wrong
 * shows a step beside them.
 */
import { addDays, daysBetween, isYmd, type Register, type Ymd } from '@doudi/core/kernel'
import type { Attributes, FactRow, Facts, Programme, Value } from '@doudi/core/policy'
import fc from 'fast-check'

export type Near = { readonly facts: Facts; readonly person: number }

/** The same facts, so many days later. */
function later(value: Value, isDate: boolean, days: number): Value {
  return isDate && isYmd(Number(value ?? 0)) ? addDays(Number(value), days) : value
}
const isDateColumn = (registers: readonly Register[], register: string, name: string): boolean =>
  registers.find(({ id }) => id === register)?.columns.find(({ id }) => id === name)?.type.kind === 'date'

function onDay(facts: Facts, registers: readonly Register[], asOf: Ymd): Facts {
  const days = daysBetween(facts.asOf, asOf)
  const shifted = <T extends Attributes>(one: T, isDate: (name: string) => boolean): T =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [name, later(value, isDate(name), days)])) as T
  return {
    asOf,
    available: registers.map(({ id }) => id),
    persons: Object.fromEntries(
      Object.entries(facts.persons).map(([person, own]) => [person, shifted(own, (name) => DATES.includes(name))]),
    ),
    records: Object.fromEntries(
      Object.entries(facts.records).map(([register, rows]) => [
        register,
        rows.map((row) => shifted(row, (name) => isDateColumn(registers, register, name))),
      ]),
    ),
  }
}

/** What a value may become. */
function steps(value: Value, isDate: boolean, codes: readonly string[]): readonly Value[] {
  if (typeof value === 'boolean') return [!value, null]
  if (typeof value === 'string') return [...codes, null]
  if (typeof value !== 'number') return []
  return isDate && isYmd(value) ? [addDays(value, -1), addDays(value, 1), null] : [value - 1, value + 1, null]
}

type Move = readonly [place: number, way: number]
const changed = <T extends object>(one: T, name: string, value: Value): T => ({ ...one, [name]: value })
const DATES = ['birth', 'cancelDate']
const KIN = ['father', 'mother', 'household', 'fatherState', 'motherState']

/** The facts with one attribute, column or row changed; `place` says which of all there are. */
function moved(facts: Facts, registers: readonly Register[], [place, way]: Move): Facts {
  const persons = Object.entries(facts.persons).flatMap(([person, own]) =>
    Object.keys(own).flatMap((name) => (KIN.includes(name) ? [] : [{ person: Number(person), name }])),
  )
  const rows = Object.entries(facts.records).flatMap(([register, all]) =>
    all.flatMap((row, at) => Object.keys(row).map((name) => ({ register, at, name }))),
  )
  const spot = place % (persons.length + rows.length)
  const attribute = persons[spot]
  if (attribute) {
    const own = facts.persons[attribute.person] as Attributes
    const ways = steps(own[attribute.name] ?? null, DATES.includes(attribute.name), ['1', '2'])
    const value = ways[way % Math.max(ways.length, 1)] ?? null
    return { ...facts, persons: { ...facts.persons, [attribute.person]: changed(own, attribute.name, value) } }
  }
  const { register = '', at = 0, name = '' } = rows[spot - persons.length] ?? {}
  const all = facts.records[register] ?? []
  const row = all[at] as FactRow
  const column = registers.find(({ id }) => id === register)?.columns.find(({ id }) => id === name)
  const codes = column?.type.kind === 'code' ? column.type.list.entries.map(({ code }) => code) : []
  const ways = steps(row[name] ?? null, column?.type.kind === 'date', codes)
  // Where the row says whose it is, it is taken away or doubted.
  const others =
    name === 'person'
      ? way % 2 === 0
        ? []
        : [changed(row, 'doubtful', true)]
      : [changed(row, name, ways[way % Math.max(ways.length, 1)] ?? null)]
  return { ...facts, records: { ...facts.records, [register]: [...all.slice(0, at), ...others, ...all.slice(at + 1)] } }
}

/** So many families near the worked cases, all asked on one day. */
export function drawNear(
  programme: Programme,
  registers: readonly Register[],
  { asOf, families, seed }: { readonly asOf: Ymd; readonly families: number; readonly seed: number },
): readonly Near[] {
  if (programme.examples.length === 0) return []
  const arb = fc.tuple(fc.constantFrom(...programme.examples), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }))
  return fc.sample(arb, { numRuns: families, seed }).map(([{ facts, person }, moves]) => ({
    facts: moves.reduce((now, one) => moved(now, registers, one), onDay(facts, registers, asOf)),
    person,
  }))
}

/** Facts written by hand as columns: for examples, tests and whoever asks for a few people. */
import type { FactRow, Facts } from '../programme.ts'
import type { Value } from '../tree.ts'
import type { Column, Population, Rows } from './columns.ts'

/** A column of whatever the values are; a code becomes its place in the list of codes. */
function columnOf(values: readonly Value[]): Column {
  const codes = [...new Set(values.filter((value) => typeof value === 'string'))]
  const places = new Map(codes.map((code, at) => [code, at]))
  const known = Uint8Array.from(values, (value) => (value === null ? 0 : 1))
  const numbers = Float64Array.from(values, (value) =>
    typeof value === 'string' ? (places.get(value) ?? 0) : Number(value ?? 0),
  )
  return { values: numbers, known: known.includes(0) ? known : null, ...(codes.length > 0 ? { codes } : {}) }
}

const columnsOf = (rows: readonly FactRow[]): Readonly<Record<string, Column>> =>
  Object.fromEntries(
    [...new Set(rows.flatMap(Object.keys))].map((name) => [name, columnOf(rows.map((row) => row[name] ?? null))]),
  )

function rowsOf(rows: readonly FactRow[], order: ReadonlyMap<number, number>): Rows {
  const mine = rows.filter((row) => order.has(Number(row['person'])))
  const at = (row: FactRow): number => order.get(Number(row['person'])) ?? 0
  const sorted = mine.toSorted((a, b) => at(a) - at(b))
  const starts = new Int32Array(order.size + 1)
  for (const row of sorted) starts[at(row) + 1] = (starts[at(row) + 1] ?? 0) + 1
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  return { starts, columns: columnsOf(sorted), doubtful: Uint8Array.from(sorted, (row) => (row['doubtful'] ? 1 : 0)) }
}

/** The facts as a population, household by household, and where in it each person stands. */
export function populationOf(facts: Facts): {
  readonly population: Population
  readonly order: ReadonlyMap<number, number>
} {
  const people = Object.entries(facts.persons).map(([id, attributes]) => ({ id: Number(id), attributes }))
  const homeOf = ({ attributes }: (typeof people)[number]): number => Number(attributes['household'] ?? -1)
  people.sort((a, b) => homeOf(a) - homeOf(b) || a.id - b.id)
  const order = new Map(people.map(({ id }, at) => [id, at]))
  const homes = [...new Set(people.map(homeOf).filter((home) => home >= 0))]
  const places = new Map(homes.map((home, at) => [home, at]))
  const home = Int32Array.from(people, (person) => places.get(homeOf(person)) ?? -1)
  const homeStarts = Int32Array.from([...homes.map((_, at) => home.indexOf(at)), people.length])
  const parent = (which: 'father' | 'mother'): Int32Array =>
    Int32Array.from(people, ({ attributes }) =>
      Number(attributes[`${which}State`] ?? 1) === 0 ? (order.get(Number(attributes[which])) ?? -1) : -1,
    )
  return {
    order,
    population: {
      persons: people.length,
      attributes: columnsOf(people.map(({ attributes }) => attributes)),
      father: parent('father'),
      mother: parent('mother'),
      home,
      homeStarts,
      records: Object.fromEntries(
        facts.available.map((register) => [register, rowsOf(facts.records[register] ?? [], order)]),
      ),
    },
  }
}

/**
 * Random families whose values stand at, just before and just after every constant and parameter of a programme's trees.
 *
 * A rule goes wrong at its edges; a value drawn anywhere else proves little. Nothing here knows a programme.
 */
import { addDays, addMonths, type CodeList, type Column, type Register } from '@doudi/core/kernel'
import { type Attributes, type FactRow, type Node, type Programme, reach, type Value, walk } from '@doudi/core/policy'
import fc from 'fast-check'

export type Family = {
  readonly child: Attributes
  readonly parents: readonly [father: Attributes, mother: Attributes]
  /** By register; `of`: 0 the child, 1 the father, 2 the mother. */
  readonly records: Readonly<Record<string, readonly (FactRow & { readonly of: number })[]>>
}

type Edges = {
  readonly numbers: readonly number[]
  readonly months: readonly number[]
  readonly days: readonly number[]
  readonly codes: readonly string[]
  /** Register → its columns that the trees read. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>
  readonly attributes: ReadonlySet<string>
}

const rootsOf = (programme: Programme): readonly Node[] => [
  ...programme.conditions.map(({ expr }) => expr),
  ...programme.categories.flatMap(({ test, amount }) => [test, amount]),
]

/** Every constant and every parameter value of the trees, and what they read. */
function edgesOf(programme: Programme): Edges {
  const [numbers, days, codes] = [new Set<number>([0, 1]), new Set<number>(), new Set<string>()]
  const columns = new Map<string, Set<string>>()
  const attributes = new Set<string>()
  const note = (kind: string, value: Value): void => {
    if (typeof value === 'string') codes.add(value)
    else if (typeof value === 'number') (kind === 'date' ? days : numbers).add(value)
  }
  for (const root of rootsOf(programme))
    for (const node of reach(programme, root)) {
      if (node.op === 'const') note(node.kind, node.value)
      if (node.op === 'in') for (const code of node.codes) codes.add(code)
      if (node.op === 'attribute') attributes.add(node.name)
      if (node.op !== 'aggregate') continue
      const set = programme.records.find(({ id }) => id === node.records)
      if (!set) continue
      const read = columns.get(set.register) ?? new Set<string>()
      columns.set(set.register, read)
      if (set.present !== null) read.add(set.present)
      for (const inner of walk(node)) if (inner.op === 'column') read.add(inner.name)
    }
  for (const node of rootsOf(programme).flatMap((root) => [...reach(programme, root)]))
    if (node.op === 'parameter')
      for (const { value } of programme.parameters.find(({ id }) => id === node.id)?.rows ?? []) note(node.kind, value)
  const all = [...numbers]
  return {
    numbers: all,
    months: all.filter((n) => n <= 600).flatMap((n) => [n, n * 12]),
    days: [...days].filter((one) => one >= 19000101),
    codes: [...codes],
    columns,
    attributes,
  }
}

const NEAR = [-1, 0, 1] as const

/** Days a step around the day asked, around each duration before and after it, and around the trees' own days. */
function dayArb(edges: Edges, asOf: number): fc.Arbitrary<number> {
  const shifted = fc
    .tuple(fc.constantFrom(...edges.months), fc.constantFrom(-1, 1), fc.constantFrom(...NEAR))
    .map(([months, sign, near]) => addDays(addMonths(asOf, sign * Math.min(months, 480)), near))
  const near = fc.constantFrom(...NEAR).map((step) => addDays(asOf, step))
  const own = edges.days.length === 0 ? near : fc.constantFrom(...edges.days)
  return fc.oneof({ arbitrary: near, weight: 3 }, { arbitrary: shifted, weight: 4 }, { arbitrary: own, weight: 1 })
}

const codesOf = (list: CodeList, edges: Edges): readonly string[] => {
  const all = list.entries.map(({ code }) => code)
  const named = all.filter((code) => edges.codes.includes(code))
  const other = all.find((code) => !edges.codes.includes(code))
  return named.length === 0 ? all.slice(0, 3) : [...named, ...(other === undefined ? [] : [other])]
}

function valueArb(column: Column, edges: Edges, asOf: number): fc.Arbitrary<Value> {
  const near = fc.tuple(fc.constantFrom(...edges.numbers), fc.constantFrom(...NEAR)).map(([n, step]) => n + step)
  switch (column.type.kind) {
    case 'date':
      return dayArb(edges, asOf)
    case 'flag':
      return fc.boolean()
    case 'code':
      return fc.constantFrom(...codesOf(column.type.list, edges))
    case 'integer':
      return near.filter((n) => n < 1000)
    case 'money':
      return fc.oneof(near, fc.integer({ min: 0, max: 600_000 })).map((n) => Math.max(n, 0))
    default:
      return fc.constant('370690')
  }
}

/** A row of the columns that are read; a later date often stands a whole duration after the first, give or take a day. */
function rowArb(register: Register, edges: Edges, asOf: number): fc.Arbitrary<FactRow> {
  const read = register.columns.filter(({ id }) => edges.columns.get(register.id)?.has(id))
  const fields = Object.fromEntries(
    read.map((column) => [
      column.id,
      fc.option(valueArb(column, edges, asOf), { freq: column.type.kind === 'integer' ? 2 : 7, nil: null }),
    ]),
  )
  const dates = read.filter(({ type }) => type.kind === 'date').map(({ id }) => id)
  const spans = edges.months.filter((n) => n <= 24)
  const span = fc.option(fc.tuple(fc.constantFrom(...spans), fc.constantFrom(-2, -1, 0, 1)), { freq: 2 })
  return fc.tuple(fc.record(fields), span, fc.integer({ min: 0, max: 11 })).map(([row, length, chance]) => {
    const [first = '', second = ''] = dates
    const from = row[first]
    const tied = length !== null && second !== '' && typeof from === 'number'
    return {
      ...row,
      ...(tied ? { [second]: addDays(addMonths(from, length[0]), length[1]) } : {}),
      doubtful: chance === 0,
    }
  })
}

function attributesArb(edges: Edges, asOf: number): fc.Arbitrary<Attributes> {
  const birthday = fc
    .tuple(fc.constantFrom(...edges.months.filter((m) => m >= 12 && m <= 480)), fc.constantFrom(...NEAR))
    .map(([months, near]) => addDays(addMonths(asOf, -months), near))
  const leapling = fc.constantFrom(20080229, 20040229)
  const pool: Readonly<Record<string, fc.Arbitrary<Value>>> = {
    birth: fc.oneof({ arbitrary: birthday, weight: 5 }, { arbitrary: leapling, weight: 1 }),
    registered: fc.constantFrom(true, true, true, true, false, null),
    cancelDate: fc.option(dayArb(edges, asOf), { freq: 1, nil: null }),
    county: fc.constantFrom('370602', '370611', '370000', null),
  }
  const other = fc.constantFrom('1', '2', null)
  return fc.record(Object.fromEntries([...edges.attributes].map((name) => [name, pool[name] ?? other])))
}

/** One family, for a programme on a day. */
export function familyArb(programme: Programme, registers: readonly Register[], asOf: number): fc.Arbitrary<Family> {
  const edges = edgesOf(programme)
  const state = fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 3)
  const rows = registers
    .filter(({ id }) => edges.columns.has(id))
    .map((register) => {
      const row = fc.tuple(rowArb(register, edges, asOf), fc.constantFrom(0, 0, 1, 2))
      const several = fc.array(
        row.map(([one, of]) => ({ ...one, of })),
        { minLength: 1, maxLength: 4 },
      )
      // A register says nothing of most people.
      const some = fc.oneof({ arbitrary: fc.constant([]), weight: 5 }, { arbitrary: several, weight: 2 })
      return [register.id, some] as const
    })
  const person = attributesArb(edges, asOf)
  return fc
    .tuple(person, person, person, state, state, fc.record(Object.fromEntries(rows)))
    .map(([child, father, mother, fatherState, motherState, records]) => ({
      child: { ...child, fatherState, motherState },
      parents: [father, mother],
      records,
    }))
}

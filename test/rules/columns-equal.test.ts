import { pathToFileURL } from 'node:url'
import type { Ymd } from '@doudi/core/kernel'
import {
  evaluate,
  type Facts,
  javascript,
  type Operators,
  overColumns,
  type Programme,
  populationOf,
  type Result,
  reading,
} from '@doudi/core/policy'
import { expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { everyOperator } from './every-operator.ts'
import { drawFamilies, laidBare } from './families.ts'

const registers = await findRegisters()
const real: Programme[] = []
for (const file of await findProgrammeFiles()) real.push((await import(pathToFileURL(file).href)).programme)
const programmes = [everyOperator, ...real, ...real.map(laidBare)]

/** Days on which months clamp, years leap, parameter rows begin and the leap-born come of age. */
const DAYS: readonly Ymd[] = [20260831, 20280229, 20260101, 20260228]
const FAMILIES = 600

type Batch = {
  readonly programme: Programme
  readonly asOf: Ymd
  readonly facts: Facts
  readonly told: ReadonlyMap<number, Result>
}
const batches: readonly Batch[] = programmes.flatMap((programme) =>
  DAYS.map((asOf, at) => {
    const { together, each } = drawFamilies(programme, registers, { asOf, at, families: FAMILIES })
    const told = new Map(each.map(({ child, facts }) => [child, evaluate(programme, facts, child)]))
    return { programme, asOf, facts: together, told }
  }),
)

const plain = ({ status, category, amountFen, failed, unknown, params }: Result): string =>
  JSON.stringify([status, category, amountFen, failed, unknown, params])

/** The first person of whom the evaluator and the columns say different things. */
function firstDiffering({ programme, asOf, facts, told }: Batch, operators: Operators): number | null {
  const { population, order } = populationOf(facts)
  const found = overColumns(programme, population, operators)(asOf)
  const read = reading(programme, asOf)
  for (const [person, result] of told) if (plain(read(found, order.get(person) ?? -1)) !== plain(result)) return person
  return null
}

test.each(programmes.map((programme) => [programme.id] as const))(
  '%s: the evaluator and the columns say the same of everybody, at every edge',
  (id) => {
    for (const batch of batches.filter(({ programme }) => programme.id === id))
      expect(firstDiffering(batch, javascript), `${id} on ${batch.asOf}`).toBeNull()
  },
)

/** One plausible mistake for each operator; one without does not compile. */
const WRONG: { readonly [K in keyof Operators]: Operators[K] } = {
  eq: javascript.ge,
  ne: javascript.gt,
  lt: javascript.le,
  le: javascript.lt,
  gt: javascript.ge,
  ge: javascript.gt,
  add: (a, b) => `${a} + ${b} + 1`,
  sub: (a, b) => `${a} - ${b} - 1`,
  mul: (a, b) => `${a} * ${b} + 1`,
  max: javascript.min,
  min: javascript.max,
  and: { decides: 1, known: '|' },
  or: { decides: 0, known: '&' },
  not: (a) => `${a} === 1 ? 0 : 1`,
  present: (a) => `${a} !== 0`,
  in: (value, codes) => javascript.in(value, codes.slice(1)),
  when: 0,
  ceilDivide: javascript.floorDivide,
  floorDivide: (n, d) => `Math.trunc(${n} / ${d})`,
  halfUpDivide: (n, d) => `Math.floor(${n} / ${d})`,
  age: (birth, ripe) => `Math.ceil((${ripe} - ${birth}) / 10000)`,
  ripe: (on) => on,
  exists: { ...javascript.exists, unknown: () => '' },
  count: { ...javascript.count, unknown: () => '' },
  sum: { ...javascript.sum, unknown: () => '' },
  largest: javascript.smallest,
  smallest: javascript.largest,
}

test.each(Object.keys(WRONG) as (keyof Operators)[])('a mistake in the columns’ %s is caught', (operator) => {
  const mistaken = { ...javascript, [operator]: WRONG[operator] }
  const caught = batches
    .filter(({ programme }) => programme.id === everyOperator.id)
    .some((batch) => firstDiffering(batch, mistaken) !== null)
  expect(caught).toBe(true)
})

/** Expressions over random operands, many unknown: every engine gives them the same value, row by row. */
import { addDays as later, type Ymd } from '@doudi/core/kernel'
import {
  type Attributes,
  abs,
  add,
  addDays,
  addMonths,
  age,
  allocate,
  and,
  attribute,
  between,
  bracket,
  cases,
  clamp,
  code,
  datePart,
  dayNumber,
  daysBetween,
  divide,
  type Expr,
  eq,
  expressionSql,
  type Facts,
  firstOfMonth,
  gt,
  int,
  isoWeek,
  lastOfMonth,
  makeDate,
  marginalScale,
  mod,
  monthsBetween,
  not,
  or,
  orElse,
  populationOf,
  portion,
  type Rounding,
  times,
  valueAt,
  valuesOverColumns,
  weekday,
  when,
  yearDay,
  yearsBetween,
} from '@doudi/core/policy'
import { duckdb } from '@doudi/core/sql'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDuck } from '../../packages/server/src/adapters/lake/duckdb.ts'
import { everyOperator } from './every-operator.ts'

const SEED = 20261123
const ROWS = 2000

const [a, b, c] = [attribute('int', 'a'), attribute('int', 'b'), attribute('int', 'c')]
const [d, e] = [attribute('date', 'd'), attribute('date', 'e')]
const [t, u, v] = [attribute('bool', 't'), attribute('bool', 'u'), attribute('bool', 'v')]
const steps: Rounding[] = ['ceil', 'floor', 'up', 'down', 'halfUp', 'halfDown', 'halfEven']

const EXPRESSIONS: Readonly<Record<string, Expr>> = {
  ...Object.fromEntries(steps.map((round) => [`divide_${round}`, divide(a, b, round)])),
  mod: mod(a, b),
  portion: portion(a, int(15), int(1000), 'halfEven'),
  addMonths: addMonths(d, mod(c, int(5000))),
  addMonthsUp: addMonths(d, mod(c, int(5000)), 'up'),
  addDays: addDays(d, mod(c, int(5000))),
  age: age(d, e),
  dayNumber: dayNumber(d),
  year: datePart(d, 'year'),
  month: datePart(d, 'month'),
  day: datePart(d, 'day'),
  makeDate: makeDate(add(mod(a, int(300)), int(1800)), mod(b, int(14)), mod(c, int(33))),
  daysBetween: daysBetween(d, e),
  monthsBetween: monthsBetween(d, e),
  monthsBetweenUp: monthsBetween(d, e, 'up'),
  yearsBetween: yearsBetween(d, e),
  weekday: weekday(d),
  yearDay: yearDay(d),
  isoWeek: isoWeek(d),
  firstOfMonth: firstOfMonth(d),
  lastOfMonth: lastOfMonth(d),
  abs: abs(a),
  clamp: clamp(a, b, c),
  between: between(a, b, c),
  orElse: orElse(a, b),
  nothing: and(),
  everything: or(),
  casesOfTruths: cases(
    [
      [t, u],
      [gt(a, b), not(t)],
      [v, u],
    ],
    t,
  ),
  casesOfCodes: cases(
    [
      [t, code('x')],
      [u, code('y')],
      [v, code('x')],
      [gt(a, b), code('x')],
    ],
    code('y'),
  ),
  casesInside: when(
    t,
    cases(
      [
        [u, a],
        [v, b],
      ],
      a,
    ),
    cases(
      [
        [u, a],
        [v, a],
      ],
      b,
    ),
  ),
  // Written out twice in one another, so many would be a text of millions.
  longCases: cases(
    Array.from({ length: 24 }, (_, at) => [or(eq(mod(a, int(24)), int(at)), and(t, u)), int(at % 3)] as const),
    b,
  ),
  bracket: bracket(a, int(1), [
    { from: int(-5), value: int(2) },
    { from: b, value: int(3) },
    { from: int(90), value: c },
  ]),
  scale: marginalScale(
    a,
    [
      { from: int(0), rate: int(3) },
      { from: int(20), rate: c },
      { from: b, rate: int(11) },
    ],
    100,
    'halfUp',
  ),
  allocate: allocate(a, [int(1), clamp(b, int(0), int(9)), clamp(c, int(0), int(9))])[1] ?? a,
  product: times(times(a, b), c),
  same: eq(a, b),
}

const some = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arb, { freq: 8 })
const number = fc.oneof(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -100000, max: 100000 }))
const date = fc.oneof(
  fc.integer({ min: 0, max: 8000 }).map((n) => later(20100101, n)),
  fc.integer({ min: -300000, max: 1500000 }).map((n) => later(19700101, n)),
  fc.constantFrom<Ymd>(20240229, 20230228, 20240131, 20231231, 20240101, 20000229, 19000228),
)
const row = fc.record<Attributes>({
  a: some(number),
  b: some(number),
  c: some(number),
  d: some(date),
  e: some(date),
  t: some(fc.boolean()),
  u: some(fc.boolean()),
  v: some(fc.boolean()),
})

const AS_OF = 20260101
const names = Object.keys(EXPRESSIONS)
const by = (values: readonly unknown[]) => Object.fromEntries(names.map((name, at) => [name, values[at]]))
const rows = fc.sample(row, { numRuns: ROWS, seed: SEED })
const facts: Facts = { asOf: AS_OF, available: [], persons: Object.fromEntries(rows.entries()), records: {} }
const told = rows.map((_, at) => by(Object.values(EXPRESSIONS).map((node) => valueAt(everyOperator, facts, at, node))))

test('DuckDB gives every expression the value that the evaluator gives it', async () => {
  const type: Readonly<Record<string, string>> = { a: 'BIGINT', b: 'BIGINT', c: 'BIGINT', d: 'INTEGER', e: 'INTEGER' }
  const columns = Object.keys(rows[0] ?? {})
  const values = rows.map((one, at) => `(${[at, ...columns.map((name) => String(one[name] ?? 'NULL'))].join(', ')})`)
  const typed = columns.map((name) => `CAST(${name} AS ${type[name] ?? 'BOOLEAN'}) AS ${name}`)
  const asked = Object.values(EXPRESSIONS).map(
    (node, at) => `${expressionSql(everyOperator, node, duckdb, AS_OF)} AS x${at}`,
  )
  const from = `(SELECT id, ${typed.join(', ')} FROM (VALUES ${values.join(', ')}) t(id, ${columns.join(', ')}))`
  const duck = await openDuck({ memoryMb: 500 })
  try {
    const found = await duck.rows<Record<string, unknown>>(`SELECT ${asked.join(', ')} FROM ${from} p ORDER BY id`)
    for (const [at, one] of rows.entries())
      expect({ ...one, ...by(names.map((_, index) => found[at]?.[`x${index}`])) }).toEqual({ ...one, ...told[at] })
  } finally {
    duck.close()
  }
})

test('so do the columns', () => {
  const { population, order } = populationOf(facts)
  const numbers = Object.entries(EXPRESSIONS).filter(([, { kind }]) => kind !== 'code')
  const columns = valuesOverColumns(
    everyOperator,
    population,
    numbers.map(([name, node]) => ({ name, node })),
  )
  const out = columns.room()
  columns.run(AS_OF, out)
  for (const [name] of numbers)
    for (const [at, one] of rows.entries()) {
      // A negative zero is the same number.
      const found = (out[name]?.[order.get(at) ?? -1] ?? 0) + 0
      const value = told[at]?.[name]
      expect({ ...one, [name]: found }).toEqual({ ...one, [name]: value === null ? Number.NaN : Number(value) })
    }
})

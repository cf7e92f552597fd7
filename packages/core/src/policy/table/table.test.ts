import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute, code, int, isIn, unknown, variable } from '../build.ts'
import { checkProgrammes } from '../check/index.ts'
import { valueAt } from '../evaluate.ts'
import type { Programme } from '../programme.ts'
import type { Expr, Value } from '../tree.ts'
import { above, anyOf, anything, atLeast, atMost, below, type Cell, equals, except, interval } from './cells.ts'
import { type DecisionTable, decide, decisionTable, type HitPolicy } from './index.ts'

const said = { zh: '试', en: 'test' }
const programmeOf = (...tables: readonly DecisionTable[]): Programme => ({
  id: 'tables',
  label: said,
  version: '',
  subject: 'child',
  records: [],
  parameters: [],
  variables: [
    { id: 'age', label: said, expr: int(1) },
    { id: 'sure', label: said, expr: isIn(attribute('code', 'town'), ['1']) },
  ],
  conditions: [],
  categories: [],
  held: null,
  effect: null,
  plan: null,
  examples: [],
  tables,
})
const value = (node: Expr, attributes: Readonly<Record<string, Value>> = {}): Value =>
  valueAt(programmeOf(), { asOf: 20260101, available: [], persons: { 0: attributes }, records: {} }, 0, node)

const sex = attribute('int', 'sex')
const town = attribute('code', 'town')

const grade = (hits: HitPolicy, none: readonly [Expr<'code'>] | null = null) =>
  decisionTable({
    id: 'grade',
    hits,
    inputs: [sex, town],
    outputs: ['code'],
    rows: [
      { when: [atLeast(int(2)), anyOf(equals(code('a')), equals(code('b')))], gives: [code('high')] },
      { when: [below(int(2)), anything], gives: [code('low')] },
      { when: [anything, except(anyOf(equals(code('a')), equals(code('b'))))], gives: [code('low')] },
    ],
    none,
    order: [['low', 'high']],
  })
const graded = (hits: HitPolicy, attributes: Readonly<Record<string, Value>>): Value =>
  value(decide(grade(hits))[0], attributes)

test('cells ask for comparisons, intervals with their ends in or out, sets, and anything', () => {
  const asked = (cell: Cell<'int'>) =>
    [1, 2, 3, 4].map((n) => {
      const table = decisionTable({
        id: 'one',
        hits: 'first',
        inputs: [int(n)],
        outputs: ['int'],
        rows: [{ when: [cell], gives: [int(1)] }],
        none: [int(0)],
      })
      return value(decide(table)[0])
    })
  expect(asked(interval(int(2), int(3), '[]'))).toEqual([0, 1, 1, 0])
  expect(asked(interval(int(1), int(3), '()'))).toEqual([0, 1, 0, 0])
  expect(asked(interval(int(1), int(3), '[)'))).toEqual([1, 1, 0, 0])
  expect(asked(interval(int(1), int(3), '(]'))).toEqual([0, 1, 1, 0])
  expect(asked(anyOf(equals(int(1)), above(int(3))))).toEqual([1, 0, 0, 1])
  expect(asked(except(atMost(int(2))))).toEqual([0, 0, 1, 1])
  expect(asked(anyOf())).toEqual([0, 0, 0, 0])
  expect(asked(anything)).toEqual([1, 1, 1, 1])
})

test('an input that is unknown leaves unknown only what hangs on it', () => {
  expect(graded('any', { sex: 1, town: null })).toBe('low')
  expect(graded('any', { sex: null, town: 'x' })).toBe('low')
  expect(graded('any', { sex: null, town: 'a' })).toBeNull()
  expect(graded('any', { sex: 2, town: 'b' })).toBe('high')
})

test('two rows of a unique table that both hold say nothing', () => {
  expect(graded('unique', { sex: 1, town: 'x' })).toBeNull()
  expect(graded('unique', { sex: 1, town: 'a' })).toBe('low')
})

test('priority takes the output that stands first in its order', () => {
  const table = decisionTable({
    ...grade('priority'),
    rows: [
      { when: [anything, anything], gives: [code('low')] },
      { when: [atLeast(int(2)), anything], gives: [code('high')] },
    ],
    order: [['high', 'low']],
  })
  expect([1, 2].map((n) => value(decide(table)[0], { sex: n }))).toEqual(['low', 'high'])
  expect(() => decide({ ...table, order: [['high']] })).toThrow('without priority')
})

const stays = (hits: HitPolicy, none: readonly [Expr<'int'>] | null) =>
  decisionTable({
    id: 'stays',
    hits,
    inputs: [sex],
    outputs: ['int'],
    rows: [
      { when: [atLeast(int(1))], gives: [int(30)] },
      { when: [atLeast(int(2))], gives: [int(-10)] },
      { when: [atLeast(int(2))], gives: [int(50)] },
    ],
    none,
  })

test('rows can be added up, counted, and the largest or smallest taken', () => {
  const all = (hits: HitPolicy, none: readonly [Expr<'int'>] | null = [unknown('int')]) =>
    [0, 1, 2, null].map((n) => value(decide(stays(hits, none))[0], { sex: n }))
  expect(all('sum')).toEqual([null, 30, 70, null])
  expect(all('sum', null)).toEqual([0, 30, 70, null])
  expect(all('count', null)).toEqual([0, 1, 3, null])
  expect(all('largest')).toEqual([null, 30, 50, null])
  expect(all('smallest', [int(7)])).toEqual([7, 30, -10, null])
})

/** What a table means, said in another way: over plain numbers. */
function meaning(hits: HitPolicy, rows: readonly (readonly [lo: number, hi: number, out: number])[], at: number) {
  const held = rows.filter(([lo, hi]) => at >= lo && at < hi).map(([, , out]) => out)
  const [first] = held
  if (hits === 'sum') return held.reduce((a, b) => a + b, 0)
  if (hits === 'count') return held.length
  if (first === undefined) return null
  if (hits === 'unique') return held.length === 1 ? first : null
  if (hits === 'any') return held.every((out) => out === first) ? first : null
  return hits === 'largest' ? Math.max(...held) : hits === 'smallest' ? Math.min(...held) : first
}
test('every hit policy means what it says, whatever the rows', () => {
  const hits = fc.constantFrom<HitPolicy>('unique', 'any', 'first', 'sum', 'count', 'largest', 'smallest')
  const edge = fc.integer({ min: 0, max: 6 })
  const rows = fc.array(fc.tuple(edge, edge, fc.integer({ min: 1, max: 3 })), { maxLength: 4 })
  const holds = fc.property(hits, rows, fc.integer({ min: 0, max: 6 }), (policy, said, at) => {
    const table = decisionTable({
      id: 'random',
      hits: policy,
      inputs: [int(at)],
      outputs: ['int'],
      rows: said.map(([lo, hi, out]) => ({
        when: [interval(int(lo), int(hi), '[)')] as const,
        gives: [int(out)] as const,
      })),
      none: null,
    })
    expect(value(decide(table)[0])).toBe(meaning(policy, said, at))
  })
  fc.assert(holds, { seed: 20261123, numRuns: 2000 })
})

const problems = (table: DecisionTable): readonly string[] =>
  checkProgrammes([programmeOf(table)], { registers: [] })
    .filter(({ path }) => path.startsWith('tables/'))
    .map(({ code: what, path }) => `${what} ${path}`)

test('the check finds the case that no row answers', () => {
  const open = decisionTable({
    id: 'open',
    hits: 'unique',
    inputs: [sex],
    outputs: ['int'],
    rows: [
      { when: [below(int(1))], gives: [int(1)] },
      { when: [above(int(1))], gives: [int(2)] },
    ],
    none: null,
  })
  expect(problems(open)).toEqual(['TABLE_GAP tables/open/rows'])
  expect(problems({ ...open, none: [int(0)] })).toEqual([])
  expect(problems({ ...open, rows: [...open.rows, { when: [equals(int(1))], gives: [int(3)] }] })).toEqual([])
})

test('codes that an input can be close a table', () => {
  const codes = (known: readonly string[] | null) =>
    decisionTable({
      id: 'codes',
      hits: 'unique',
      inputs: [town],
      codes: [known],
      outputs: ['int'],
      rows: [
        { when: [equals(code('a'))], gives: [int(1)] },
        { when: [anyOf(equals(code('b')), equals(code('c')))], gives: [int(2)] },
      ],
      none: null,
    })
  expect(problems(codes(['a', 'b', 'c']))).toEqual([])
  expect(problems(codes(['a', 'b', 'c', 'd']))).toEqual(['TABLE_GAP tables/codes/rows'])
  expect(problems(codes(null))).toEqual(['TABLE_GAP tables/codes/rows'])
})

test('the check finds rows that collide, unless the policy settles it', () => {
  expect(problems(grade('unique'))).toEqual(['TABLE_OVERLAP tables/grade/rows/3'])
  expect(problems(grade('any'))).toEqual([])
  const clash = decisionTable({
    ...grade('any'),
    rows: [...grade('any').rows, { when: [equals(int(0)), anything], gives: [code('x')] }],
  })
  expect(problems(clash)).toEqual(['TABLE_OVERLAP tables/grade/rows/4', 'TABLE_OVERLAP tables/grade/rows/4'])
})

test('the check finds a row that never counts', () => {
  const shadowed = decisionTable({
    id: 'shadowed',
    hits: 'first',
    inputs: [sex],
    outputs: ['int'],
    rows: [
      { when: [atLeast(int(1))], gives: [int(1)] },
      { when: [equals(int(2))], gives: [int(2)] },
      { when: [anything], gives: [int(3)] },
    ],
    none: null,
  })
  expect(problems(shadowed)).toEqual(['UNREACHABLE tables/shadowed/rows/2'])
})

test('a threshold that is not a constant cuts its input in three', () => {
  const limit = variable('int', 'age')
  const table = (second: Cell<'int'>) =>
    decisionTable({
      id: 'cut',
      hits: 'unique',
      inputs: [sex],
      outputs: ['int'],
      rows: [
        { when: [below(limit)], gives: [int(1)] },
        { when: [second], gives: [int(2)] },
      ],
      none: null,
    })
  expect(problems(table(atLeast(limit)))).toEqual([])
  expect(problems(table(above(limit)))).toEqual(['TABLE_GAP tables/cut/rows'])
})

test('cells and outputs of another kind do not compile', () => {
  const [input, ofCodes] = [[sex] as const, equals(code('a'))]
  const kinds = ['int'] as const
  const wrongCell = () =>
    // @ts-expect-error a code is no whole number
    decisionTable({ ...bare, inputs: input, outputs: kinds, rows: [{ when: [ofCodes], gives: [int(1)] }] })
  const wrongOutput = () =>
    // @ts-expect-error the output is a whole number
    decisionTable({ ...bare, inputs: input, outputs: kinds, rows: [{ when: [anything], gives: [code('a')] }] })
  expect(problems(wrongCell())).toEqual([])
  expect(wrongOutput().rows).toHaveLength(1)
})
const bare = { id: 'bare', hits: 'count', none: null } as const

import { describe, expect, test } from 'vitest'
import * as rule from '../build.ts'
import type { ParameterRow, Programme } from '../programme.ts'
import type { Expr, Node } from '../tree.ts'
import { checkProgrammes } from './check.ts'
import type { ProblemCode } from './problem.ts'
import { checkShares } from './shares.ts'
import {
  adult,
  asking,
  asOf,
  attribute,
  below,
  categoryOf,
  citation,
  column,
  conditionOf,
  found,
  income,
  incomes,
  limit,
  line,
  loose,
  parameter,
  paying,
  records,
  row,
  sound,
  t,
  variable,
  variableOf,
} from './sound.ts'

test('a sound programme has no problem', () => {
  expect(checkProgrammes([sound], { registers: [incomes] })).toEqual([])
})

test('an amount by the month, for so many months, is an amount once, and a programme may pay once', () => {
  const once = { ...categoryOf('A', rule.and(adult, below)), amount: rule.forMonths(limit, rule.int(3)) }
  expect(checkProgrammes([{ ...sound, categories: [once] }], { registers: [incomes] })).toEqual([])
})

const lineOf = (...rows: readonly ParameterRow[]): Programme => ({ ...sound, parameters: [{ ...line, rows }] })
const under = rule.exists(records, rule.lt(column('int', 'months'), rule.int(6)))

const FAULTS: Readonly<
  Record<string, readonly [what: string, code: ProblemCode, name: string, programme: Programme][]>
> = {
  'a name that leads nowhere': [
    ['a variable', 'UNKNOWN_ID', 'incme', asking(rule.lt(variable('fenMonth', 'incme'), limit))],
    ['a parameter', 'UNKNOWN_ID', 'P-LIEN', paying(parameter('fenMonth', 'P-LIEN'))],
    ['a row of a parameter', 'UNKNOWN_ID', 'B', paying(parameter('fenMonth', 'P-LINE', 'B'))],
    ['an attribute', 'UNKNOWN_ID', 'born', asking(rule.present(attribute('date', 'born')))],
    ['a column', 'UNKNOWN_ID', 'monthy', asking(rule.exists(records, rule.gt(column('fenMonth', 'monthy'), limit)))],
    ['a record set', 'UNKNOWN_ID', 'R52', asking(rule.exists({ ...records, id: 'R52' }, rule.yes))],
    ['a register', 'UNKNOWN_ID', 'R59', { ...sound, records: [{ ...records, register: 'R59' }] }],
    ['a condition', 'UNKNOWN_ID', 'rich', { ...sound, categories: [{ ...categoryOf('A', below), because: ['rich'] }] }],
    [
      'a column of what is held',
      'UNKNOWN_ID',
      'place',
      {
        ...sound,
        held: { register: 'R51', code: 'from', codes: [], amount: null, from: 'from', to: 'to', county: 'place' },
      },
    ],
  ],
  'a name given twice': [
    ['a variable', 'DUPLICATE_ID', 'income', { ...sound, variables: [...sound.variables, ...sound.variables] }],
  ],
  'variables in a ring': [
    [
      'of two',
      'CYCLE',
      'a',
      {
        ...sound,
        variables: [
          ...sound.variables,
          variableOf('b', variable('bool', 'a')),
          variableOf('a', rule.not(variable('bool', 'b'))),
        ],
      },
    ],
    [
      'over a parent',
      'CYCLE',
      'a',
      { ...sound, variables: [...sound.variables, variableOf('a', rule.via('father', variable('bool', 'a')))] },
    ],
  ],
  'dates of a parameter': [
    ['a gap', 'DATE_GAP', 'P-LINE', lineOf(row(1, { to: 20251130 }), row(2, { from: 20260101 }))],
    ['an end before the beginning', 'DATE_GAP', 'P-LINE', lineOf(row(1, { to: 20241231 }))],
    ['a day that does not exist', 'DATE_GAP', 'P-LINE', lineOf(row(1, { from: 20250230 }))],
    ['an overlap', 'DATE_OVERLAP', 'P-LINE', lineOf(row(1, { to: 20260101 }), row(2, { from: 20260101 }))],
    ['two rows from one day', 'DATE_OVERLAP', 'P-LINE', lineOf(row(1), row(2))],
  ],
  'what can never come about': [
    ['a category behind another', 'UNREACHABLE', 'X0', asking(rule.and(adult, below))],
    ['a category that contradicts itself', 'UNREACHABLE', 'X0', asking(rule.and(below, rule.not(below)))],
    [
      'two ages at once',
      'UNREACHABLE',
      'X0',
      asking(
        rule.and(
          rule.lt(rule.age(attribute('date', 'birth'), asOf), rule.int(18)),
          rule.gt(rule.age(attribute('date', 'birth'), asOf), rule.int(60)),
        ),
      ),
    ],
    [
      'beyond the bounds of a column',
      'UNREACHABLE',
      'X0',
      asking(rule.exists(records, rule.gt(column('int', 'months'), rule.int(600)))),
    ],
    [
      'a condition always met',
      'UNREACHABLE',
      'always',
      {
        ...sound,
        conditions: [...sound.conditions, conditionOf('always', rule.or(below, rule.not(below)))],
        categories: [{ ...categoryOf('A', below), because: ['always'] }, categoryOf('B', adult)],
      },
    ],
    [
      'an arm that what stands beside it rules out',
      'UNREACHABLE',
      'A',
      { ...sound, categories: [categoryOf('A', rule.and(adult, rule.or(below, rule.not(adult))))] },
    ],
    [
      'a branch of an amount',
      'UNREACHABLE',
      'A',
      paying(rule.when(rule.and(under, rule.not(under)), limit, rule.fenMonth(0))),
    ],
  ],
  'kinds and units': [
    [
      'money a month with money once',
      'UNIT',
      'P-LINE',
      asking(
        rule.exists(
          records,
          loose({ op: 'compare', kind: 'bool', relation: 'lt', left: column('fenOnce', 'bonus'), right: limit }),
        ),
      ),
    ],
    [
      'a column read as what it is not',
      'UNIT',
      'bonus',
      asking(rule.exists(records, rule.gt(column('fenMonth', 'bonus'), limit))),
    ],
    [
      'an amount plus a count',
      'UNIT',
      'A',
      paying(loose({ op: 'add', kind: 'fenMonth', left: limit, right: rule.int(3) })),
    ],
    [
      'a month by months held against a month',
      'UNIT',
      'P-LINE',
      asking(rule.gt(loose<'fenMonth'>(rule.forMonths(limit, rule.int(12))), limit)),
    ],
    ['an amount that is a day', 'UNIT', 'A', paying(loose({ op: 'max', kind: 'fenMonth', args: [limit, asOf] }))],
    ['a value that is not of its kind', 'UNIT', 'P-LINE', lineOf(row('1000'))],
  ],
  'numbers without bounds': [
    [
      'money squared',
      'UNBOUNDED',
      'A',
      paying(
        rule.times(
          variable('fenMonth', 'income'),
          loose({ ...rule.count(records, rule.yes), op: 'mul', left: rule.int(1_000_000), right: rule.int(1_000_000) }),
        ),
      ),
    ],
    ['a figure no integer holds', 'UNBOUNDED', 'P-LINE', lineOf(row(1e16))],
  ],
  'money that is no whole fen': [
    [
      'a division that says nothing of rounding',
      'UNROUNDED',
      'A',
      paying(loose({ op: 'divide', kind: 'fenMonth', numerator: limit, divisor: rule.int(3) })),
    ],
    ['a figure in yuan and fen', 'UNROUNDED', 'P-LINE', lineOf(row(1069.5))],
  ],
  'law without a source': [
    [
      'a condition',
      'NO_CITATION',
      'adult',
      {
        ...sound,
        conditions: [
          { ...conditionOf('adult', adult), citation: { ...citation, article: ' ' } },
          conditionOf('below', below),
        ],
      },
    ],
    ['a figure', 'NO_CITATION', 'P-LINE', lineOf(row(1, { citation: { ...citation, title: '' } }))],
  ],
  'silence without a meaning': [
    [
      'a record set',
      'NO_ABSENCE',
      'R51',
      {
        ...sound,
        records: [loose<never>({ id: 'R51', register: 'R51', present: null })] as unknown as Programme['records'],
      },
    ],
    [
      'with no reason given',
      'NO_ABSENCE',
      'R51',
      { ...sound, records: [{ ...records, absence: { means: 'notThere', cite: t('') } }] },
    ],
  ],
  'a threshold judged both ways': [
    ['a parameter', 'THRESHOLD', 'X0', asking(rule.and(rule.not(adult), rule.le(income, limit)))],
    ['from the other side', 'THRESHOLD', 'X0', asking(rule.and(rule.not(adult), rule.ge(limit, income)))],
    ['a constant', 'THRESHOLD', 'X0', asking(rule.gt(rule.age(attribute('date', 'birth'), asOf), rule.int(18)))],
  ],
  'what is never asked': [
    ['a parameter', 'UNUSED', 'P-SPARE', { ...sound, parameters: [line, { ...line, id: 'P-SPARE' }] }],
    ['a row of a parameter', 'UNUSED', 'P-LINE', lineOf(row(1), row(1, { key: 'B' }))],
    ['a variable', 'UNUSED', 'spare', { ...sound, variables: [...sound.variables, variableOf('spare', below)] }],
    ['a condition', 'UNUSED', 'spare', { ...sound, conditions: [...sound.conditions, conditionOf('spare', under)] }],
    ['a record set', 'UNUSED', 'R51b', { ...sound, records: [records, { ...records, id: 'R51b' }] }],
  ],
}

describe.each(Object.entries(FAULTS))('%s is found and named', (_, faults) => {
  test.each(faults)('%s', (_what, code, name, programme) => {
    expect(found(programme)).toContain(`${code} ${name}`)
  })
})

test("rows of different places or keys do not stand in each other's way", () => {
  expect(found(lineOf(row(1), row(2, { place: '370602' }), row(3, { place: '370602', from: 20260101 })))).toEqual([])
  expect(found(lineOf(row(1), row(2, { place: '370602' }), row(3, { place: '370602' })))).toEqual([
    'DATE_OVERLAP P-LINE',
  ])
})

test('a threshold judged both ways is found between two programmes', () => {
  const other: Programme = {
    ...sound,
    id: 'other',
    categories: [categoryOf('A', rule.le(income, limit))],
    conditions: [conditionOf('le', rule.le(income, limit))],
    variables: [],
  }
  expect(found(sound, other)).toEqual(['THRESHOLD le'])
})

test('only what is wrong is named: no fault brings the code of another', () => {
  for (const faults of Object.values(FAULTS))
    for (const [what, code, , programme] of faults) {
      const codes = new Set(found(programme).map((one) => one.split(' ')[0]))
      // An open arm or an unread row beside the fault may be seen as well; nothing else.
      const beside = ['UNUSED', 'UNREACHABLE', 'THRESHOLD', 'UNBOUNDED']
      expect(
        [...codes].filter((one) => one !== code && !beside.includes(one ?? '')),
        what,
      ).toEqual([])
    }
})

test('a problem says where in the tree, what is wrong and what would be right, in both languages', () => {
  const [problem] = checkProgrammes([asking(rule.lt(variable('fenMonth', 'incme'), limit))], { registers: [incomes] })
  expect(problem).toEqual({
    code: 'UNKNOWN_ID',
    programme: 'sound',
    path: 'categories/X0/test/lt.left',
    names: ['incme', 'X0'],
    text: { zh: '没有这个变量：incme。', en: 'No such variable: incme.' },
    remedy: { zh: '是不是“income”？', en: 'Did you mean "income"?' },
  })
})

test('a rule that finds nobody, or more than its programme declares, is named', () => {
  const told = (eligible: Record<string, number>, mostShare?: number) =>
    checkShares({ ...sound, ...(mostShare === undefined ? {} : { mostShare }) }, { persons: 1000, eligible }).map(
      ({ code }) => code,
    )
  expect(told({})).toEqual(['NOBODY'])
  expect(told({ A: 500 })).toEqual([])
  expect(told({ A: 501 })).toEqual(['TOO_MANY'])
  expect(told({ A: 11 }, 0.01)).toEqual(['TOO_MANY'])
  expect(told({ A: 10 }, 0.01)).toEqual([])
})

test('the check of reachability is sound: what it calls unreachable no assignment of the parts reaches', () => {
  const parts = ['a', 'b', 'c'].map((id) => variable('bool', id))
  const [a, b, c] = parts as [Expr<'bool'>, Expr<'bool'>, Expr<'bool'>]
  const trees: readonly Expr<'bool'>[] = [
    rule.and(a, rule.or(b, c), rule.not(rule.or(b, c))),
    rule.and(rule.or(a, b), rule.not(a), rule.not(b)),
    rule.and(rule.or(a, b, c), rule.not(rule.and(a, b)), rule.not(rule.and(b, c)), rule.not(rule.and(a, c))),
    rule.when(a, b, rule.not(c)),
  ]
  const holds = (node: Node, ways: number): boolean => {
    if (node.op === 'variable') return (ways & (1 << ['a', 'b', 'c'].indexOf(node.name))) !== 0
    if (node.op === 'not') return !holds(node.arg, ways)
    if (node.op === 'when') return holds(holds(node.condition, ways) ? node.then : node.otherwise, ways)
    if (node.op === 'and') return node.args.every((arg) => holds(arg, ways))
    return node.op === 'or' && node.args.some((arg) => holds(arg, ways))
  }
  const facts = ['registered'].map((name) => attribute('bool', name))
  const free = [...facts, under, rule.present(attribute('date', 'cancelDate'))]
  for (const tree of trees) {
    const reachable = Array.from({ length: 8 }, (_, ways) => holds(tree, ways)).some(Boolean)
    const programme: Programme = {
      ...sound,
      variables: [...sound.variables, ...['a', 'b', 'c'].map((id, at) => variableOf(id, free[at] ?? under))],
      categories: [categoryOf('T', tree), ...sound.categories],
    }
    expect(found(programme).includes('UNREACHABLE T')).toBe(!reachable)
  }
})

/** A made-up programme that uses every operator of the language, so that no printer goes without a witness. */
import {
  add,
  addDays,
  addMonths,
  age,
  and,
  anyMember,
  asOf,
  attribute,
  type Condition,
  code,
  column,
  count,
  countMembers,
  datePart,
  day,
  dayNumber,
  divide,
  type Expr,
  eq,
  exists,
  fenMonth,
  ge,
  greatest,
  gt,
  int,
  isIn,
  largest,
  largestOfMembers,
  le,
  least,
  lt,
  makeDate,
  mod,
  months,
  ne,
  no,
  not,
  or,
  type Programme,
  parameter,
  parameterAt,
  present,
  recordsOf,
  smallest,
  smallestOfMembers,
  sub,
  sum,
  sumOverMembers,
  times,
  unknown,
  variable,
  via,
  when,
  yes,
} from '@doudi/core/policy'
import { definition as R21 } from '../../packages/programmes/src/city/registers/r21-assistance.ts'

const t = (zh: string) => ({ zh, en: zh })
const citation = { title: '测试', article: '', status: 'test' } as const
const held = recordsOf(R21, { absence: 'notThere', cite: t('无') })

const money = column('fenMonth', 'caseAmount')
const persons = column('int', 'coveredPersons')
const started = le(column('date', 'from'), asOf)
const limit = parameter('fenMonth', 'P-LIMIT')
const birth = attribute('date', 'birth')
const any = exists(held, started)
const paid = sum(held, started, money)
const rows = count(held, started)
const most = largest(held, started, money, fenMonth(0))
const beyond = sub(paid, limit)
const newest = largest(held, yes, column('date', 'from'), day(20000101))

const expressions: Readonly<Record<string, Expr<'bool'>>> = {
  eq: exists(held, eq(persons, int(3))),
  ne: exists(held, ne(persons, int(3))),
  lt: exists(held, lt(money, limit)),
  le: exists(held, le(money, limit)),
  gt: exists(held, gt(money, limit)),
  ge: exists(held, ge(money, limit)),
  and: and(any, gt(persons0(), int(1))),
  or: or(any, attribute('bool', 'registered')),
  not: not(any),
  in: exists(held, isIn(column('code', 'benefit'), ['DB', 'TK'])),
  present: exists(held, present(column('date', 'to'))),
  when: when(any, yes, no),
  sameBranches: when(any, yes, or(yes, unknown('bool'))),
  add: gt(add(paid, fenMonth(1)), limit),
  sub: gt(sub(paid, limit), fenMonth(1)),
  mul: ge(times(paid, rows), limit),
  max: ge(greatest(paid, limit), add(limit, fenMonth(1))),
  min: ge(least(paid, limit), limit),
  ceil: gt(divide(paid, int(7), 'ceil'), divide(limit, int(7), 'floor')),
  floor: ge(divide(sub(paid, limit), int(7), 'floor'), fenMonth(0)),
  halfUp: gt(times(divide(paid, int(2), 'halfUp'), int(2)), paid),
  divisor: ge(divide(limit, rows, 'floor'), limit),
  up: gt(divide(beyond, int(7), 'up'), divide(beyond, int(7), 'floor')),
  down: lt(divide(beyond, int(7), 'down'), divide(beyond, int(7), 'ceil')),
  halfEven: gt(divide(beyond, int(2), 'halfEven'), divide(beyond, int(2), 'halfDown')),
  halfAway: gt(divide(beyond, int(2), 'halfUp'), divide(beyond, int(2), 'halfEven')),
  mod: ge(mod(beyond, int(7)), fenMonth(5)),
  addMonthsUp: gt(addMonths(newest, months(6), 'up'), addMonths(newest, months(6))),
  weekday: gt(mod(dayNumber(newest), int(7)), int(2)),
  parts: eq(makeDate(datePart(newest, 'year'), datePart(newest, 'month'), datePart(newest, 'day')), newest),
  noSuchDay: present(makeDate(int(2027), rows, int(29))),
  addMonths: le(addMonths(newest, int(6)), asOf),
  clamped: ge(addMonths(asOf, int(3)), addMonths(newest, int(9))),
  addDays: le(addDays(newest, int(1)), asOf),
  age: ge(age(birth, asOf), int(18)),
  exists: any,
  count: ge(rows, int(2)),
  sum: gt(paid, limit),
  largest: gt(most, limit),
  smallest: ge(smallest(held, started, money, fenMonth(0)), limit),
  via: via('father', variable('bool', 'any')),
  anyMember: anyMember(and(any, ge(age(birth, asOf), int(18)))),
  countMembers: ge(countMembers(ge(age(birth, asOf), int(18))), int(2)),
  sumOverMembers: gt(sumOverMembers(variable('bool', 'any'), paid), limit),
  largestOfMembers: gt(largestOfMembers(ge(age(birth, asOf), int(18)), paid, fenMonth(0)), limit),
  smallestOfMembers: ge(smallestOfMembers(any, paid, fenMonth(0)), limit),
  place: gt(paid, parameterAt('fenMonth', 'P-LIMIT', attribute('code', 'county'))),
  mother: via('mother', variable('bool', 'any')),
}
function persons0(): Expr<'int'> {
  return largest(held, started, persons, int(1))
}

const conditionOf = ([id, expr]: readonly [string, Expr<'bool'>]): Condition => {
  const said = t(id)
  const texts = { label: said, requires: said, met: said, notMet: said, unknown: said, neutral: said, ask: said }
  return { id, expr, ...texts, citation }
}

export const everyOperator: Programme = {
  id: 'every-operator',
  label: t('每个算子'),
  version: 'test',
  subject: 'child',
  records: [held],
  parameters: [
    {
      id: 'P-LIMIT',
      label: t('线'),
      kind: 'fenMonth',
      unit: t('元'),
      rows: [
        { key: null, value: 10000, from: 20200101, to: null, enacted: null, status: 'test', citation },
        { key: null, place: '3706', value: 10010, from: 20200101, to: null, enacted: null, status: 'test', citation },
        { key: null, place: '370602', value: 9990, from: 20200101, to: null, enacted: null, status: 'test', citation },
        { key: null, value: 10003, from: 20260101, to: null, enacted: null, status: 'test', citation },
      ],
    },
  ],
  variables: [{ id: 'any', label: t('有'), expr: any }],
  conditions: Object.entries(expressions).map(conditionOf),
  categories: [
    {
      code: 'A',
      label: t('甲'),
      test: and(any, eq(column0(), code('DB'))),
      amount: divide(paid, int(3), 'ceil'),
      because: [],
      derivation: [],
    },
    { code: 'B', label: t('乙'), test: variable('bool', 'any'), amount: limit, because: [], derivation: [] },
  ],
  held: null,
  effect: null,
  plan: null,
  examples: [],
}
/** A code that an attribute carries, for equality of codes. */
function column0(): Expr<'code'> {
  return when(attribute('bool', 'registered'), code('DB'), code('TK'))
}

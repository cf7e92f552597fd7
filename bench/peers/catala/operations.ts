/** Catala's operations by their names: money to the cent, days with a stated side, months, periods. */
import {
  addDays,
  addMonths,
  and,
  datePart,
  divide,
  type Expr,
  eq,
  firstOfMonth,
  ge,
  greatest,
  gt,
  int,
  lastOfMonth,
  le,
  least,
  lt,
  type MissingDay,
  makeDate,
  not,
  or,
  type Rounding,
  times,
} from '@doudi/core/policy'
import { dateOf, monthName, weekdayName } from '../feel/days.ts'
import { said, truth } from '../feel/truths.ts'
import { type Asked, alike, compare, literalOf, minus, opposite, plus, product, quotient, rounded } from '../numbers.ts'
import {
  NotExpressible,
  number,
  relationOf,
  type Scalar,
  scalar,
  scalarOf,
  scalarsOf,
  type Term,
  UNKNOWN,
} from '../terms.ts'
import { period } from './periods.ts'

type Operation = (args: readonly Term[], asked: Asked) => Term
type Day = Expr<'date'>

const isMoney = (term: Term): boolean => term.is === 'scalar' && term.node.kind === 'fenOnce'
/** To the cent, half away from 0. */
const cents = ({ node, den }: Scalar): Scalar =>
  den === 1 ? scalar(node) : scalar(divide(node as Expr<'fenOnce'>, int(den), 'halfUp'))

function multiply(left: Term, right: Term): Term {
  const result = product(left, right)
  return isMoney(left) || isMoney(right) ? cents(result) : result
}
/** Money by a number is money, to the cent; by money it is a number. */
function divided(left: Term, right: Term, asked: Asked): Term {
  const round: Rounding = isMoney(left) && !isMoney(right) ? 'halfUp' : 'halfEven'
  return quotient(left, right, round === 'halfUp' ? { digits: 0, exact: [], otherwise: [] } : asked, round)
}

/** Money stands in cents: a digit after its point is two places away. */
function roundTo(term: Term, digits: number, round: Rounding): Term {
  const value = scalarOf(term, 'int')
  if (value.node.kind !== 'fenOnce') return rounded(value, digits, round)
  return digits >= 2 ? value : rounded(value, digits - 2, round)
}
const arg = (args: readonly Term[], at: number): Term => args[at] ?? UNKNOWN
const rounding =
  (round: Rounding): Operation =>
  (args) =>
    roundTo(arg(args, 0), 0, round)

const pair =
  (work: (a: Expr<'int'>, b: Expr<'int'>) => Expr<'int'>): Operation =>
  (args) => {
    const { nodes, den } = alike(scalarsOf([arg(args, 0), arg(args, 1)]))
    return scalar(work(nodes[0] as Expr<'int'>, nodes[1] as Expr<'int'>), den)
  }
const above = (a: Term, b: Term): Scalar => {
  const { node, den } = scalarOf(minus(a, b), 'int')
  return scalar(greatest(node as Expr<'int'>, number(node.kind, 0) as Expr<'int'>), den)
}

/** The same words for whole numbers, decimals and money. */
const AMOUNTS: Readonly<Record<string, Operation>> = {
  min: pair((a, b) => least(a, b)),
  max: pair((a, b) => greatest(a, b)),
  ceiling: pair((a, b) => least(a, b)),
  floor: pair((a, b) => greatest(a, b)),
  in_excess: (args) => above(arg(args, 0), arg(args, 1)),
  in_default: (args) => above(arg(args, 1), arg(args, 0)),
  positive: (args) => above(arg(args, 0), scalar(number(scalarOf(arg(args, 0), 'int').node.kind, 0))),
  truncate: rounding('down'),
  round_by_excess: rounding('ceil'),
  round_by_default: rounding('floor'),
  round_to_decimal: (args) => roundTo(arg(args, 0), literalOf(args[1]), 'halfUp'),
}

/** A length of time added to a day; `sign`: onward or back. */
function moved(date: Term, length: Term, missing: MissingDay, sign: 1 | -1): Day {
  const by = sign === 1 ? scalarOf(length, 'days') : opposite(length)
  return by.node.kind === 'months'
    ? addMonths(dateOf(date), by.node as Expr<'months'>, missing)
    : addDays(dateOf(date), by.node as Expr<'days'>)
}
const moving =
  (missing: MissingDay, sign: 1 | -1): Operation =>
  (args) =>
    scalar(moved(arg(args, 0), arg(args, 1), missing, sign))
const aged =
  (missing: MissingDay, reached: (on: Day, day: Day) => Expr<'bool'>): Operation =>
  (args) =>
    said(reached(dateOf(arg(args, 2)), moved(arg(args, 0), arg(args, 1), missing, 1)))
const ofDay =
  (work: (date: Day) => Expr): Operation =>
  (args) =>
    scalar(work(dateOf(arg(args, 0))))
const yearEnd = (date: Day, month: number, last: number): Day => makeDate(datePart(date, 'year'), int(month), int(last))
const list = (...nodes: readonly Expr[]): Term => ({ is: 'list', items: nodes.map((node) => scalar(node)) })

const DAYS: Readonly<Record<string, Operation>> = {
  min: (args) => scalar(least(dateOf(arg(args, 0)), dateOf(arg(args, 1)))),
  max: (args) => scalar(greatest(dateOf(arg(args, 0)), dateOf(arg(args, 1)))),
  add_round_down: moving('down', 1),
  add_round_up: moving('up', 1),
  sub_round_down: moving('down', -1),
  sub_round_up: moving('up', -1),
  get_year: ofDay((date) => datePart(date, 'year')),
  get_month: ofDay((date) => datePart(date, 'month')),
  get_day: ofDay((date) => datePart(date, 'day')),
  to_year_month_day: (args) => {
    const date = dateOf(arg(args, 0))
    return list(datePart(date, 'year'), datePart(date, 'month'), datePart(date, 'day'))
  },
  of_year_month_day: (args) => {
    const [year, month, last] = [0, 1, 2].map((at) => scalarOf(arg(args, at), 'int').node as Expr<'int'>)
    return scalar(makeDate(year ?? int(0), month ?? int(0), last ?? int(0)))
  },
  first_day_of_month: ofDay(firstOfMonth),
  last_day_of_month: ofDay(lastOfMonth),
  first_day_of_year: ofDay((date) => yearEnd(date, 1, 1)),
  last_day_of_year: ofDay((date) => yearEnd(date, 12, 31)),
  is_old_enough_rounding_down: aged('down', (on, reached) => ge(on, reached)),
  is_old_enough_rounding_up: aged('up', (on, reached) => ge(on, reached)),
  is_young_enough_rounding_down: aged('down', (on, reached) => lt(on, reached)),
  is_young_enough_rounding_up: aged('up', (on, reached) => lt(on, reached)),
  day_of_week: ofDay(weekdayName),
}

/** A month is its first day. */
const ofMonth =
  (work: (first: Day, date: Day) => Expr<'bool'>): Operation =>
  (args) =>
    said(work(dateOf(arg(args, 0)), dateOf(arg(args, 1))))
const MONTHS: Readonly<Record<string, Operation>> = {
  first_day_of_month: ofDay(firstOfMonth),
  last_day_of_month: ofDay(lastOfMonth),
  'from_date.month_name': ofDay(monthName),
  'from_date.year_number': ofDay((date) => datePart(date, 'year')),
  is_before_the_month: ofMonth((first, date) => lt(date, first)),
  is_after_the_month: ofMonth((first, date) => gt(date, lastOfMonth(first))),
  is_in_the_month: ofMonth((first, date) => eq(firstOfMonth(date), first)),
  is_before_or_during_month: ofMonth((first, date) => le(date, lastOfMonth(first))),
  is_during_or_after_month: ofMonth((first, date) => ge(date, first)),
}

const PLAIN: Readonly<Record<string, Operation>> = {
  '+': (args) => plus(arg(args, 0), arg(args, 1)),
  '-': (args) => minus(arg(args, 0), arg(args, 1)),
  '*': (args) => multiply(arg(args, 0), arg(args, 1)),
  '/': (args, asked) => divided(arg(args, 0), arg(args, 1), asked),
  and: (args) => said(and(truth(arg(args, 0)), truth(arg(args, 1)))),
  or: (args) => said(or(truth(arg(args, 0)), truth(arg(args, 1)))),
  not: (args) => said(not(truth(arg(args, 0)))),
  round: rounding('halfUp'),
  'integer from': rounding('down'),
  'decimal from': (args) => arg(args, 0),
  'money from number': (args) => {
    const { node, den } = scalarOf(arg(args, 0), 'int')
    return cents(
      scalar(times({ op: 'const', kind: 'fenOnce', value: 100 } as Expr<'fenOnce'>, node as Expr<'int'>), den),
    )
  },
}
const MODULES: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  Money: AMOUNTS,
  Decimal: AMOUNTS,
  Integer: AMOUNTS,
  Date: DAYS,
  MonthYear: MONTHS,
}

export function catala(op: string, given: Readonly<Record<string, Term>>, asked: Asked): Term {
  const args = Object.values(given)
  const plain = PLAIN[op]
  if (plain) return plain(args, asked)
  const relation = relationOf(op)
  if (relation !== null) return said(compare(relation, arg(args, 0), arg(args, 1)))
  const [module = '', ...name] = op.split('.')
  const operation = MODULES[module]?.[name.join('.')]
  if (operation) return operation(args, asked)
  if (module === 'Period') return period(name.join('.'), args)
  throw new NotExpressible(`the operation ${op}`)
}

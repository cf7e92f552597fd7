/** Catala's periods: two days, both of them included. */
import {
  add,
  addDays,
  addMonths,
  and,
  cases,
  day,
  days,
  daysBetween,
  type Expr,
  eq,
  ge,
  greatest,
  gt,
  int,
  le,
  least,
  lt,
  makeDate,
  or,
  sub,
} from '@doudi/core/policy'
import { dateOf, monthNumber } from '../feel/days.ts'
import { said } from '../feel/truths.ts'
import { Alien, NotExpressible, scalar, scalarOf, type Term, UNKNOWN } from '../terms.ts'

type Day = Expr<'date'>
type Period = { readonly from: Day; readonly to: Day }

function periodOf(term: Term | undefined): Period {
  if (term?.is !== 'range' || term.from === null || term.to === null) throw new Alien('a period without a day')
  return { from: dateOf(term.from), to: dateOf(term.to) }
}
const answer = ({ from, to }: Period): Term => ({
  is: 'range',
  from: scalar(from),
  to: scalar(to),
  fromIncluded: true,
  toIncluded: true,
})
const isValid = ({ from, to }: Period): Expr<'bool'> => le(from, to)
const holds = ({ from, to }: Period, date: Day): Expr<'bool'> => and(ge(date, from), le(date, to))
const next = (date: Day): Day => addDays(date, days(1))

type Operation = (args: readonly Term[]) => Term
const one =
  (work: (period: Period) => Term): Operation =>
  ([a]) =>
    work(periodOf(a))
const two =
  (work: (a: Period, b: Period) => Term): Operation =>
  ([a, b]) =>
    work(periodOf(a), periodOf(b))
const beside =
  (work: (period: Period, date: Day) => Expr<'bool'>): Operation =>
  ([a, b]) =>
    said(work(periodOf(a), dateOf(b ?? UNKNOWN)))

const OPERATIONS: Readonly<Record<string, Operation>> = {
  valid: one((period) => said(isValid(period))),
  duration: one(({ from, to }) => scalar(add(daysBetween(from, to), days(1)))),
  first: one(({ from }) => scalar(from)),
  are_adjacent: two((a, b) => said(or(eq(next(a.to), b.from), eq(next(b.to), a.from)))),
  join: two((a, b) => answer({ from: least(a.from, b.from), to: greatest(a.to, b.to) })),
  intersection: two((a, b) => {
    const shared = { from: greatest(a.from, b.from), to: least(a.to, b.to) }
    return { is: 'maybe', applies: isValid(shared), term: answer(shared) }
  }),
  covers: two((a, b) => said(and(le(a.from, b.from), ge(a.to, b.to)))),
  overlaps: two((a, b) => said(and(le(a.from, b.to), le(b.from, a.to)))),
  is_before: beside(({ from }, date) => lt(date, from)),
  is_after: beside(({ to }, date) => gt(date, to)),
  contains: beside(holds),
  of_year: ([year]) => {
    const number = scalarOf(year ?? UNKNOWN, 'int').node as Expr<'int'>
    return answer({ from: makeDate(number, int(1), int(1)), to: makeDate(number, int(12), int(31)) })
  },
  of_month_and_year: ([month, year]) => {
    const later = sub(monthNumber(scalarOf(month ?? UNKNOWN, 'code').node as Expr<'code'>), int(1))
    const inJanuary = (date: number): Day =>
      makeDate(scalarOf(year ?? UNKNOWN, 'int').node as Expr<'int'>, int(1), int(date))
    return answer({ from: addMonths(inJanuary(1), later), to: addMonths(inJanuary(31), later) })
  },
  /** The first that holds the day. */
  find_period: ([list, date]) => {
    const all = list?.is === 'list' ? list.items.map(periodOf) : []
    const on = dateOf(date ?? UNKNOWN)
    const found = (end: 'from' | 'to'): Day =>
      cases(
        all.map((period) => [holds(period, on), period[end]] as const),
        day(0),
      )
    const any = or(...all.map((period) => holds(period, on)))
    return { is: 'maybe', applies: any, term: answer({ from: found('from'), to: found('to') }) }
  },
}

export function period(name: string, args: readonly Term[]): Term {
  const operation = OPERATIONS[name]
  if (!operation) throw new NotExpressible(`the operation Period.${name}`)
  return operation(args)
}

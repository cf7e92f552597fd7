/** FEEL's days and lengths: their parts, made from parts, counted between. */
import {
  cases,
  code,
  type DatePart,
  datePart,
  type Expr,
  eq,
  int,
  isoWeek,
  makeDate,
  monthsBetween,
  type Numeric,
  ratio,
  sub,
  times,
  unknown,
  weekday,
  yearDay,
} from '@doudi/core/policy'
import { alike } from '../numbers.ts'
import { Alien, NotExpressible, number, type Scalar, scalar, scalarOf, type Term, UNKNOWN } from '../terms.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const named = (place: Expr<'int'>, names: readonly string[]): Expr<'code'> =>
  cases(
    names.slice(1).map((name, at) => [eq(place, int(at + 2)), code(name)] as const),
    // The first name too only for the first place, so that an unknown one has no name.
    cases([[eq(place, int(1)), code(names[0] ?? '')]], unknown('code')),
  )
export const monthName = (date: Expr<'date'>): Expr<'code'> => named(datePart(date, 'month'), MONTHS)
export const weekdayName = (date: Expr<'date'>): Expr<'code'> => named(weekday(date), WEEKDAYS)
/** The number of a month from its name. */
export const monthNumber = (name: Expr<'code'>): Expr<'int'> =>
  cases(
    MONTHS.map((one, at) => [eq(name, code(one)), int(at + 1)] as const),
    unknown('int'),
  )

export const dateOf = (term: Term): Expr<'date'> => scalarOf(term, 'date').node as Expr<'date'>
/** Where an operation looks at the calendar day alone, a day with its time is that day. */
export const calendarDay = (term: Term): Expr<'date'> =>
  dateOf(term.is === 'alien' && term.day !== null ? term.day : term)

/** A day from its parts, or from a day. */
export function date(given: Readonly<Record<string, Term>>, args: readonly Term[]): Term {
  if (args.length === 3) {
    const [year, month, day] = args.map((part) => scalarOf(part, 'int').node as Expr<'int'>)
    return scalar(makeDate(year ?? int(0), month ?? int(0), day ?? int(0)))
  }
  const from = given['from'] ?? args[0] ?? UNKNOWN
  if (from.is === 'scalar' && from.node.kind === 'code') throw new NotExpressible('text read as a value')
  const day = calendarDay(from)
  return scalar(makeDate(datePart(day, 'year'), datePart(day, 'month'), datePart(day, 'day')))
}

export const dayWords: Readonly<Record<string, (day: Expr<'date'>) => Expr>> = {
  'day of year': yearDay,
  'week of year': isoWeek,
  'day of week': weekdayName,
  'month of year': monthName,
}

/** Whole months by the day of the month, which a shorter month has not reached on its last day. */
export const wholeMonths = (from: Term, to: Term): Term =>
  scalar(monthsBetween(calendarDay(from), calendarDay(to), 'up'))

/** So many whole units of a length, below the next larger unit; of a negative one so many below 0. */
function partOf(length: Scalar, unit: Scalar, larger: Scalar | null): Term {
  const { nodes } = alike(larger === null ? [length, unit] : [length, unit, larger])
  const [all, one, next] = nodes as [Expr<Numeric>, Expr<Numeric>, Expr<Numeric> | undefined]
  const rest = next === undefined ? all : sub(all, times(next, ratio(all, next, 'down')))
  return scalar(ratio(rest, one, 'down'))
}
const dayOver = (parts: number): Scalar => scalar(number('days', 1), parts)
const month = (count: number): Scalar => scalar(number('months', count))
const UNITS: Readonly<Record<string, readonly [unit: Scalar, larger: Scalar | null]>> = {
  years: [month(12), null],
  months: [month(1), month(12)],
  days: [dayOver(1), null],
  hours: [dayOver(24), dayOver(1)],
  minutes: [dayOver(1440), dayOver(24)],
  seconds: [dayOver(86400), dayOver(1440)],
}

const truth = (value: boolean): Term => scalar({ op: 'const', kind: 'bool', value } as Expr)
/** A comparison is an interval without end on one side. */
function ends(term: Term): Readonly<Record<string, Term>> | null {
  if (term.is === 'range')
    return {
      start: term.from ?? UNKNOWN,
      end: term.to ?? UNKNOWN,
      'start included': truth(term.fromIncluded),
      'end included': truth(term.toIncluded),
    }
  if (term.is !== 'test') return null
  const { relation, value } = term
  const [up, down] = [relation === 'gt' || relation === 'ge', relation === 'lt' || relation === 'le']
  return {
    start: down ? UNKNOWN : value,
    end: up ? UNKNOWN : value,
    'start included': truth(relation === 'ge' || relation === 'eq'),
    'end included': truth(relation === 'le' || relation === 'eq'),
  }
}

/** A named part of a day, a length or an interval. */
export function property(of: Term, name: string): Term {
  const end = ends(of)?.[name]
  if (end !== undefined) return end
  const unit = UNITS[name]
  if (unit !== undefined) return partOf(scalarOf(of, 'days'), ...unit)
  if (['year', 'month', 'day'].includes(name)) return scalar(datePart(calendarDay(of), name as DatePart))
  if (name === 'weekday') return scalar(weekday(calendarDay(of)))
  throw new Alien(`a property ${name}`)
}

/** Words for days, weeks, months and years, put together from day numbers and date parts. */
import {
  add,
  addDays,
  addMonths,
  and,
  datePart,
  day,
  dayNumber,
  days,
  divide,
  greatest,
  int,
  le,
  least,
  lt,
  type MissingDay,
  mod,
  months,
  ne,
  ratio,
  sub,
  times,
  when,
} from '../build.ts'
import type { Expr } from '../tree.ts'

/** From one day to the other, the first not counted; below 0 where `to` is earlier. */
export const daysBetween = (from: Expr<'date'>, to: Expr<'date'>): Expr<'days'> =>
  times(days(1), sub(dayNumber(to), dayNumber(from)))

/** How many months the month of a day lies after January of the year 1. */
const monthOn = (date: Expr<'date'>): Expr<'int'> =>
  sub(add(times(datePart(date, 'year'), int(12)), datePart(date, 'month')), int(13))
export const firstOfMonth = (date: Expr<'date'>): Expr<'date'> => addMonths(day(10101), monthOn(date))
/** From a day that every shorter month cuts to its last. */
export const lastOfMonth = (date: Expr<'date'>): Expr<'date'> => addMonths(day(10131), monthOn(date))

/**
 * Whole months that have passed: as many as can be added to the earlier day without passing the later one. A month from the
 * 31st is full on the last day of a shorter month (`down`, civil code 202) or on the first of the next (`up`).
 */
export function monthsBetween(from: Expr<'date'>, to: Expr<'date'>, missing: MissingDay = 'down'): Expr<'months'> {
  const [early, late] = [least(from, to), greatest(from, to)]
  const short = lt(datePart(late, 'day'), datePart(early, 'day'))
  const last = missing === 'down' ? [ne(late, lastOfMonth(late))] : []
  const whole = sub(sub(monthOn(late), monthOn(early)), when(and(short, ...last), int(1), int(0)))
  return times(months(1), times(whole, when(le(from, to), int(1), int(-1))))
}
/** Whole years that have passed, toward 0 for an earlier day. */
export const yearsBetween = (from: Expr<'date'>, to: Expr<'date'>, missing: MissingDay = 'down'): Expr<'int'> =>
  ratio(monthsBetween(from, to, missing), months(12), 'down')

/** 1 Monday to 7 Sunday. */
export const weekday = (date: Expr<'date'>): Expr<'int'> => add(mod(add(dayNumber(date), int(3)), int(7)), int(1))

/** The day number of a year's first day. */
function newYear(year: Expr<'int'>): Expr<'int'> {
  const past = sub(year, int(1))
  const every = (years: number): Expr<'int'> => divide(past, int(years), 'down')
  const leapDays = add(sub(every(4), every(100)), every(400))
  return sub(add(times(past, int(365)), leapDays), int(719162))
}
/** 1 on 1 January. */
export const yearDay = (date: Expr<'date'>): Expr<'int'> =>
  add(sub(dayNumber(date), newYear(datePart(date, 'year'))), int(1))

/** The week of ISO 8601, 1 to 53: that of the Thursday of the same week, in that Thursday's year. */
export function isoWeek(date: Expr<'date'>): Expr<'int'> {
  const thursday = sub(add(dayNumber(date), int(3)), mod(add(dayNumber(date), int(3)), int(7)))
  const year = datePart(addDays(day(19700101), thursday), 'year')
  return add(divide(sub(thursday, newYear(year)), int(7), 'down'), int(1))
}

/**
 * Days as integers yyyymmdd in SQL: whole-number arithmetic over the civil calendar, so that engines cannot differ.
 *
 * Only addDays uses an engine's own dates. Days are 32 bits wide; whatever is a number to a rule leaves as BIGINT.
 */
import type { Binary, Dialect } from './dialect.ts'

/** Arithmetic that engines write differently. */
export type Arithmetic = {
  /** Whole division toward zero; the divisor is never zero. */
  readonly quotient: Binary
  /** The engine's own date from whole numbers. */
  readonly makeDate: (year: string, month: string, day: string) => string
}
type Moves = 'addMonths' | 'addMonthsUp' | 'addDays' | 'age'
type Calendar = Pick<Dialect, Moves | 'dayNumber' | 'yearPart' | 'monthPart' | 'dayPart' | 'makeDate'>

const leap = (year: string): string => `((${year} % 4 = 0 AND ${year} % 100 <> 0) OR ${year} % 400 = 0)`
const lastOf = (year: string, month: string): string =>
  `(CASE WHEN ${month} = 2 THEN CASE WHEN ${leap(year)} THEN 29 ELSE 28 END WHEN ${month} IN (4, 6, 9, 11) THEN 30 ELSE 31 END)`
const big = (number: string): string => `CAST(${number} AS BIGINT)`

export function calendar({ quotient, makeDate }: Arithmetic): Calendar {
  const yearOf = (d: string): string => quotient(d, '10000')
  const monthOf = (d: string): string => `(${quotient(d, '100')} % 100)`
  const monthOn = (d: string, n: string): string => `(${yearOf(d)} * 12 + ${monthOf(d)} - 1 + (${n}))`
  const split = (month: string) => ({ year: quotient(month, '12'), number: `(${month} % 12 + 1)` })
  return {
    /** The day clamped to the month's last (civil code 202). */
    addMonths: (date, n) => {
      const d = `(${date})`
      const { year, number } = split(monthOn(d, n))
      const last = lastOf(year, number)
      return `(${year} * 10000 + ${number} * 100 + CASE WHEN ${d} % 100 > ${last} THEN ${last} ELSE ${d} % 100 END)`
    },
    addMonthsUp: (date, n) => {
      const d = `(${date})`
      const { year, number } = split(monthOn(d, n))
      const next = split(`(${monthOn(d, n)} + 1)`)
      return `(CASE WHEN ${d} % 100 > ${lastOf(year, number)} THEN ${next.year} * 10000 + ${next.number} * 100 + 1 ELSE ${year} * 10000 + ${number} * 100 + ${d} % 100 END)`
    },
    addDays: (date, n) => {
      const d = `(${date})`
      const moved = `(${makeDate(yearOf(d), monthOf(d), `${d} % 100`)} + CAST(${n} AS INTEGER))`
      return `CAST(year(${moved}) * 10000 + month(${moved}) * 100 + day(${moved}) AS INTEGER)`
    },
    /**
     * Reached on the birthday itself; born 02-29, on 02-28 in common years. The difference of two yyyymmdd, cut to whole
     * ten-thousands, is the years between them; moved up by ten thousand years, because the unborn count below zero.
     */
    age: (birth, on) => {
      const late = `(${on}) % 10000 = 228 AND NOT ${leap(yearOf(`(${on})`))}`
      const difference = `((${on}) + CASE WHEN ${late} THEN 1 ELSE 0 END - (${birth}) + 100000000)`
      return `(${quotient(difference, '10000')} - 10000)`
    },
    /**
     * Months are counted from March, so that the leap day ends a year, and from 400 years early, so that none is below 0:
     * 146097 days too many. Of 1461 days to four years the centuries take back three in four.
     */
    dayNumber: (date) => {
      const d = `(${date})`
      const month = `(${yearOf(d)} * 12 + ${monthOf(d)} + 4797)`
      const years = quotient(`(1461 * ${quotient(month, '12')})`, '4')
      const centuries = quotient(`(3 * ${quotient(month, '1200')} + 3)`, '4')
      const months = quotient(`(153 * (${month} % 12) + 2)`, '5')
      return big(`${years} - ${centuries} + ${months} + ${d} % 100 - 865566`)
    },
    yearPart: (date) => big(yearOf(`(${date})`)),
    monthPart: (date) => big(monthOf(`(${date})`)),
    dayPart: (date) => big(`(${date}) % 100`),
    makeDate: (year, month, day) => {
      const [y, m, d] = [`(${year})`, `(${month})`, `(${day})`]
      const exists = `${y} BETWEEN 1 AND 9999 AND ${m} BETWEEN 1 AND 12 AND ${d} BETWEEN 1 AND ${lastOf(y, m)}`
      return `CAST(CASE WHEN ${exists} THEN ${y} * 10000 + ${m} * 100 + ${d} END AS INTEGER)`
    },
  }
}

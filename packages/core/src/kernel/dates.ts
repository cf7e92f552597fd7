/**
 * Dates as integers: a day is `yyyymmdd` ({@link Ymd}), a month is `year * 12 + month - 1` ({@link MonthIndex}).
 *
 * Integers compare, store and join alike in JavaScript, DuckDB, Spark and PostgreSQL, and know no time zone.
 * Law: 民法典 201–203 (periods), 1259 (以上/以下 include the number).
 */
import { assert } from './assert.ts'

/** A calendar day as the integer yyyymmdd, for example 20261123. */
export type Ymd = number
/** A month as year * 12 + month - 1, for example 24322 for 2026-11. */
export type MonthIndex = number

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS[month - 1] ?? 0)
}

export function isYmd(value: number): boolean {
  const year = Math.floor(value / 10000)
  const month = Math.floor(value / 100) % 100
  const day = value % 100
  if (!Number.isInteger(value) || year < 1 || year > 9999) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Composes a day; asserts that it exists. */
export function ymd(year: number, month: number, day: number): Ymd {
  const value = year * 10000 + month * 100 + day
  assert(isYmd(value), `no such day ${value}`)
  return value
}

export const yearOf = (day: Ymd): number => Math.floor(day / 10000)
export const monthNumberOf = (day: Ymd): number => Math.floor(day / 100) % 100
export const dayOfMonth = (day: Ymd): number => day % 100

/** The month that holds the day. */
export const monthOf = (day: Ymd): MonthIndex => yearOf(day) * 12 + monthNumberOf(day) - 1
export const firstDayOf = (month: MonthIndex): Ymd => Math.floor(month / 12) * 10000 + ((month % 12) + 1) * 100 + 1
export function lastDayOf(month: MonthIndex): Ymd {
  const year = Math.floor(month / 12)
  const number = (month % 12) + 1
  return year * 10000 + number * 100 + daysInMonth(year, number)
}
/** A month as the integer yyyymm, for files and screens. */
export const toYyyymm = (month: MonthIndex): number => Math.floor(month / 12) * 100 + (month % 12) + 1
export const fromYyyymm = (yyyymm: number): MonthIndex => Math.floor(yyyymm / 100) * 12 + (yyyymm % 100) - 1

/** Adds whole months; where the target month has no such day, its last day (民法典 202). */
export function addMonths(day: Ymd, months: number): Ymd {
  const target = monthOf(day) + months
  const year = Math.floor(target / 12)
  const number = (((target % 12) + 12) % 12) + 1
  return year * 10000 + number * 100 + Math.min(dayOfMonth(day), daysInMonth(year, number))
}

/** Adds whole months; where the target month has no such day, the first of the month after it. */
export function addMonthsUp(day: Ymd, months: number): Ymd {
  const target = addMonths(day, months)
  return dayOfMonth(target) === dayOfMonth(day) ? target : firstDayOf(monthOf(target) + 1)
}

/** The day of a year, month and day of the month; null where there is none. */
export function dayFrom(year: number, month: number, day: number): Ymd | null {
  const whole = [year, month, day].every((one) => Number.isInteger(one) && one >= 1)
  return whole && year <= 9999 && month <= 12 && day <= daysInMonth(year, month)
    ? year * 10000 + month * 100 + day
    : null
}

/** Days since 1970-01-01 (Howard Hinnant's days_from_civil; proleptic Gregorian). */
export function toEpochDay(day: Ymd): number {
  const month = monthNumberOf(day)
  const year = yearOf(day) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth(day) - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The inverse of {@link toEpochDay}. */
export function fromEpochDay(epochDay: number): Ymd {
  const shifted = epochDay + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return year * 10000 + month * 100 + day
}

export const addDays = (day: Ymd, days: number): Ymd => fromEpochDay(toEpochDay(day) + days)
export const daysBetween = (from: Ymd, to: Ymd): number => toEpochDay(to) - toEpochDay(from)

/** Years reached on `on` (周岁): on the birthday itself; born 02-29, on 02-28 in common years (P-AGE-CONV, assumed). */
export function ageOn(birth: Ymd, on: Ymd): number {
  const years = yearOf(on) - yearOf(birth)
  return addMonths(birth, years * 12) <= on ? years : years - 1
}

/** Reads the spellings of a day that offices use; null where it is none or does not exist. Serial numbers are not read. */
export function parseYmd(text: string): Ymd | null {
  const match =
    /^\s*(\d{4})\s*(?:-|\/|\.|年)\s*(\d{1,2})\s*(?:-|\/|\.|月)\s*(\d{1,2})\s*(?:日|号)?(?:[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*$/.exec(
      text,
    ) ?? /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text)
  if (!match) return null
  const value = Number(match[1]) * 10000 + Number(match[2]) * 100 + Number(match[3])
  return isYmd(value) ? value : null
}

/** `2026-11-23`, the form of files and commands. */
export function formatYmd(day: Ymd): string {
  const text = String(day).padStart(8, '0')
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}
export const formatMonth = (month: MonthIndex): string => formatYmd(firstDayOf(month)).slice(0, 7)
/** `2026年11月23日`, the form of documents. */
export const formatYmdZh = (day: Ymd): string => `${yearOf(day)}年${monthNumberOf(day)}月${dayOfMonth(day)}日`

/** A dialect from what is its own: everything here means the same on every engine that we print for. */
import type { Binary, Dialect, Spelling } from './dialect.ts'

/** Arithmetic that engines write differently. */
export type Arithmetic = {
  /** Whole division toward zero; the divisor is never zero. */
  readonly quotient: Binary
  /** The engine's own date from whole numbers. */
  readonly makeDate: (year: string, month: string, day: string) => string
}

const infix =
  (operator: string): Binary =>
  (left, right) =>
    `(${left} ${operator} ${right})`

const anyNull = (args: readonly string[]): string => args.map((arg) => `${arg} IS NULL`).join(' OR ')

/** Engines disagree about one argument and about null among several. */
const extremeOf =
  (fn: 'greatest' | 'least') =>
  (args: readonly string[]): string =>
    args.length === 1 ? `(${args[0]})` : `(CASE WHEN ${anyNull(args)} THEN NULL ELSE ${fn}(${args.join(', ')}) END)`

const unknownRows = (truth: string): string => `count(*) FILTER (WHERE (${truth}) IS NULL) > 0`

/** The extreme of `value` over the rows where `truth` holds; `none` where no row does; unknown if a row or a value is. */
const extreme =
  (fn: 'max' | 'min') =>
  (truth: string, value: string, none: string): string =>
    `(CASE WHEN ${unknownRows(truth)} OR count(*) FILTER (WHERE (${truth}) AND (${value}) IS NULL) > 0 THEN NULL ` +
    `WHEN count(*) FILTER (WHERE ${truth}) = 0 THEN ${none} ELSE ${fn}(${value}) FILTER (WHERE ${truth}) END)`

type Calendar = Pick<Dialect, 'addMonths' | 'addDays' | 'age'>

function calendar({ quotient, makeDate }: Arithmetic): Calendar {
  const yearOf = (d: string): string => quotient(d, '10000')
  const monthOf = (d: string): string => `(${quotient(d, '100')} % 100)`
  const leap = (year: string): string => `((${year} % 4 = 0 AND ${year} % 100 <> 0) OR ${year} % 400 = 0)`
  return {
    /** The day clamped to the month's last (civil code 202). */
    addMonths: (date, n) => {
      const d = `(${date})`
      const month = `(${yearOf(d)} * 12 + ${monthOf(d)} - 1 + (${n}))`
      const year = quotient(month, '12')
      const number = `(${month} % 12 + 1)`
      const last = `(CASE WHEN ${number} = 2 THEN CASE WHEN ${leap(year)} THEN 29 ELSE 28 END WHEN ${number} IN (4, 6, 9, 11) THEN 30 ELSE 31 END)`
      return `(${year} * 10000 + ${number} * 100 + CASE WHEN ${d} % 100 > ${last} THEN ${last} ELSE ${d} % 100 END)`
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
  }
}

/** The whole table of an engine. */
export function standard(spelling: Spelling, arithmetic: Arithmetic): Dialect {
  const whole: Binary = (n, d) => arithmetic.quotient(`(${n})`, `(${d})`)
  return {
    ...spelling,
    eq: infix('='),
    ne: infix('<>'),
    lt: infix('<'),
    le: infix('<='),
    gt: infix('>'),
    ge: infix('>='),
    and: (args) => `(${args.join(' AND ')})`,
    or: (args) => `(${args.join(' OR ')})`,
    not: (arg) => `(NOT ${arg})`,
    in: (value, codes) => `(${value} IN (${codes.join(', ')}))`,
    present: (arg) => `(${arg} IS NOT NULL)`,
    when: (condition, then, otherwise) =>
      `(CASE WHEN ${condition} THEN ${then} WHEN NOT ${condition} THEN ${otherwise} WHEN ${then} = ${otherwise} THEN ${then} END)`,
    add: infix('+'),
    sub: infix('-'),
    mul: infix('*'),
    max: extremeOf('greatest'),
    min: extremeOf('least'),
    ceilDivide: (n, d) => `(${whole(n, d)} + CASE WHEN (${n}) % (${d}) > 0 THEN 1 ELSE 0 END)`,
    floorDivide: (n, d) => `(${whole(n, d)} - CASE WHEN (${n}) % (${d}) < 0 THEN 1 ELSE 0 END)`,
    halfUpDivide: (n, d) =>
      `(CASE WHEN (${n}) >= 0 THEN ${whole(`2 * (${n}) + (${d})`, `2 * (${d})`)} ELSE -${whole(`-2 * (${n}) + (${d})`, `2 * (${d})`)} END)`,
    ...calendar(arithmetic),
    exists: (truth) =>
      `(CASE WHEN count(*) FILTER (WHERE ${truth}) > 0 THEN TRUE WHEN ${unknownRows(truth)} THEN NULL ELSE FALSE END)`,
    count: (truth) => `(CASE WHEN ${unknownRows(truth)} THEN NULL ELSE count(*) FILTER (WHERE ${truth}) END)`,
    sum: (truth, value) =>
      `(CASE WHEN ${unknownRows(truth)} OR count(*) FILTER (WHERE (${truth}) AND (${value}) IS NULL) > 0 THEN NULL ` +
      `ELSE CAST(coalesce(sum(${value}) FILTER (WHERE ${truth}), 0) AS BIGINT) END)`,
    largest: extreme('max'),
    smallest: extreme('min'),
  }
}

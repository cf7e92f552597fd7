/** A dialect from what is its own: everything here means the same on every engine that we print for. */
import { type Arithmetic, calendar } from './calendar.ts'
import type { Arm, Binary, Dialect, Spelling } from './dialect.ts'
import { division } from './division.ts'

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

/**
 * Arms in order. An arm whose condition is unknown ends in unknown unless it says what follows it says: what follows is
 * looked at through its sure arms alone, for an unknown one among them has its own turn.
 */
function when(arms: readonly Arm[], otherwise: string): string {
  const surely = (rest: readonly Arm[]): string =>
    rest.length === 0
      ? otherwise
      : `CASE ${rest.map(({ condition, value }) => `WHEN ${condition} THEN ${value}`).join(' ')} ELSE ${otherwise} END`
  const each = arms.map(
    ({ condition, value }, at) =>
      `WHEN ${condition} THEN ${value} ` +
      `WHEN (${condition}) IS NULL AND (${value} = ${surely(arms.slice(at + 1))}) IS NOT TRUE THEN NULL`,
  )
  return `(CASE ${each.join(' ')} ELSE ${otherwise} END)`
}

/** The whole table of an engine. */
export function standard(spelling: Spelling, arithmetic: Arithmetic): Dialect {
  return {
    ...spelling,
    eq: infix('='),
    ne: infix('<>'),
    lt: infix('<'),
    le: infix('<='),
    gt: infix('>'),
    ge: infix('>='),
    and: (args) => (args.length === 0 ? 'TRUE' : `(${args.join(' AND ')})`),
    or: (args) => (args.length === 0 ? 'FALSE' : `(${args.join(' OR ')})`),
    not: (arg) => `(NOT ${arg})`,
    in: (value, codes) => `(${value} IN (${codes.join(', ')}))`,
    present: (arg) => `(${arg} IS NOT NULL)`,
    when,
    add: infix('+'),
    sub: infix('-'),
    mul: infix('*'),
    mod: (n, d) => `(((${n}) % nullif(${d}, 0) + (${d})) % nullif(${d}, 0))`,
    max: extremeOf('greatest'),
    min: extremeOf('least'),
    ...division(arithmetic.quotient),
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

/**
 * How each operator of the rule language is written in one engine's SQL.
 *
 * A table and nothing else: an engine is a table, and a test mutates one entry at a time to prove that it would notice.
 * SQL's null is the language's unknown; every entry must keep Kleene's truth tables and integer arithmetic.
 * Dates are integers yyyymmdd, money is BIGINT fen; no entry may yield a floating-point number.
 */
export type Binary = (left: string, right: string) => string
export type Nary = (args: readonly string[]) => string

export type Dialect = {
  readonly name: string
  readonly text: (value: string) => string
  readonly identifier: (name: string) => string
  readonly eq: Binary
  readonly ne: Binary
  readonly lt: Binary
  readonly le: Binary
  readonly gt: Binary
  readonly ge: Binary
  readonly and: Nary
  readonly or: Nary
  readonly not: (arg: string) => string
  readonly in: (value: string, codes: readonly string[]) => string
  readonly present: (arg: string) => string
  readonly when: (condition: string, then: string, otherwise: string) => string
  readonly add: Binary
  readonly sub: Binary
  readonly mul: Binary
  readonly max: Nary
  readonly min: Nary
  readonly ceilDivide: Binary
  readonly floorDivide: Binary
  readonly halfUpDivide: Binary
  readonly addMonths: Binary
  readonly addDays: Binary
  readonly age: (birth: string, on: string) => string
  readonly exists: (truth: string) => string
  readonly count: (truth: string) => string
  readonly sum: (truth: string, value: string) => string
  readonly largest: (truth: string, value: string, none: string) => string
  readonly smallest: (truth: string, value: string, none: string) => string
}

const infix =
  (operator: string): Binary =>
  (left, right) =>
    `(${left} ${operator} ${right})`

const anyNull = (args: readonly string[]): string => args.map((arg) => `${arg} IS NULL`).join(' OR ')

/** Year, month and day of yyyymmdd `d` moved by `n` months, the day clamped to the month's last (civil code 202). */
function addMonths(d: string, n: string): string {
  const month = `((${d}) // 10000 * 12 + (${d}) // 100 % 100 - 1 + (${n}))`
  const year = `(${month} // 12)`
  const number = `(${month} % 12 + 1)`
  const leap = `((${year} % 4 = 0 AND ${year} % 100 <> 0) OR ${year} % 400 = 0)`
  const last = `(CASE WHEN ${number} = 2 THEN CASE WHEN ${leap} THEN 29 ELSE 28 END WHEN ${number} IN (4, 6, 9, 11) THEN 30 ELSE 31 END)`
  return `(${year} * 10000 + ${number} * 100 + CASE WHEN (${d}) % 100 > ${last} THEN ${last} ELSE (${d}) % 100 END)`
}

const asDate = (d: string): string => `make_date((${d}) // 10000, (${d}) // 100 % 100, (${d}) % 100)`

const addDays = (d: string, n: string): string => {
  const moved = `(${asDate(d)} + CAST(${n} AS INTEGER))`
  return `CAST(year(${moved}) * 10000 + month(${moved}) * 100 + day(${moved}) AS INTEGER)`
}

/** Reached on the birthday itself; born 02-29, on 02-28 in common years. */
function age(birth: string, on: string): string {
  const year = `((${on}) // 10000)`
  const leap = `((${year} % 4 = 0 AND ${year} % 100 <> 0) OR ${year} % 400 = 0)`
  const day = `(CASE WHEN (${birth}) % 10000 = 229 AND NOT ${leap} THEN 228 ELSE (${birth}) % 10000 END)`
  return `(${year} - (${birth}) // 10000 - CASE WHEN (${on}) % 10000 < ${day} THEN 1 ELSE 0 END)`
}

const unknownRows = (truth: string): string => `count(*) FILTER (WHERE (${truth}) IS NULL) > 0`

/** The extreme of `value` over the rows where `truth` holds; `none` where no row does; unknown if a row or a value is. */
const extreme =
  (fn: 'max' | 'min') =>
  (truth: string, value: string, none: string): string =>
    `(CASE WHEN ${unknownRows(truth)} OR count(*) FILTER (WHERE (${truth}) AND (${value}) IS NULL) > 0 THEN NULL ` +
    `WHEN count(*) FILTER (WHERE ${truth}) = 0 THEN ${none} ELSE ${fn}(${value}) FILTER (WHERE ${truth}) END)`

export const duckdb: Dialect = {
  name: 'duckdb',
  text: (value) => `'${value.replaceAll("'", "''")}'`,
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
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
  max: (args) => `(CASE WHEN ${anyNull(args)} THEN NULL ELSE greatest(${args.join(', ')}) END)`,
  min: (args) => `(CASE WHEN ${anyNull(args)} THEN NULL ELSE least(${args.join(', ')}) END)`,
  ceilDivide: (n, d) => `((${n}) // (${d}) + CASE WHEN (${n}) % (${d}) > 0 THEN 1 ELSE 0 END)`,
  floorDivide: (n, d) => `((${n}) // (${d}) - CASE WHEN (${n}) % (${d}) < 0 THEN 1 ELSE 0 END)`,
  halfUpDivide: (n, d) =>
    `(CASE WHEN (${n}) >= 0 THEN (2 * (${n}) + (${d})) // (2 * (${d})) ELSE -((-2 * (${n}) + (${d})) // (2 * (${d}))) END)`,
  addMonths,
  addDays,
  age,
  exists: (truth) =>
    `(CASE WHEN count(*) FILTER (WHERE ${truth}) > 0 THEN TRUE WHEN ${unknownRows(truth)} THEN NULL ELSE FALSE END)`,
  count: (truth) => `(CASE WHEN ${unknownRows(truth)} THEN NULL ELSE count(*) FILTER (WHERE ${truth}) END)`,
  sum: (truth, value) =>
    `(CASE WHEN ${unknownRows(truth)} OR count(*) FILTER (WHERE (${truth}) AND (${value}) IS NULL) > 0 THEN NULL ` +
    `ELSE CAST(coalesce(sum(${value}) FILTER (WHERE ${truth}), 0) AS BIGINT) END)`,
  largest: extreme('max'),
  smallest: extreme('min'),
}

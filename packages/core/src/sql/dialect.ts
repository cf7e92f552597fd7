/**
 * How each operator of the rule language is written in one engine's SQL.
 *
 * A table and nothing else: an engine is a table, and a test mutates one entry at a time to prove that it would notice.
 * SQL's null is the language's unknown; every entry must keep Kleene's truth tables and integer arithmetic.
 * Dates are integers yyyymmdd, money is BIGINT fen; no entry may yield a floating-point number.
 */
export type Binary = (left: string, right: string) => string
export type Nary = (args: readonly string[]) => string
export type Unary = (arg: string) => string
export type Arm = { readonly condition: string; readonly value: string }

/**
 * A named part of a plan, read by those after it. `row`: one row of constants; `few`: those of whom something is to be
 * told; `all`: one row for everybody. Each is worked out once however often it is read.
 */
export type Stage = { readonly name: string; readonly body: string; readonly size: 'row' | 'few' | 'all' }

/** What engines spell each in its own way; all else follows from it (standard.ts). */
export type Spelling = {
  readonly name: string
  readonly text: (value: string) => string
  readonly identifier: (name: string) => string
  /** The type of text of any length. */
  readonly textType: string
  /** The stage as a part of WITH. */
  readonly stage: (stage: Stage) => string
}

export type Dialect = Spelling & {
  readonly eq: Binary
  readonly ne: Binary
  readonly lt: Binary
  readonly le: Binary
  readonly gt: Binary
  readonly ge: Binary
  readonly and: Nary
  readonly or: Nary
  readonly not: Unary
  readonly in: (value: string, codes: readonly string[]) => string
  readonly present: Unary
  /** The value of the first arm that holds; an arm that nobody can tell counts only if it says the same. */
  readonly when: (arms: readonly Arm[], otherwise: string) => string
  readonly add: Binary
  readonly sub: Binary
  readonly mul: Binary
  readonly max: Nary
  readonly min: Nary
  readonly mod: Binary
  readonly ceilDivide: Binary
  readonly floorDivide: Binary
  readonly upDivide: Binary
  readonly downDivide: Binary
  readonly halfUpDivide: Binary
  readonly halfDownDivide: Binary
  readonly halfEvenDivide: Binary
  readonly addMonths: Binary
  readonly addMonthsUp: Binary
  readonly addDays: Binary
  readonly age: (birth: string, on: string) => string
  readonly dayNumber: Unary
  readonly yearPart: Unary
  readonly monthPart: Unary
  readonly dayPart: Unary
  readonly makeDate: (year: string, month: string, day: string) => string
  readonly exists: (truth: string) => string
  readonly count: (truth: string) => string
  readonly sum: (truth: string, value: string) => string
  readonly largest: (truth: string, value: string, none: string) => string
  readonly smallest: (truth: string, value: string, none: string) => string
}

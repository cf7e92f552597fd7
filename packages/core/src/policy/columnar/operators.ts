/**
 * How each operator is written in JavaScript, over operands that are known; what unknown does is the writer's business.
 *
 * A table and nothing else, as the dialects of SQL are: a test mutates one entry at a time.
 */
type Two = (a: string, b: string) => string
/** How a fold over rows or members begins and takes one of them in; `t` is the result, `v` the value, `any` whether one held. */
export type Fold = { readonly start: string; readonly held: string; readonly unknown: string }

export type Operators = {
  readonly eq: Two
  readonly ne: Two
  readonly lt: Two
  readonly le: Two
  readonly gt: Two
  readonly ge: Two
  readonly add: Two
  readonly sub: Two
  readonly mul: Two
  readonly max: (args: readonly string[]) => string
  readonly min: (args: readonly string[]) => string
  /** What decides an `and`, an `or`: the first operand of this value. */
  readonly and: 0 | 1
  readonly or: 0 | 1
  readonly not: (a: string) => string
  readonly present: (a: string) => string
  readonly in: (value: string, codes: readonly number[]) => string
  /** The branch that is taken where the condition is this value. */
  readonly when: 0 | 1
  readonly ceilDivide: Two
  readonly floorDivide: Two
  readonly halfUpDivide: Two
  readonly age: (birth: string, on: string) => string
  readonly exists: Fold
  readonly count: Fold
  readonly sum: Fold
  readonly largest: Fold
  readonly smallest: Fold
}

const infix =
  (operator: string): Two =>
  (a, b) =>
    `${a} ${operator} ${b}`
const unknown = 't = NaN; break'
const extreme = (better: string): Fold => ({
  start: 'none',
  held: `if (v !== v) { t = NaN; break } if (!any || v ${better} t) t = v; any = true`,
  unknown,
})

export const javascript: Operators = {
  eq: infix('==='),
  ne: infix('!=='),
  lt: infix('<'),
  le: infix('<='),
  gt: infix('>'),
  ge: infix('>='),
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  max: (args) => `Math.max(${args.join(', ')})`,
  min: (args) => `Math.min(${args.join(', ')})`,
  and: 0,
  or: 1,
  not: (a) => `1 - ${a}`,
  present: (a) => `${a} === ${a}`,
  in: (value, codes) => codes.map((code) => `${value} === ${code}`).join(' || ') || 'false',
  when: 1,
  ceilDivide: (n, d) => `Math.ceil(${n} / ${d})`,
  floorDivide: (n, d) => `Math.floor(${n} / ${d})`,
  halfUpDivide: (n, d) =>
    `(${n} < 0 ? -Math.floor((-2 * ${n} + ${d}) / (2 * ${d})) : Math.floor((2 * ${n} + ${d}) / (2 * ${d})))`,
  // Whole ten-thousands of the difference of two yyyymmdd; born 02-29, reached on 02-28 in common years.
  age: (birth, on) => {
    const common = `(${on} % 40000 >= 10000 || (${on} % 1000000 < 10000 && ${on} % 4000000 >= 10000))`
    return `Math.floor((${on} - ${birth} + (${on} % 10000 === 228 && ${common} ? 1 : 0)) / 10000)`
  },
  exists: { start: '0', held: 't = 1; break', unknown: 't = NaN' },
  count: { start: '0', held: 't++', unknown },
  sum: { start: '0', held: 't += v', unknown },
  largest: extreme('>'),
  smallest: extreme('<'),
}

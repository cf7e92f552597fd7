/**
 * How each operator is written in JavaScript, over operands that are known; what unknown does is the writer's business.
 *
 * A table and nothing else, as the dialects of SQL are: a test mutates one entry at a time.
 */
type Two = (a: string, b: string) => string
/**
 * A fold over rows or members: how its result `t` begins (null: with the value of no row), takes in one that holds, with
 * value `v`, and one of which nobody knows; `any` says whether one was taken in. Once unknown, a result stays so. `sure`:
 * where the condition is known to be 1 or 0, the same without a branch.
 */
export type Fold = {
  readonly start: 0 | null
  readonly held: (t: string, v: string, any: string) => string
  readonly unknown: (t: string, any: string) => string
  readonly sure?: (t: string, truth: string) => string
}

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
  /** What decides an `and`, an `or`: the first operand of this value; `known`: where all operands are, without a branch. */
  readonly and: { readonly decides: 0 | 1; readonly known: string }
  readonly or: { readonly decides: 0 | 1; readonly known: string }
  readonly not: (a: string) => string
  readonly present: (a: string) => string
  readonly in: (value: string, codes: readonly number[]) => string
  /** The branch that is taken where the condition is this value. */
  readonly when: 0 | 1
  readonly ceilDivide: Two
  readonly floorDivide: Two
  readonly halfUpDivide: Two
  /** Whole years on a day made ripe: the leap-born come of age on 02-28 of common years. */
  readonly age: (birth: string, ripe: string) => string
  readonly ripe: (on: string) => string
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
const lost = (t: string): string => `${t} = NaN;`
const extreme = (better: string): Fold => ({
  start: null,
  held: (t, v, any) => `if (!${any} || ${v} ${better} ${t} || ${v} !== ${v}) ${t} = ${v}; ${any} = true;`,
  unknown: (t, any) => `${t} = NaN; ${any} = true;`,
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
  and: { decides: 0, known: '&' },
  or: { decides: 1, known: '|' },
  not: (a) => `1 - ${a}`,
  present: (a) => `${a} === ${a}`,
  in: (value, codes) => codes.map((code) => `${value} === ${code}`).join(' || ') || 'false',
  when: 1,
  ceilDivide: (n, d) => `Math.ceil(${n} / ${d})`,
  floorDivide: (n, d) => `Math.floor(${n} / ${d})`,
  halfUpDivide: (n, d) =>
    `(${n} < 0 ? -Math.floor((-2 * ${n} + ${d}) / (2 * ${d})) : Math.floor((2 * ${n} + ${d}) / (2 * ${d})))`,
  // Whole ten-thousands of the difference of two yyyymmdd; moved up, because the unborn count below zero.
  age: (birth, ripe) => `((${ripe} - ${birth} + 100000000) / 10000 | 0) - 10000`,
  ripe: (on) => {
    const common = `(${on} % 40000 >= 10000 || (${on} % 1000000 < 10000 && ${on} % 4000000 >= 10000))`
    return `${on} + (${on} % 10000 === 228 && ${common} ? 1 : 0)`
  },
  exists: {
    start: 0,
    held: (t) => `${t} = 1;`,
    unknown: (t) => `if (${t} === 0) ${t} = NaN;`,
    sure: (t, truth) => `${t} |= ${truth};`,
  },
  count: { start: 0, held: (t) => `${t}++;`, unknown: lost, sure: (t, truth) => `${t} += ${truth};` },
  sum: { start: 0, held: (t, v) => `${t} += ${v};`, unknown: lost },
  largest: extreme('>'),
  smallest: extreme('<'),
}

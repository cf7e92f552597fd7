/**
 * Interval arithmetic over trees: between which numbers a value lies when its leaves lie between theirs.
 *
 * Always an enclosure, not always a tight one: a leaf that stands twice is taken for two. Truths and codes have none.
 */
import { toEpochDay, yearOf } from '../kernel/index.ts'
import { divideBy } from './arithmetic.ts'
import type { Node, NodeOf, Rounding } from './tree.ts'

export type Interval = { readonly lo: number; readonly hi: number }

/** Day 0 is "no day". */
export const ANY_DAY: Interval = { lo: 0, hi: 99991231 }
/** Of one person in one register; `policy check --data` holds a lake to it. */
export const MOST_ROWS = 1000
const NONE: Interval = { lo: 0, hi: 0 }

export const point = (value: number): Interval => ({ lo: value, hi: value })
export const hull = (all: readonly Interval[]): Interval =>
  all.length === 0 ? NONE : { lo: Math.min(...all.map(({ lo }) => lo)), hi: Math.max(...all.map(({ hi }) => hi)) }

export type Leaves = {
  /** The interval of a node that is known or has no operands; null: by its operator. */
  readonly of: (node: Node) => Interval | null
  /** Which way a condition goes; null: either. */
  readonly truth: (node: Node) => boolean | null
}
type Of = (node: Node) => Interval
type Operators = {
  readonly [Op in Node['op']]: (node: NodeOf<Op>, of: Of, truth: Leaves['truth']) => Interval
}

const corners = (a: Interval, b: Interval, work: (x: number, y: number) => number): readonly number[] =>
  [a.lo, a.hi].flatMap((x) => [b.lo, b.hi].map((y) => work(x, y)))
const around = (values: readonly number[]): Interval => ({ lo: Math.min(...values), hi: Math.max(...values) })
/** 0 times without end is 0. */
const times = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y)
const YEAR = 10000
/** Without end stays without end; beyond exact numbers a step more or less makes no difference. */
const quotient = (n: number, d: number, round: Rounding): number =>
  Number.isSafeInteger(n) && Number.isFinite(d) ? divideBy(n, d, round) : n / d

/** A day so many months or days on: a year too wide at each end where it moves at all. */
function shifted(date: Interval, count: Interval, perYear: number): Interval {
  const years = (n: number): number => Math.ceil(Math.abs(n) / perYear) * YEAR
  return {
    lo: date.lo - (count.lo < 0 ? years(count.lo) : 0),
    hi: date.hi + (count.hi > 0 ? years(count.hi) : 0),
  }
}

const noNumber = (): Interval => NONE

const OPERATORS: Operators = {
  // What the leaves say, or no number at all.
  attribute: noNumber,
  variable: noNumber,
  via: noNumber,
  parameter: noNumber,
  column: noNumber,
  aggregate: noNumber,
  members: noNumber,
  and: noNumber,
  or: noNumber,
  not: noNumber,
  present: noNumber,
  compare: noNumber,
  in: noNumber,
  const: ({ value }) => (typeof value === 'number' ? point(value) : NONE),
  asOf: () => ANY_DAY,
  max: ({ args }, of) => {
    const all = args.map(of)
    return { lo: Math.max(...all.map(({ lo }) => lo)), hi: Math.max(...all.map(({ hi }) => hi)) }
  },
  min: ({ args }, of) => {
    const all = args.map(of)
    return { lo: Math.min(...all.map(({ lo }) => lo)), hi: Math.min(...all.map(({ hi }) => hi)) }
  },
  add: ({ left, right }, of) => ({ lo: of(left).lo + of(right).lo, hi: of(left).hi + of(right).hi }),
  sub: ({ left, right }, of) => ({ lo: of(left).lo - of(right).hi, hi: of(left).hi - of(right).lo }),
  mul: ({ left, right }, of) => around(corners(of(left), of(right), times)),
  divide: ({ numerator, divisor, round }, of) => {
    // Where the divisor is not positive there is no value.
    const by = of(divisor)
    const positive = { lo: Math.max(1, by.lo), hi: Math.max(1, by.hi) }
    return around(corners(of(numerator), positive, (n, d) => quotient(n, d, round)))
  },
  mod: ({ left, right }, of) => {
    const amount = of(left)
    const by = of(right)
    const rest = { lo: by.lo < 0 ? by.lo + 1 : 0, hi: by.hi > 0 ? by.hi - 1 : 0 }
    // What is smaller than every divisor stays as it is.
    return amount.lo >= 0 && by.lo > 0 ? { lo: 0, hi: Math.min(amount.hi, rest.hi) } : rest
  },
  addMonths: ({ date, count }, of) => shifted(of(date), of(count), 12),
  addMonthsUp: ({ date, count }, of) => shifted(of(date), { lo: of(count).lo, hi: of(count).hi + 1 }, 12),
  addDays: ({ date, count }, of) => shifted(of(date), of(count), 365),
  age: ({ birth, on }, of) => ({
    lo: yearOf(of(on).lo) - yearOf(of(birth).hi) - 1,
    hi: yearOf(of(on).hi) - yearOf(of(birth).lo),
  }),
  dayNumber: ({ date }, of) => ({ lo: toEpochDay(of(date).lo), hi: toEpochDay(of(date).hi) }),
  datePart: ({ part, date }, of) => {
    const [lo, hi] = [yearOf(of(date).lo), yearOf(of(date).hi)]
    return part === 'year' ? { lo, hi } : { lo: 0, hi: part === 'month' ? 12 : 31 }
  },
  makeDate: () => ANY_DAY,
  when: ({ condition, then, otherwise }, of, truth) => {
    const way = truth(condition)
    return way === null ? hull([of(then), of(otherwise)]) : of(way ? then : otherwise)
  },
}

/** The interval of a node. */
export function intervalOf(node: Node, leaves: Leaves): Interval {
  const known = leaves.of(node)
  if (known !== null) return known
  const operator = OPERATORS[node.op] as (node: Node, of: Of, truth: Leaves['truth']) => Interval
  return operator(node, (child) => intervalOf(child, leaves), leaves.truth)
}

/**
 * What each operator makes of known whole numbers: the meaning that every engine must keep.
 *
 * An operand that is unknown makes the result unknown, whatever the others are; so does what has no value (a divisor that
 * is not positive, a day that does not exist).
 */
import { addDays, addMonths, addMonthsUp, ageOn, assert, dayFrom, toEpochDay } from '../kernel/index.ts'
import { childrenOf, type DatePart, type Node, type NodeOf, type Rounding, type Value } from './tree.ts'

export const numbers = (values: readonly Value[]): number[] | null =>
  values.includes(null) ? null : values.map(Number)

export function safe(value: number): number {
  assert(Number.isSafeInteger(value), 'rule arithmetic stays within 2^53')
  // No negative zero leaves a rule.
  return value + 0
}

/** By how much the quotient toward zero is moved, given the sign of the rest and how twice its size stands to the divisor. */
const NUDGE: Readonly<Record<Rounding, (sign: number, half: number, quotient: number) => number>> = {
  ceil: (sign) => (sign > 0 ? 1 : 0),
  floor: (sign) => (sign < 0 ? -1 : 0),
  up: (sign) => sign,
  down: () => 0,
  halfUp: (sign, half) => (half >= 0 ? sign : 0),
  halfDown: (sign, half) => (half > 0 ? sign : 0),
  halfEven: (sign, half, quotient) => (half > 0 || (half === 0 && quotient % 2 !== 0) ? sign : 0),
}

/** Exact, for a numerator of either sign and a positive divisor. */
export function divideBy(numerator: number, divisor: number, round: Rounding): number {
  const rest = numerator % divisor
  const quotient = (numerator - rest) / divisor
  return safe(quotient + NUDGE[round](Math.sign(rest), 2 * Math.abs(rest) - divisor, quotient))
}

function modulo(amount: number, divisor: number): number | null {
  if (divisor === 0) return null
  const rest = amount % divisor
  return safe(rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest)
}

const PART: Readonly<Record<DatePart, (day: number) => number>> = {
  year: (day) => Math.trunc(day / 10000),
  month: (day) => Math.trunc(day / 100) % 100,
  day: (day) => day % 100,
}

type Operator =
  | 'max'
  | 'min'
  | 'add'
  | 'sub'
  | 'mul'
  | 'mod'
  | 'divide'
  | 'addMonths'
  | 'addMonthsUp'
  | 'addDays'
  | 'age'
  | 'dayNumber'
  | 'datePart'
  | 'makeDate'
type Work<Op extends Operator> = (operands: readonly number[], node: NodeOf<Op>) => number | null

const two =
  (work: (a: number, b: number) => number | null) =>
  ([a = 0, b = 0]: readonly number[]): number | null =>
    work(a, b)

const WORK: { readonly [Op in Operator]: Work<Op> } = {
  max: (operands) => Math.max(...operands),
  min: (operands) => Math.min(...operands),
  add: two((a, b) => safe(a + b)),
  sub: two((a, b) => safe(a - b)),
  mul: two((a, b) => safe(a * b)),
  mod: two(modulo),
  divide: ([numerator = 0, divisor = 0], { round }) => (divisor > 0 ? divideBy(numerator, divisor, round) : null),
  addMonths: two(addMonths),
  addMonthsUp: two(addMonthsUp),
  addDays: two(addDays),
  age: two(ageOn),
  dayNumber: ([day = 0]) => toEpochDay(day),
  datePart: ([day = 0], { part }) => PART[part](day),
  makeDate: ([year = 0, month = 0, day = 0]) => dayFrom(year, month, day),
}

const isOperator = (op: string): op is Operator => op in WORK

/** The value of an operation from its operands' values. */
export function arithmetic(node: Node, of: (child: Node) => Value): Value {
  assert(isOperator(node.op), `no arithmetic for ${node.op}`)
  const operands = numbers(childrenOf(node).map(of))
  return operands === null ? null : (WORK[node.op] as Work<Operator>)(operands, node as NodeOf<Operator>)
}

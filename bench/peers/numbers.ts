/**
 * Arithmetic of decimals as whole numbers: divisors are declared and carried along, so that nothing is rounded but where a
 * rule says so. A quotient has as many digits as the row asks for, and the row is told whether that was exact.
 */
import {
  abs,
  add,
  addDays,
  addMonths,
  daysBetween,
  divide,
  type Expr,
  eq,
  int,
  type Kind,
  lt,
  mod,
  negate,
  type Relation,
  type Rounding,
  ratio,
  sub,
  times,
  unknown,
  when,
} from '@doudi/core/policy'
import { Alien, NotExpressible, number, type Scalar, safe, scalar, scalarOf, scalarsOf, type Term } from './terms.ts'

/** What a row asks of the translation besides its value. */
export type Asked = {
  /** Decimals of a quotient. */
  readonly digits: number
  /** Truths that must hold for the answer to be exact. */
  readonly exact: Expr<'bool'>[]
  /** Why the source may answer otherwise, where ours means something else on purpose. */
  readonly otherwise: string[]
}
type Int = Expr<'int'>
const asInt = (node: Expr): Int => node as Int
export const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
const lcm = (a: number, b: number): number => safe(BigInt(a / divisor(a, b)) * BigInt(b))
/** So many times a node; a literal is written in its new terms. */
export function by(node: Expr, factor: number): Expr {
  if (factor === 1) return node
  const isNumber = node.op === 'const' && typeof node.value === 'number' && node.kind !== 'date'
  return isNumber
    ? number(node.kind, safe(BigInt(Number(node.value)) * BigInt(factor)))
    : times(asInt(node), int(factor))
}

/** The same values with one divisor. */
export function alike(all: readonly Scalar[]): { readonly nodes: readonly Expr[]; readonly den: number } {
  const den = all.reduce((one, other) => lcm(one, other.den), 1)
  return { nodes: all.map((one) => by(one.node, den / one.den)), den }
}

export function compare(relation: Relation, left: Term, right: Term): Expr<'bool'> {
  const { nodes } = alike(scalarsOf([left, right]))
  if (relation !== 'eq' && relation !== 'ne' && nodes.every(({ kind }) => kind === 'code'))
    throw new Alien('the order of texts')
  return { op: 'compare', kind: 'bool', relation, left: nodes[0], right: nodes[1] } as Expr<'bool'>
}

/** Whole days or months of a length; a day begins at midnight, so part of one counts down. */
const whole = ({ node, den }: Scalar): Expr => (den === 1 ? node : divide(asInt(node), int(den), 'floor'))
const isLength = (term: Term): boolean =>
  term.is === 'unknown' || (term.is === 'scalar' && (term.node.kind === 'days' || term.node.kind === 'months'))
const isDay = (term: Term): boolean => term.is === 'scalar' && term.node.kind === 'date'

function shifted(date: Term, length: Term): Term {
  const [on, count] = [scalarOf(date, 'date').node as Expr<'date'>, scalarOf(length, 'days')]
  const by = whole(count) as Expr<'days'>
  return scalar(count.node.kind === 'months' ? addMonths(on, by as unknown as Expr<'months'>) : addDays(on, by))
}
const noText = (terms: readonly Term[]): void => {
  if (terms.some((term) => term.is === 'scalar' && term.node.kind === 'code')) throw new Alien('text other than a code')
}

export function plus(left: Term, right: Term): Term {
  noText([left, right])
  if (isDay(left) && isLength(right)) return shifted(left, right)
  if (isLength(left) && isDay(right)) return shifted(right, left)
  const { nodes, den } = alike(scalarsOf([left, right]))
  const [a, b] = nodes.map(asInt) as [Int, Int]
  return scalar(add(a, b), den)
}
export const opposite = (term: Term): Scalar => {
  const { node, den } = scalarOf(term, 'int')
  return scalar(negate(asInt(node)), den)
}
export function minus(left: Term, right: Term): Term {
  noText([left, right])
  if (isDay(left) && isLength(right)) return shifted(left, opposite(scalarOf(right, 'days')))
  if (isDay(right) && (isDay(left) || left.is === 'unknown')) {
    const [from, to] = [scalarOf(right, 'date').node, scalarOf(left, 'date').node] as [Expr<'date'>, Expr<'date'>]
    return scalar(daysBetween(from, to))
  }
  const { nodes, den } = alike(scalarsOf([left, right]))
  const [a, b] = nodes.map(asInt) as [Int, Int]
  return scalar(sub(a, b), den)
}

/** Months are whole: part of one is cut off. */
const settled = ({ node, den }: Scalar): Scalar =>
  node.kind === 'months' && den !== 1 ? scalar(divide(asInt(node), int(den), 'down')) : scalar(node, den)

export function product(left: Term, right: Term): Scalar {
  noText([left, right])
  const [a, b] = [left, right].map((term) => scalarOf(term, 'int')) as [Scalar, Scalar]
  const [amount, count] = a.node.kind === 'int' ? [b, a] : [a, b]
  return settled(scalar(times(asInt(amount.node), asInt(count.node)), safe(BigInt(a.den) * BigInt(b.den))))
}

/** What a quotient is counted in: parts of a second for days, whole months, decimals for the rest. */
const fineness = (kind: Kind, digits: number): number =>
  kind === 'months' ? 1 : kind === 'days' ? 86_400_000 : 10 ** digits

export function quotient(left: Term, right: Term, asked: Asked, round: Rounding = 'halfEven'): Scalar {
  noText([left, right])
  const [a, b] = [left, right].map((term) => scalarOf(term, 'int')) as [Scalar, Scalar]
  const kind = a.node.kind === b.node.kind ? 'int' : a.node.kind
  const den = fineness(kind, asked.digits)
  const shared = divisor(safe(BigInt(b.den) * BigInt(den)), a.den)
  const [above, below] = [by(a.node, (b.den * den) / shared) as Int, by(b.node, a.den / shared) as Int]
  // A divisor below 0 turns both around; one that is written out says by itself what it is.
  const isPositive = b.node.op === 'const' && Number(b.node.value) > 0
  const negative = lt(asInt(b.node), number(b.node.kind, 0) as Int)
  const top = isPositive ? above : times(above, when(negative, int(-1), int(1)))
  const bottom = isPositive ? below : abs(below)
  const node = kind === 'int' ? ratio(top, bottom, round) : divide(top, bottom, kind === 'months' ? 'down' : round)
  if (kind !== 'months' && round === 'halfEven') asked.exact.push(eq(mod(top, bottom), number(top.kind, 0) as Int))
  return scalar(node, den)
}

/** A decimal rounded to so many digits after the point, or before it where they are below 0. */
export function rounded({ node, den }: Scalar, digits: number, round: Rounding): Scalar {
  if (digits >= 0) return scalar(divide(by(node, 10 ** digits) as Int, int(den), round), 10 ** digits)
  const step = 10 ** -digits
  return scalar(times(divide(asInt(node), int(safe(BigInt(den) * BigInt(step))), round), int(step)))
}

/** A number that a rule is built with, not one that it computes: digits, an exponent. */
export function literalOf(term: Term | undefined): number {
  const found = term?.is === 'scalar' && term.den === 1 && term.node.op === 'const' ? term.node.value : null
  if (typeof found !== 'number' || (term?.is === 'scalar' && term.node.kind !== 'int'))
    throw new Alien('a number of digits that is no whole number')
  return found
}

/** A power with a whole exponent, as the product it stands for. */
export function power(left: Term, right: Term, asked: Asked): Scalar {
  const base = scalarOf(left, 'int')
  if (right.is === 'unknown') return scalar(unknown(base.node.kind))
  const exponent = literalOf(right)
  if (Math.abs(exponent) > 60) throw new NotExpressible('a power beyond 60')
  let result: Scalar = scalar(int(1))
  for (let at = 0; at < Math.abs(exponent); at++) result = product(result, base)
  return exponent < 0 ? quotient(scalar(int(1)), result, asked) : result
}

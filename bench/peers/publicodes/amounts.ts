/**
 * A Publicodes value: it may not apply, it may not be known, a number has a unit. Whether it applies is a truth of ours
 * beside the value, so that the two kinds of nothing stay apart.
 */
import {
  and,
  cases,
  type Expr,
  eq,
  int,
  type Kind,
  no,
  not,
  or,
  type Relation,
  times,
  unknown,
  when,
  yes,
} from '@doudi/core/policy'
import { type Asked, alike, by, compare, divisor, minus, plus, product, quotient } from '../numbers.ts'
import { type Scalar, scalar, scalarOf, scalarsOf, type Term, UNKNOWN } from '../terms.ts'
import { factor, isNone, isPercent, NO_UNIT, textOf, timesUnit, type Unit, underUnit } from './units.ts'

export type Truth = Expr<'bool'>
export type Amount = { readonly applies: Truth; readonly term: Term; readonly unit: Unit }

/** Truths put together, without those that the translation itself has settled. */
export function allOf(...truths: readonly Truth[]): Truth {
  const open = truths.filter((truth) => truth !== yes)
  const [only] = open
  return open.includes(no) ? no : only === undefined ? yes : open.length === 1 ? only : and(...open)
}
export const isNot = (truth: Truth): Truth => (truth === yes ? no : truth === no ? yes : not(truth))
export const anyOf = (...truths: readonly Truth[]): Truth => {
  const open = truths.filter((truth) => truth !== no)
  const [only] = open
  return open.includes(yes) ? yes : only === undefined ? no : open.length === 1 ? only : or(...open)
}
const pick = <K extends Kind>(truth: Truth, first: Expr<K>, second: Expr<K>): Expr<K> =>
  truth === yes ? first : truth === no ? second : (when<Kind>(truth, first, second) as Expr<K>)

export const amount = (term: Term, unit: Unit = NO_UNIT): Amount => ({ applies: yes, term, unit })
export const NOT_APPLICABLE: Amount = { applies: no, term: UNKNOWN, unit: NO_UNIT }
export const told = (truth: Truth): Amount => amount(scalar(truth))

const kindOf = ({ term }: Amount): string | null => (term.is === 'scalar' ? term.node.kind : null)
/** The truth of a value; what does not apply is not so. */
export const holds = ({ applies, term }: Amount): Truth => allOf(applies, scalarOf(term, 'bool').node as Truth)
function scaled(term: Scalar, n: number, d: number): Scalar {
  const shared = divisor(n, term.den * d)
  return scalar(by(term.node, n / shared), (term.den * d) / shared)
}

/** The same amount in another unit; a number without one takes it. */
export function inUnit(value: Amount, unit: Unit): Amount {
  if (value.term.is === 'unknown' || isNone(value.unit)) return { ...value, unit }
  const { n, d } = factor(value.unit, unit)
  return { ...value, term: scaled(scalarOf(value.term, 'int'), n, d), unit }
}
/** A percentage as the number it is. */
export function plain(value: Amount): Amount {
  if (!isPercent(value.unit)) return value
  return { ...value, term: scaled(scalarOf(value.term, 'int'), 1, 100), unit: NO_UNIT }
}
/** Several in the unit of the first that has one. */
function together(all: readonly Amount[]): { readonly all: readonly Amount[]; readonly unit: Unit } {
  const unit = all.find((one) => !isNone(one.unit))?.unit ?? NO_UNIT
  return { all: isNone(unit) ? all : all.map((one) => inUnit(one, unit)), unit }
}

/** One of two values, by a truth. */
export function choose(condition: Truth, first: Amount, second: Amount): Amount {
  const { all, unit } = together([first, second])
  const [a, b] = all as [Amount, Amount]
  const known = [a, b].find(({ term }) => term.is === 'scalar')
  const applies = a.applies === b.applies ? a.applies : pick(condition, a.applies, b.applies)
  if (!known) return { applies, term: a.term.is === 'unknown' ? b.term : a.term, unit }
  const { nodes, den } = alike(scalarsOf([a.term, b.term]))
  return { applies, term: scalar(pick(condition, nodes[0] as Expr, nodes[1] as Expr), den), unit }
}
/** Zero where it does not apply. */
const orNothing = (value: Amount): Amount => choose(value.applies, value, amount(scalar(int(0)), value.unit))
const both = (a: Amount, b: Amount): Truth => allOf(a.applies, b.applies)

export function sum(values: readonly Amount[]): Amount {
  const { all, unit } = together(values)
  const terms = all.map((one) => orNothing(one).term)
  return amount(
    terms.reduce((left, right) => plus(left, right), scalar(int(0))),
    unit,
  )
}
/** Per cent is of the left side, unless both are. */
function withPercent(left: Amount, right: Amount): Amount {
  if (!isPercent(right.unit) || isPercent(left.unit) || isNone(left.unit)) return right
  return { ...right, term: product(left.term, plain(right).term), unit: left.unit }
}
export const addition = (left: Amount, right: Amount): Amount => sum([left, withPercent(left, right)])
export function difference(left: Amount, right: Amount): Amount {
  const { all, unit } = together([left, withPercent(left, right)])
  const [a, b] = all as [Amount, Amount]
  return { applies: left.applies, term: minus(a.term, orNothing(b).term), unit }
}
export function multiplication(left: Amount, right: Amount): Amount {
  const percents = [left, right].filter(({ unit }) => isPercent(unit)).length
  const [a, b] = percents === 2 ? [left, plain(right)] : [plain(left), plain(right)]
  return { applies: both(a, b), term: product(a.term, b.term), unit: timesUnit(a.unit, b.unit) }
}
export function division(left: Amount, right: Amount, asked: Asked): Amount {
  const [a, b] = [plain(left), plain(right)]
  if (isPercent(right.unit) && !isPercent(left.unit))
    asked.otherwise.push('a number divided by a percentage: ours divides by the share it is (12 ÷ 4 % = 300)')
  return { applies: both(a, b), term: quotient(a.term, b.term, asked), unit: underUnit(a.unit, b.unit) }
}

export function comparison(relation: Relation, left: Amount, right: Amount): Amount {
  const { all } = together([left, right])
  const [a, b] = all as [Amount, Amount]
  return { ...told(compare(relation, a.term, b.term)), applies: both(a, b) }
}
/** What does not apply equals what does not apply, and no. */
export function equality(left: Amount, right: Amount): Truth {
  const isTruth =
    [left, right].some((one) => kindOf(one) === 'bool') || [left, right].every((one) => kindOf(one) === null)
  if (isTruth) return eq(holds(left), holds(right))
  const { all } = together([left, right])
  const [a, b] = all as [Amount, Amount]
  return anyOf(allOf(isNot(a.applies), isNot(b.applies)), allOf(a.applies, b.applies, compare('eq', a.term, b.term)))
}

/** The greatest or least of those that apply; the first of them stands in for those that do not. */
export function extreme(op: 'max' | 'min', values: readonly Amount[]): Amount {
  const { all, unit } = together(values)
  const { nodes, den } = alike(scalarsOf(all.map(({ term }) => term)))
  const numbers = nodes as Expr<'int'>[]
  const arms = all.map((one, at) => [one.applies, numbers[at] ?? int(0)] as const)
  const stand = arms.find(([applies]) => applies === yes)?.[1] ?? cases(arms, unknown('int'))
  const args = arms.map(([applies, node]) => pick(applies, node, stand))
  const applies = anyOf(...all.map((one) => one.applies))
  return { applies, term: scalar({ op, kind: 'int', args } as Expr, den), unit }
}
export function mean(values: readonly Amount[], asked: Asked): Amount {
  const sure = values.filter(({ applies }) => applies === yes).length
  const others = values.filter(({ applies }) => applies !== yes && applies !== no)
  const each = others.map(({ applies }): Term => scalar(when(applies, int(1), int(0))))
  const all = each.reduce((left, right) => plus(left, right), scalar(int(sure)))
  const total = sum(values)
  return {
    applies: anyOf(...values.map((one) => one.applies)),
    term: quotient(total.term, all, asked),
    unit: total.unit,
  }
}

/** Not above the ceiling, not below the floor; a limit that does not apply, or is no, limits nothing. */
export function limited(op: 'max' | 'min', value: Amount, limit: Amount): Amount {
  if (kindOf(limit) === 'bool' || limit.applies === no) return value
  const { all, unit } = together([value, limit])
  const [a, b] = all as [Amount, Amount]
  const { nodes, den } = alike(scalarsOf([a.term, b.term]))
  const held = scalar({ op, kind: 'int', args: nodes } as Expr, den)
  return { ...choose(limit.applies, { ...a, term: held }, a), applies: value.applies, unit }
}
/** Less an amount, or a share of itself; never below 0. */
export function reduced(value: Amount, by: Amount): Amount {
  if (by.applies === no) return value
  const rest = limited('max', difference(value, withPercent(value, by)), amount(scalar(int(0))))
  return { ...choose(by.applies, rest, value), applies: value.applies }
}

/** To so many decimals, half up the number line. */
export function roundedHalfUp(value: Amount, digits: number): Amount {
  const { node, den } = scalarOf(value.term, 'int')
  const step = 10 ** digits
  const top = { op: 'add', kind: 'int', left: times(node as Expr<'int'>, int(2 * step)), right: int(den) } as Expr
  const rounded = { op: 'divide', kind: 'int', numerator: top, divisor: int(2 * den), round: 'floor' } as Expr
  return { ...value, term: scalar(rounded, step) }
}

/** The answer, with its unit for the eye. */
export function answerOf({ applies, term, unit }: Amount): Term {
  const inner: Term = term.is === 'scalar' ? { ...term, unit: textOf(unit) } : term
  return applies === yes
    ? inner
    : { is: 'maybe', applies, term: inner.is === 'unknown' ? scalar(unknown('int')) : inner }
}

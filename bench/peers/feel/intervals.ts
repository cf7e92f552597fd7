/** How points and intervals lie to one another (Allen's relations, as DMN states them with open and closed ends). */
import { and, type Expr, no, not, or, type Relation, yes } from '@doudi/core/policy'
import { compare } from '../numbers.ts'
import { Alien, type Range, type Term } from '../terms.ts'

type Truth = Expr<'bool'>
type End = { readonly at: Term; readonly included: boolean }
type Interval = { readonly from: End; readonly to: End; readonly isPoint: boolean }

function intervalOf(term: Term): Interval {
  if (term.is === 'scalar' || term.is === 'unknown') {
    const end = { at: term, included: true }
    return { from: end, to: end, isPoint: true }
  }
  if (term.is !== 'range' || term.from === null || term.to === null) throw new Alien('an interval without an end')
  const range: Range = term
  return {
    from: { at: range.from as Term, included: range.fromIncluded },
    to: { at: range.to as Term, included: range.toIncluded },
    isPoint: false,
  }
}
const is = (left: End, relation: Relation, right: End): Truth => compare(relation, left.at, right.at)
const told = (value: boolean): Truth => (value ? yes : no)
/** `strict`, or equal where the ends allow it. */
const orEqual = (strict: Relation, left: End, right: End, allowed: boolean): Truth =>
  allowed ? or(is(left, strict, right), is(left, 'eq', right)) : is(left, strict, right)

const before = (a: Interval, b: Interval): Truth => orEqual('lt', a.to, b.from, !(a.to.included && b.from.included))
/** Both ends are the same, or the wider one includes its own. */
const fromInside = (inner: Interval, outer: Interval): Truth =>
  orEqual('gt', inner.from, outer.from, outer.from.included || !inner.from.included)
const toInside = (inner: Interval, outer: Interval): Truth =>
  orEqual('lt', inner.to, outer.to, outer.to.included || !inner.to.included)
const includes = (a: Interval, b: Interval): Truth => and(fromInside(b, a), toInside(b, a))
const sameStart = (a: Interval, b: Interval): Truth =>
  and(is(a.from, 'eq', b.from), told(a.from.included === b.from.included))
const sameEnd = (a: Interval, b: Interval): Truth => and(is(a.to, 'eq', b.to), told(a.to.included === b.to.included))
const overlaps = (a: Interval, b: Interval): Truth => not(or(before(a, b), before(b, a)))
const meets = (a: Interval, b: Interval): Truth => and(is(a.to, 'eq', b.from), told(a.to.included && b.from.included))
/** It begins earlier and ends inside. */
const overlapsBefore = (a: Interval, b: Interval): Truth =>
  and(orEqual('lt', a.from, b.from, a.from.included && !b.from.included), overlaps(a, b), toInside(a, b))
const starts = (a: Interval, b: Interval): Truth => and(sameStart(a, b), a.isPoint ? yes : toInside(a, b))
const finishes = (a: Interval, b: Interval): Truth => and(sameEnd(a, b), a.isPoint ? yes : fromInside(a, b))

const RELATIONS: Readonly<Record<string, (a: Interval, b: Interval) => Truth>> = {
  before,
  after: (a, b) => before(b, a),
  meets,
  'met by': (a, b) => meets(b, a),
  overlaps,
  'overlaps before': overlapsBefore,
  'overlaps after': (a, b) => overlapsBefore(b, a),
  starts,
  'started by': (a, b) => starts(b, a),
  finishes,
  'finished by': (a, b) => finishes(b, a),
  includes,
  during: (a, b) => includes(b, a),
  coincides: (a, b) => and(sameStart(a, b), sameEnd(a, b)),
}

/** The relation by its name; null where it is none. */
export function intervalRelation(name: string): ((a: Term, b: Term) => Truth) | null {
  const relation = RELATIONS[name]
  return relation ? (a, b) => relation(intervalOf(a), intervalOf(b)) : null
}

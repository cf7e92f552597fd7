/** Brackets: an amount looked up by where a value stands, or charged part by part. */
import { add, divide, ge, gt, int, least, type Numeric, type Ordered, type Same, sub, times, when } from '../build.ts'
import type { Expr, Kind, Rounding } from '../tree.ts'
import { cases } from './amounts.ts'

/** Constant thresholds must rise; a mistake in the rule's text, so it is refused when the rule is built. */
function rising(thresholds: readonly Expr[]): void {
  thresholds.reduce((last: number, { op, ...rest }) => {
    const value = op === 'const' && 'value' in rest && typeof rest.value === 'number' ? rest.value : last
    if (value < last) throw new TypeError(`bracket thresholds must rise: ${value} after ${last}`)
    return value
  }, Number.NEGATIVE_INFINITY)
}

/**
 * The value of the bracket that `value` stands in; a threshold belongs to the bracket above it. Only the brackets above
 * `value` and its own are asked: an unknown threshold further down changes nothing.
 */
export function bracket<K extends Ordered, V extends Kind>(
  value: Expr<K>,
  lowest: Expr<V>,
  brackets: readonly { readonly from: Same<K>; readonly value: Same<V> }[],
): Expr<V> {
  rising(brackets.map(({ from }) => from))
  const arms = brackets.toReversed().map((one) => [ge(value, one.from), one.value] as const)
  return cases<V>(arms, lowest)
}

/**
 * A marginal scale: each part of the amount between one threshold and the next at the rate of its bracket (so many `per`
 * so many), nothing below the first, summed, then rounded once. Brackets above the amount are not asked.
 */
export function marginalScale<K extends Numeric>(
  amount: Expr<K>,
  brackets: readonly { readonly from: Same<K>; readonly rate: Expr<'int'> }[],
  per: number,
  round: Rounding,
): Expr<K> {
  rising(brackets.map(({ from }) => from))
  const nothing = { op: 'const', kind: amount.kind, value: 0 } as Expr<K>
  const charges = brackets.map(({ from, rate }, at): Expr<K> => {
    const next = brackets[at + 1]?.from
    const part = sub(next === undefined ? amount : least(amount, next), from)
    return when(gt(amount, from), times(part, rate), nothing)
  })
  return divide(
    charges.reduce((sum, charge) => add(sum, charge), nothing),
    int(per),
    round,
  )
}

/** Words for amounts that say nothing new: each is put together from the operators. */
import {
  add,
  and,
  divide,
  ge,
  greatest,
  gt,
  le,
  least,
  lt,
  mod,
  type Numeric,
  type Ordered,
  present,
  type Same,
  sub,
  times,
  when,
} from '../build.ts'
import type { Expr, Kind, Rounding } from '../tree.ts'

const counted = <K extends Numeric>(kind: K, value: number): Expr<K> => ({ op: 'const', kind, value }) as Expr<K>

export const negate = <K extends Numeric>(amount: Expr<K>): Expr<K> => sub(counted(amount.kind, 0) as Expr<K>, amount)
export const abs = <K extends Numeric>(amount: Expr<K>): Expr<K> => greatest(amount, negate(amount))
/** Both ends are included (civil code 1259). */
export const between = <K extends Ordered>(value: Expr<K>, from: Same<K>, to: Same<K>): Expr<'bool'> =>
  and(ge(value, from), le(value, to))
/** Not below the floor, not above the ceiling; where the two cross, the ceiling. Null: no such limit. */
export const clamp = <K extends Ordered>(value: Expr<K>, floor: Same<K> | null, ceiling: Same<K> | null): Expr<K> => {
  const raised = floor === null ? value : greatest(value, floor)
  return ceiling === null ? raised : least(raised, ceiling)
}

/** What is presumed of what nobody knows: a presumption of law, so cite it where it is used. */
export const orElse = <K extends Kind>(value: Expr<K>, presumption: Same<K>): Expr<K> =>
  when(present(value), value, presumption)

/** The value of the first case that holds; unknown where that cannot be told and makes a difference. */
export const cases = <K extends Kind>(
  arms: readonly (readonly [condition: Expr<'bool'>, value: Expr<K>])[],
  otherwise: Same<K>,
): Expr<K> => arms.reduceRight<Expr<K>>((rest, [condition, value]) => when(condition, value, rest), otherwise)

/** A share of an amount, as the law says it: sixty of a hundred. The divisor must be positive (unknown otherwise). */
export const portion = <K extends Numeric>(
  amount: Expr<K>,
  numerator: Expr<'int'>,
  denominator: Expr<'int'>,
  round: Rounding,
): Expr<K> => divide(times(amount, numerator), denominator, round)

/**
 * An amount shared out by weights (none below 0), nothing lost: everyone gets the whole units of their share, and what is
 * left goes one unit each to the largest remainders, of equal ones to the first. Unknown where the weights come to 0.
 */
export function allocate<K extends Numeric>(total: Expr<K>, weights: readonly Expr<'int'>[]): readonly Expr<K>[] {
  const all = weights.reduce((sum, weight) => add(sum, weight))
  const [none, one] = [counted(total.kind, 0) as Expr<K>, counted(total.kind, 1) as Expr<K>]
  const sum = (amounts: readonly Expr<K>[]): Expr<K> => amounts.reduce((left, right) => add(left, right), none)
  const products = weights.map((weight) => times(total, weight))
  const whole = products.map((product) => divide(product, all, 'floor'))
  const rests = products.map((product) => mod(product, all))
  const left = sub(total, sum(whole))
  return whole.map((share, at) => {
    const mine = rests[at] ?? none
    const before = rests.flatMap((rest, other) =>
      other === at ? [] : [when(other < at ? ge(rest, mine) : gt(rest, mine), one, none)],
    )
    return add(share, when(lt(sum(before), left), one, none))
  })
}

/** Whole division with its rounding: the quotient toward zero, moved by what is left over; the divisor is above 0. */
import type { Binary, Dialect } from './dialect.ts'

type Division = Pick<Dialect, `${'ceil' | 'floor' | 'up' | 'down' | 'halfUp' | 'halfDown' | 'halfEven'}Divide`>
type Parts = { readonly rest: string; readonly divisor: string; readonly whole: string }
type Moved = (parts: Parts) => string

const never: Moved = () => 'FALSE'

export function division(quotient: Binary): Division {
  const nudged =
    (more: Moved, less: Moved): Binary =>
    (n, d) => {
      const whole = quotient(`(${n})`, `(${d})`)
      const parts = { rest: `((${n}) % (${d}))`, divisor: `(${d})`, whole }
      return `(${whole} + CASE WHEN ${more(parts)} THEN 1 WHEN ${less(parts)} THEN -1 ELSE 0 END)`
    }
  const above: Moved = ({ rest }) => `${rest} > 0`
  const below: Moved = ({ rest }) => `${rest} < 0`
  /** How twice the rest, counted one way or the other, stands to the divisor; `odd`: at the half, only from an odd quotient. */
  const half =
    (sign: '' | '-', relation: '>' | '>=', odd: boolean): Moved =>
    ({ rest, divisor, whole }) => {
      const twice = `${sign}2 * ${rest}`
      return `${twice} ${relation} ${divisor}${odd ? ` OR (${twice} = ${divisor} AND ${whole} % 2 <> 0)` : ''}`
    }
  return {
    ceilDivide: nudged(above, never),
    floorDivide: nudged(never, below),
    upDivide: nudged(above, below),
    downDivide: (n, d) => quotient(`(${n})`, `(${d})`),
    halfUpDivide: nudged(half('', '>=', false), half('-', '>=', false)),
    halfDownDivide: nudged(half('', '>', false), half('-', '>', false)),
    halfEvenDivide: nudged(half('', '>', true), half('-', '>', true)),
  }
}

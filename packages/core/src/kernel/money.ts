/** Money as integer fen. Yuan exist only as text at the border. */
import { assert } from './assert.ts'

/** An amount in fen (1/100 yuan), a safe integer. */
export type Fen = number

/** The most that one cell of a register can say, a hundred million yuan: beyond it somebody's finger slipped. */
export const MOST_FEN = 10_000_000_000

/** Reads `1,069`, `1069.5`, `￥1,069.00`, full-width digits; `scale` 10000 for columns in 万元. Null when not an amount, not whole fen, or beyond MOST_FEN. */
export function parseYuan(text: string, scale: 1 | 10000 = 1): Fen | null {
  const half = text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  const plain = half.replace(/[\s\u3000,¥￥元]/g, '')
  const match = /^(-?)(\d{1,13})(?:\.(\d{0,8}))?$/.exec(plain)
  if (!match) return null
  const fraction = match[3] ?? ''
  const digits = scale === 1 ? 2 : 6
  if (fraction.slice(digits).replace(/0/g, '') !== '') return null
  const fen = Number((match[2] ?? '') + fraction.slice(0, digits).padEnd(digits, '0'))
  return fen <= MOST_FEN ? (match[1] === '-' ? -fen : fen) : null
}

/** `1,313.00`; negative with U+2212. */
export function formatYuan(fen: Fen, sign: 'auto' | 'always' = 'auto'): string {
  assert(Number.isSafeInteger(fen), 'fen is a safe integer')
  const cents = String(Math.abs(fen)).padStart(3, '0')
  const whole = cents.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  const prefix = fen < 0 ? '\u2212' : sign === 'always' && fen > 0 ? '+' : ''
  return `${prefix}${whole}.${cents.slice(-2)}`
}

/** Yuan for prose: `2138` or `1421.67`, no separators. */
export const plainYuan = (fen: Fen): string => formatYuan(fen).replace(/,/g, '').replace(/\.00$/, '')

/** Exact division rounded toward plus infinity. */
export const ceilDivide = (numerator: number, divisor: number): number => {
  assert(Number.isSafeInteger(numerator) && divisor > 0, 'ceilDivide on integers')
  return Math.ceil(numerator / divisor) * divisor - numerator >= divisor
    ? Math.ceil(numerator / divisor) - 1
    : Math.ceil(numerator / divisor)
}

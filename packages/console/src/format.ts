/** How numbers, money, days and texts are shown; one place, so that screens agree. */
import type { Cell, KindName } from '@doudi/contract'
import { formatYmd, formatYuan, maskName } from '@doudi/core/kernel'

export const count = (n: number): string => n.toLocaleString('en-US')
/** None is –, withheld is ··. */
export const cell = (n: Cell): string => (n === null ? '··' : n === 0 ? '–' : count(n))
export const signed = (n: number): string => (n > 0 ? `+${count(n)}` : n < 0 ? `\u2212${count(-n)}` : '0')
export const money = (fen: number | null): string => (fen === null ? '–' : formatYuan(fen, 'always'))
export const plainMoney = (fen: number | null): string => (fen === null ? '–' : formatYuan(fen))
/** 万元 with two decimals, for overviews. */
export const tenThousand = (fen: number): string => {
  const [whole = '', cents = ''] = (Math.abs(fen) / 1_000_000).toFixed(2).split('.')
  return `${fen < 0 ? '\u2212' : ''}${count(Number(whole))}.${cents}`
}
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
export const day = (ymd: number | null): string => (ymd === null ? '–' : formatYmd(ymd))
export const month = (yyyymm: number): string => `${Math.floor(yyyymm / 100)}-${String(yyyymm % 100).padStart(2, '0')}`
export const KINDS: readonly KindName[] = ['missed', 'over', 'amount', 'conflict', 'change', 'unknown']

/** The city's zones by their usual short names, in a place's name or in a sentence. */
export const shortPlace = (text: string): string =>
  text.replace(/烟台(高新|经济)技术(?:产业)?开发区/gu, (_, what: string) => (what === '高新' ? '高新区' : '开发区'))

/** What may leave the field: a full name is masked first, an id is not sent at all. */
export function searchable(typed: string): string | null {
  const plain = typed.trim()
  if (/\d{8}/.test(plain) && !/^L-/i.test(plain)) return null
  return /^[\u3400-\u9fff]{2,4}$/.test(plain) ? maskName(plain) : plain
}

/** How numbers, money and days are shown; one place, so that screens agree. */

import type { Cell, KindName } from '@doudi/contract'
import { formatYmd, formatYuan } from '@doudi/core/kernel'

export const count = (n: number): string => n.toLocaleString('en-US')
export const cell = (n: Cell): string => (n === null ? '··' : n === 0 ? '–' : count(n))
export const money = (fen: number | null): string => (fen === null ? '–' : formatYuan(fen, 'always'))
export const plainMoney = (fen: number | null): string => (fen === null ? '–' : formatYuan(fen))
export const tenThousand = (fen: number): string => (fen / 1_000_000).toFixed(2)
export const day = (ymd: number | null): string => (ymd === null ? '–' : formatYmd(ymd))
export const month = (yyyymm: number): string => `${Math.floor(yyyymm / 100)}-${String(yyyymm % 100).padStart(2, '0')}`
export const KINDS: readonly KindName[] = ['missed', 'over', 'amount', 'conflict', 'change', 'unknown']

import type { CodeList } from '@doudi/core/kernel'

export type CodeRow = readonly [code: string, zh: string, en: string, ...aliases: string[]]

/** A closed list of codes; what stands behind the English is other spellings that offices use. */
export const list = (id: string, standard: string, rows: readonly CodeRow[]): CodeList => ({
  id,
  standard,
  entries: rows.map(([code, zh, en, ...aliases]) => ({ code, zh, en, aliases })),
})

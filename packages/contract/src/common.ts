/** What every answer shares: texts in both languages, withheld cells, and what an error looks like. */
export type WireText = { readonly zh: string; readonly en: string }
export type KindName = 'missed' | 'over' | 'amount' | 'conflict' | 'change' | 'unknown'
/** null: withheld, because it would show fewer than k people or give such a number away. */
export type Cell = number | null
/** An age in whole years, with months for under-18s. */
export type Age = { readonly years: number; readonly months: number | null }

/** Every answer that is no success: a stable code, what happened, what to do. */
export type ErrorReply = {
  readonly error: { readonly code: string; readonly text: WireText; readonly remedy: WireText }
}

/**
 * What is wrong with somebody's data, rule or request, as a value.
 *
 * Diagnostics are gathered, never thrown; each has a stable code, a place, what was found and what would be right, in
 * Chinese and English. `found` must never carry an id, a name or an illness in clear (mask first).
 */
export type Place = {
  readonly file?: string
  readonly sheet?: string
  /** 1-based line (CSV) or row (spreadsheet) in the file as the office sees it. */
  readonly line?: number
  readonly column?: string
  readonly record?: string
  readonly field?: string
}

export type Text = { readonly zh: string; readonly en: string }

export type Diagnostic = {
  readonly code: string
  readonly place: Place
  readonly found: string
  readonly text: Text
  /** What would be right, or what to do next. */
  readonly remedy: Text
}

/** A result that is either a value or the reasons why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] }

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const refused = (...problems: readonly Diagnostic[]): Outcome<never> => ({ ok: false, problems })

/** Builds a diagnostic; a bare string serves for both languages where the text is a code or a name. */
export function diagnostic(code: string, place: Place, found: string, text: Text, remedy: Text): Diagnostic {
  return { code, place, found, text, remedy }
}

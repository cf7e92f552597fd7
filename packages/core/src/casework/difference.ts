/** What became different about a lead between two runs, field by field, for an event's line on a screen. */
import type { Text } from '../kernel/index.ts'

/** The content of a lead as an event keeps it: plain fields and, under `detail`, a record of plain fields. */
export type Content = Readonly<Record<string, unknown>>

export type FieldChange = {
  readonly field: string
  readonly label: Text
  readonly before: unknown
  readonly after: unknown
}

const LABELS: Readonly<Record<string, Text>> = {
  month: { zh: '月份', en: 'month' },
  category: { zh: '类别', en: 'category' },
  owedFen: { zh: '应发', en: 'owed' },
  heldFen: { zh: '在发', en: 'in payment' },
  deltaFen: { zh: '差额', en: 'difference' },
  county: { zh: '县（市、区）', en: 'county' },
  town: { zh: '镇街', en: 'town' },
  village: { zh: '村居', en: 'village' },
  held: { zh: '在发类别', en: 'category in payment' },
  places: { zh: '发放地', en: 'paid in' },
  failed: { zh: '未满足的条件', en: 'conditions not met' },
  unknown: { zh: '不能判断的条件', en: 'conditions unknown' },
  why: { zh: '不能判断的原因', en: 'why it cannot be told' },
  settle: { zh: '可由何处查清', en: 'what would settle it' },
}
const ORDER = Object.keys(LABELS)
const place = (field: string): number => {
  const at = ORDER.indexOf(field)
  return at === -1 ? ORDER.length : at
}

function flat(content: Content | null): Readonly<Record<string, unknown>> {
  const { detail, ...plain } = content ?? {}
  return { ...plain, ...(typeof detail === 'object' && detail !== null ? detail : {}) }
}

/**
 * The fields that differ, in the order of the form; an absent field and null are the same. A lead that was opened has
 * no before, one that was closed no after: every field that holds something is then told once.
 */
export function whatChanged(before: Content | null, after: Content | null): readonly FieldChange[] {
  const old = flat(before)
  const now = flat(after)
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return fields
    .filter((field) => JSON.stringify(old[field] ?? null) !== JSON.stringify(now[field] ?? null))
    .toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map((field) => ({
      field,
      label: LABELS[field] ?? { zh: field, en: field },
      before: old[field] ?? null,
      after: now[field] ?? null,
    }))
}

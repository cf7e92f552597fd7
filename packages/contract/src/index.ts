/** What goes over the wire between server and console. Types for answers; schemas for what comes in. */
import { z } from 'zod'

export type WireText = { readonly zh: string; readonly en: string }
export type KindName = 'missed' | 'over' | 'amount' | 'conflict' | 'change' | 'unknown'
/** null: withheld, because it would show fewer than k people. */
export type Cell = number | null

export type HomeView = {
  readonly synthetic: boolean
  readonly scope: { readonly county: string | null; readonly name: string; readonly k: number | null }
  readonly run: {
    readonly id: string
    readonly asOf: number
    readonly persons: number
    readonly registered: number
    readonly links: number
    readonly doubts: number
    readonly determinations: number
    readonly quarantined: number
    readonly seconds: number
    readonly peakMemoryMb: number
    readonly steps: readonly {
      readonly step: string
      readonly rows: number
      readonly seconds: number
      readonly peakMemoryMb: number
    }[]
    readonly truth: { readonly precision: number; readonly recall: number } | null
    readonly verdicts: readonly {
      readonly programme: string
      readonly label: string
      readonly eligible: number
      readonly ineligible: number
      readonly unknown: number
    }[]
    readonly leads: {
      readonly open: number
      readonly opened: number
      readonly closed: number
      readonly changed: number
    }
  } | null
  readonly matrix: readonly {
    readonly county: string
    readonly name: string
    readonly total: Cell
    readonly kinds: Readonly<Record<KindName, Cell>>
  }[]
  readonly totals: Readonly<Record<KindName, number>>
  readonly money: readonly { readonly kind: KindName; readonly fen: number; readonly count: number }[]
  readonly budget: { readonly planFen: number; readonly children: number; readonly monthFen: number }
  readonly registers: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly asOf: number | null
    readonly ageDays: number | null
    readonly rows: number | null
  }[]
  readonly counties: readonly { readonly code: string; readonly name: string }[]
}

export type LeadRow = {
  readonly id: string
  readonly person: number
  readonly kind: KindName
  readonly programme: string
  readonly programmeLabel: string
  readonly category: string | null
  readonly name: string
  readonly sex: number
  readonly age: string
  readonly month: number
  readonly owedFen: number | null
  readonly heldFen: number | null
  readonly deltaFen: number | null
  readonly county: string
  readonly town: string
  readonly village: string
  readonly assignee: WireText
  readonly fresh: boolean
  readonly why: string
}
export type LeadPageView = {
  readonly total: number
  readonly deltaFen: number
  readonly leads: readonly LeadRow[]
  readonly facets: Readonly<
    Record<
      'kind' | 'programme' | 'county' | 'town',
      readonly { readonly value: string; readonly label: string; readonly count: number }[]
    >
  >
}

export type FactView = {
  readonly register: string
  readonly registerName: string
  readonly who: string
  readonly text: string
  readonly sure: boolean
  readonly from: number | null
  readonly to: number | null
}
export type LeadView = {
  readonly lead: LeadRow
  readonly maskedId: string
  readonly asOf: number
  readonly household: number | null
  readonly kin: readonly {
    readonly person: number
    readonly relation: string
    readonly of: number | null
    readonly name: string
    readonly sex: number
    readonly age: string
    readonly source: string
    readonly deathDate: number | null
  }[]
  readonly parents: readonly {
    readonly who: 'father' | 'mother'
    readonly result: 'met' | 'notMet' | 'unknown'
    readonly known: boolean
  }[]
  readonly status: string
  readonly verdict: WireText
  readonly lines: readonly {
    readonly condition: string
    readonly result: 'met' | 'notMet' | 'unknown'
    readonly decisive: boolean
    readonly label: WireText
    readonly requires: WireText
    readonly says: WireText
    readonly facts: readonly FactView[]
    readonly article: string
    readonly toConfirm: boolean
    readonly missing: readonly string[]
  }[]
  readonly arithmetic: readonly string[]
  readonly parameters: readonly {
    readonly id: string
    readonly label: WireText
    readonly key: string | null
    readonly value: string
    readonly unit: string
    readonly source: string
    readonly status: string
    readonly toConfirm: boolean
  }[]
  readonly missing: readonly string[]
  readonly full: string
  readonly neutral: string
  readonly events: readonly { readonly run: string; readonly event: string }[]
  readonly previous: string | null
  readonly next: string | null
}

export type SnapshotView = {
  readonly snapshot: string
  readonly file: string
  readonly asOf: number
  readonly state: 'inForce' | 'held' | 'withdrawn' | 'superseded'
  readonly rows: number
  readonly accepted: number
  readonly quarantined: number
  readonly duplicates: number
  readonly added: number
  readonly changed: number
  readonly vanished: number
  readonly before: number
  readonly places: readonly { readonly name: string; readonly vanished: number; readonly before: number }[]
  readonly held: readonly WireText[]
  readonly released: string | null
  readonly withdrawn: string | null
  readonly encoding: string
  readonly sm3: string
  readonly unknownHeaders: readonly string[]
}
export type RegisterView = {
  readonly id: string
  readonly name: WireText
  readonly owner: string
  readonly cadence: string
  readonly assumed: boolean
  readonly hideCounts: boolean
  readonly state: 'inForce' | 'late' | 'held' | 'none'
  readonly asOf: number | null
  readonly ageDays: number | null
  readonly rows: number | null
  readonly quarantined: number | null
  readonly snapshots: readonly SnapshotView[]
  readonly columns: readonly { readonly id: string; readonly label: string; readonly required: boolean }[]
}
export type ImportReply =
  | { readonly ok: true; readonly snapshot: string; readonly waits: boolean }
  | {
      readonly ok: false
      readonly problems: readonly {
        readonly code: string
        readonly field: string
        readonly found: string
        readonly text: WireText
        readonly remedy: WireText
      }[]
    }

const code = z.string().regex(/^\d{6,12}$/)
const word = z.string().max(60)
const leadQuery = z.object({
  kind: word.optional(),
  programme: word.optional(),
  county: code.optional(),
  town: code.optional(),
  search: word.optional(),
  order: z.enum(['rank', 'amount', 'month']).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).optional(),
})
export type LeadQueryWire = z.infer<typeof leadQuery>
const decision = z.object({ reason: z.string().min(2).max(500) })

/** Reads a query or body; null where it is not of the form. */
export const readLeadQuery = (value: unknown): LeadQueryWire | null => leadQuery.safeParse(value).data ?? null
export const readDecision = (value: unknown): { readonly reason: string } | null =>
  decision.safeParse(value).data ?? null

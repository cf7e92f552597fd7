import type { Age, KindName, WireText } from './common.ts'

/** A line of the list. Names are masked; nothing of illness, custody or rehabilitation. */
export type LeadRow = {
  readonly id: string
  readonly person: number
  readonly kind: KindName
  readonly programme: string
  readonly programmeLabel: WireText
  readonly name: string
  /** 1 male, 2 female, 0 unknown. */
  readonly sex: number
  readonly age: Age
  readonly month: number
  readonly owedFen: number | null
  readonly heldFen: number | null
  readonly deltaFen: number | null
  readonly county: string
  readonly town: string
  readonly village: string
  /** The office that is to verify it, and where that is. */
  readonly assignee: { readonly role: WireText; readonly place: string }
  /** Opened by the newest run. */
  readonly fresh: boolean
  readonly why: WireText
  /** Of a payment in several places: which. */
  readonly whyPlaces: readonly string[]
}
type Facet = readonly { readonly value: string; readonly label: WireText; readonly count: number }[]
export type LeadPageView = {
  readonly total: number
  readonly deltaFen: number
  readonly asOf: number | null
  readonly leads: readonly LeadRow[]
  readonly facets: Readonly<Record<'kind' | 'programme' | 'county' | 'town', Facet>>
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
export type Verdict = 'met' | 'notMet' | 'unknown'

/** One lead for those who handle it in county and town. */
export type LeadView = {
  readonly lead: LeadRow
  readonly maskedId: string
  readonly asOf: number
  readonly kin: readonly {
    readonly person: number
    readonly relation: 'self' | 'father' | 'mother' | 'grandparent' | 'sibling' | 'guardian'
    readonly of: number | null
    readonly name: string
    readonly sex: number
    readonly age: Age
    /** Register that names the relation, and its as-of day. */
    readonly source: string
    readonly asOf: number | null
    readonly deathDate: number | null
  }[]
  /** Each parent's condition in this programme; `result` is null where the programme asks nothing of parents. */
  readonly parents: readonly {
    readonly who: 'father' | 'mother'
    readonly result: Verdict | null
    readonly says: WireText | null
    /** What the registers tell of that parent, by name: dead, in custody. For county and town only. */
    readonly named: readonly WireText[]
  }[]
  readonly verdict: WireText
  readonly lines: readonly {
    readonly condition: string
    readonly result: Verdict
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
    /** The row of the parameter in words; empty where it has one row. */
    readonly keyLabel: string
    /** Null while the parameter is open. */
    readonly value: string | null
    readonly unit: string
    readonly toConfirm: boolean
  }[]
  /** The day from which the verdict will be another one by what the registers hold now; null where none is foreseen. */
  readonly foreseen: { readonly on: number; readonly verdict: WireText } | null
  /** What would settle it, and who brings it. */
  readonly missing: readonly string[]
  /** What a county officer would sign, a paragraph a line. */
  readonly full: string
  /** What each run did to the lead, the oldest first, and what it changed. */
  readonly events: readonly {
    readonly run: string
    readonly event: 'opened' | 'changed' | 'closed' | 'reopened'
    readonly changes: readonly { readonly label: WireText; readonly before: string; readonly after: string }[]
  }[]
}

/** All that a village may see of a lead: whom to visit and what to ask, nothing of why. */
export type VillageView = {
  readonly id: string
  readonly name: string
  readonly age: Age
  readonly village: string
  readonly text: string
}

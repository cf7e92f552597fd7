/** Leads: findings handed to a village and its town, opened, changed and closed by what the registers say. */

/** One row of findings/<key>.parquet with what a list shows of the person; never an id, never a full name. */
export type Finding = {
  readonly person: number
  readonly programme: string
  readonly kind: string
  readonly month: number
  readonly category: string | null
  readonly owedFen: number | null
  readonly heldFen: number | null
  readonly deltaFen: number | null
  readonly county: string | null
  readonly town: string | null
  readonly village: string | null
  readonly rank: number
  readonly name: string
  readonly sex: number
  readonly birth: number
  readonly detail: string
}

export type Lead = Omit<Finding, 'detail'> & {
  readonly id: string
  readonly state: 'open' | 'closed'
  /** role@area: the village's child director, the town's supervisor. */
  readonly assignee: string
  readonly supervisor: string
  readonly detail: LeadDetail
  readonly openedRun: string
  readonly changedRun: string | null
  readonly closedRun: string | null
}
export type LeadDetail = {
  readonly held: string | null
  readonly places: string | null
  readonly failed: number
  readonly unknown: number
  readonly why: string | null
}
export type LeadEvent = {
  readonly run: string
  readonly event: 'opened' | 'changed' | 'closed' | 'reopened'
  readonly before: object | null
  readonly after: object | null
}

export type RunRecord = {
  readonly id: string
  readonly asOf: number
  readonly matchKey: string
  readonly findings: Readonly<Record<string, number>>
  readonly leads: HandOver
  /** What a home page draws: counts of every step, clocks included; left out of the canonical export. */
  readonly summary: object
}
export type HandOver = {
  readonly open: number
  readonly opened: number
  readonly closed: number
  readonly changed: number
}

export type LeadQuery = {
  readonly kind?: string
  readonly programme?: string
  readonly county?: string
  readonly town?: string
  readonly village?: string
  readonly state?: 'open' | 'closed'
  /** Part of a lead number, a person number, or a masked name. */
  readonly search?: string
  readonly order?: 'rank' | 'amount' | 'month'
  readonly limit?: number
  readonly offset?: number
}
export type Facet = { readonly value: string; readonly count: number }
export type LeadPage = {
  readonly total: number
  readonly deltaFen: number
  readonly leads: readonly Lead[]
  readonly facets: Readonly<Record<'kind' | 'programme' | 'county' | 'town', readonly Facet[]>>
}
export type KindCounty = {
  readonly county: string
  readonly kind: string
  readonly count: number
  readonly deltaFen: number
}

/** What the use cases need of the store; PGlite and PostgreSQL keep the same promises. */
export type Store = {
  readonly handOver: (
    run: {
      readonly id: string
      readonly asOf: number
      readonly matchKey: string
      readonly findings: Readonly<Record<string, number>>
    },
    findings: readonly Finding[],
  ) => Promise<HandOver>
  readonly finishRun: (id: string, summary: object) => Promise<void>
  readonly latestRun: () => Promise<RunRecord | null>
  readonly listLeads: (query: LeadQuery) => Promise<LeadPage>
  readonly findLead: (id: string) => Promise<{ readonly lead: Lead; readonly events: readonly LeadEvent[] } | null>
  readonly kindsByCounty: () => Promise<readonly KindCounty[]>
  /** Every row of every table without clocks, in a fixed order: equal stores give equal text. */
  readonly canonicalExport: () => Promise<string>
  readonly close: () => Promise<void>
}

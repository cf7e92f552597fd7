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
export type LeadChange = LeadEvent & { readonly lead: string; readonly sequence: number }
export type LeadDetail = {
  readonly held: string | null
  readonly places: string | null
  readonly failed: number
  readonly unknown: number
  readonly why: string | null
  /** Of a lead that cannot tell: the registers or parameters that would settle it, by commas; `visit` where none would. */
  readonly settle: string | null
}
/**
 * One thing that happened to a lead. `before` and `after` hold its content (casework's `whatChanged` tells the
 * difference); of a closed one `after` is `{ now }`: the kinds that the same person's programme has become, if any.
 */
export type LeadEvent = {
  readonly run: string
  readonly event: 'opened' | 'changed' | 'closed' | 'reopened'
  readonly before: object | null
  readonly after: object | null
}

/** What makes findings of two days the same lead. */
export type LeadSubject = Pick<Finding, 'person' | 'programme' | 'kind'>

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
  /** At most this many rows; 50 unless told. */
  readonly limit?: number
  /** The id of the last lead seen (a page's `next`): the rows behind it, however the list has grown. */
  readonly after?: string
  readonly offset?: number
}
/** Fen a month: what children would get more, and what is paid too much (both positive). */
type Stake = { readonly owedMoreFen: number; readonly overpaidFen: number }
export type Facet = { readonly value: string; readonly count: number }
export type LeadPage = Stake & {
  readonly total: number
  readonly deltaFen: number
  readonly leads: readonly Lead[]
  /** What to pass as `after` for the next page; null on the last. */
  readonly next: string | null
  /** Each counted under the other filters; `village` only once a town or village is chosen. */
  readonly facets: Readonly<Record<'kind' | 'programme' | 'county' | 'town' | 'village', readonly Facet[]>>
}
export type KindCount = Stake & { readonly kind: string; readonly count: number; readonly deltaFen: number }
export type KindCounty = KindCount & { readonly county: string }
type KindProgramme = KindCount & { readonly programme: string }

/** What the use cases need of the store; PGlite and PostgreSQL keep the same promises. */
export type Store = {
  /** Opens, changes and closes leads as the findings say. Of those nothing is found of any more, `keeps` stay open as they are. */
  readonly handOver: (
    run: {
      readonly id: string
      readonly asOf: number
      readonly matchKey: string
      readonly findings: Readonly<Record<string, number>>
    },
    findings: Iterable<Finding> | AsyncIterable<Finding>,
    keeps?: (lead: LeadSubject) => boolean,
  ) => Promise<HandOver>
  readonly finishRun: (id: string, summary: object) => Promise<void>
  readonly latestRun: () => Promise<RunRecord | null>
  /** The newest first. */
  readonly listRuns: (limit: number) => Promise<readonly RunRecord[]>
  /** What a run changed, lead by lead in the order it happened; `after` is the last `sequence` seen. */
  readonly listChanges: (query: {
    readonly run: string
    readonly after?: number
    readonly limit?: number
  }) => Promise<readonly LeadChange[]>
  readonly listLeads: (query: LeadQuery) => Promise<LeadPage>
  readonly findLead: (id: string) => Promise<{ readonly lead: Lead; readonly events: readonly LeadEvent[] } | null>
  /** Open leads only, like the next. */
  readonly kindsByCounty: () => Promise<readonly KindCounty[]>
  readonly kindsByProgramme: () => Promise<readonly KindProgramme[]>
  /** Every row of every table without clocks, in a fixed order: equal stores give equal text. */
  readonly canonicalExport: () => Promise<string>
  /** SM3 of the canonical export, hexadecimal. */
  readonly canonicalDigest: () => Promise<string>
  readonly close: () => Promise<void>
}

/** The tables as Kysely sees them. */
import type { Generated } from 'kysely'

export type LeadTable = {
  id: string
  person: number
  programme: string
  kind: string
  month: number
  category: string | null
  owed_fen: number | null
  held_fen: number | null
  delta_fen: number | null
  county: string | null
  town: string | null
  village: string | null
  rank: number
  name: string
  sex: number
  birth: number
  detail: unknown
  state: 'open' | 'closed'
  assignee: string
  supervisor: string
  fingerprint: string
  opened_run: string
  changed_run: string | null
  closed_run: string | null
}
export type Tables = {
  run: {
    id: string
    as_of: number
    match_key: string
    findings: unknown
    leads: unknown
    summary: unknown
    turn: number
  }
  lead: LeadTable
  lead_event: {
    sequence: Generated<number>
    run: string
    lead: string
    event: 'opened' | 'changed' | 'closed' | 'reopened'
    before: unknown
    after: unknown
  }
}

/** The store's promises to the use cases, kept by Kysely on PGlite or PostgreSQL. */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { LeadChange, LeadEvent, RunRecord, Store } from '../../usecases/leads.ts'
import { sm3 } from '../files/atomic.ts'
import { canonicalExport } from './canonical.ts'
import { handOver } from './hand-over.ts'
import { kindsBy, leadOf, listLeads } from './lead-queries.ts'
import type { Tables } from './tables.ts'

const CHANGES = 1000

const runOf = (row: Selectable<Tables['run']>): RunRecord => ({
  id: row.id,
  asOf: row.as_of,
  matchKey: row.match_key,
  findings: row.findings as RunRecord['findings'],
  leads: row.leads as RunRecord['leads'],
  summary: row.summary as object,
})

async function listRuns(db: Kysely<Tables>, limit: number): Promise<readonly RunRecord[]> {
  const rows = await db.selectFrom('run').selectAll().orderBy('turn', 'desc').limit(limit).execute()
  return rows.map(runOf)
}

const listChanges = async (db: Kysely<Tables>, query: Parameters<Store['listChanges']>[0]): Promise<LeadChange[]> =>
  (await db
    .selectFrom('lead_event')
    .select(['sequence', 'lead', 'run', 'event', 'before', 'after'])
    .where('run', '=', query.run)
    .where('sequence', '>', query.after ?? 0)
    .orderBy('sequence')
    .limit(query.limit ?? CHANGES)
    .execute()) as LeadChange[]

async function findLead(db: Kysely<Tables>, id: string): ReturnType<Store['findLead']> {
  const row = await db.selectFrom('lead').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const events = await db
    .selectFrom('lead_event')
    .select(['run', 'event', 'before', 'after'])
    .where('lead', '=', id)
    .orderBy('sequence')
    .execute()
  return { lead: leadOf(row), events: events as LeadEvent[] }
}

export function storeOn(db: Kysely<Tables>): Store {
  return {
    handOver: (run, findings, keeps = () => false) => handOver(db, run, findings, keeps),
    finishRun: async (id, summary) => {
      await sql`update run set summary = ${JSON.stringify(summary)}::jsonb where id = ${id}`.execute(db)
    },
    latestRun: async () => (await listRuns(db, 1))[0] ?? null,
    listRuns: (limit) => listRuns(db, limit),
    listChanges: (query) => listChanges(db, query),
    listLeads: (query) => listLeads(db, query),
    findLead: (id) => findLead(db, id),
    kindsByCounty: async () => (await kindsBy(db, 'county')).map(({ group, ...one }) => ({ county: group, ...one })),
    kindsByProgramme: async () =>
      (await kindsBy(db, 'programme')).map(({ group, ...one }) => ({ programme: group, ...one })),
    canonicalExport: () => canonicalExport(db),
    canonicalDigest: async () => sm3(await canonicalExport(db)),
    close: () => db.destroy(),
  }
}

/** What the faces ask of leads and runs, in Kysely; the same on PGlite and PostgreSQL. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Facet, Lead, LeadDetail, LeadEvent, LeadPage, LeadQuery, RunRecord, Store } from '../../usecases/leads.ts'
import { handOver } from './hand-over.ts'
import type { LeadTable, Tables } from './tables.ts'

const leadOf = (row: LeadTable): Lead => ({
  id: row.id,
  person: row.person,
  programme: row.programme,
  kind: row.kind,
  month: row.month,
  category: row.category,
  owedFen: row.owed_fen,
  heldFen: row.held_fen,
  deltaFen: row.delta_fen,
  county: row.county,
  town: row.town,
  village: row.village,
  rank: row.rank,
  name: row.name,
  sex: row.sex,
  birth: row.birth,
  detail: row.detail as LeadDetail,
  state: row.state,
  assignee: row.assignee,
  supervisor: row.supervisor,
  openedRun: row.opened_run,
  changedRun: row.changed_run,
  closedRun: row.closed_run,
})

const FACETS = ['kind', 'programme', 'county', 'town'] as const
const LIMIT = 50

/** The rows a query means; `without` leaves one filter out, so that a facet shows its alternatives. */
function matching(query: LeadQuery, without: string | null) {
  return (eb: ExpressionBuilder<Tables, 'lead'>) => {
    const wanted = [eb('state', '=', query.state ?? 'open')]
    for (const key of ['kind', 'programme', 'county', 'town', 'village'] as const) {
      const value = query[key]
      if (value !== undefined && key !== without) wanted.push(eb(key, '=', value))
    }
    const search = query.search?.trim()
    if (search !== undefined && search !== '') {
      const person = /^P?(\d{1,9})$/i.exec(search)?.[1]
      wanted.push(
        person === undefined
          ? eb.or([eb('id', 'ilike', `%${search.replaceAll(/[%_\\]/g, '')}%`), eb('name', '=', search)])
          : eb('person', '=', Number(person)),
      )
    }
    return eb.and(wanted)
  }
}

async function listLeads(db: Kysely<Tables>, query: LeadQuery): Promise<LeadPage> {
  const from = db.selectFrom('lead').where(matching(query, null))
  const total = await from
    .select(({ fn }) => [fn.countAll<number>().as('n'), sql<number>`coalesce(sum(delta_fen), 0)::bigint`.as('fen')])
    .executeTakeFirstOrThrow()
  const ordered =
    query.order === 'amount'
      ? from.orderBy(sql`abs(coalesce(delta_fen, 0)) desc`)
      : query.order === 'month'
        ? from.orderBy('month')
        : from
  const rows = await ordered
    .orderBy('rank')
    .orderBy('id')
    .selectAll()
    .limit(Math.min(query.limit ?? LIMIT, 100_000))
    .offset(query.offset ?? 0)
    .execute()
  const facets: Record<(typeof FACETS)[number], readonly Facet[]> = { kind: [], programme: [], county: [], town: [] }
  for (const key of FACETS) {
    const counted = await db
      .selectFrom('lead')
      .where(matching(query, key))
      .where(key, 'is not', null)
      .groupBy(key)
      .select(({ fn }) => [key, fn.countAll<number>().as('n')])
      .orderBy('n', 'desc')
      .orderBy(key)
      .execute()
    facets[key] = counted.map((row) => ({ value: String(row[key]), count: Number(row.n) }))
  }
  return {
    total: Number(total.n),
    deltaFen: Number(total.fen),
    leads: rows.map(leadOf),
    facets,
  }
}

const EXPORTS: readonly string[] = [
  'select id, as_of, match_key, findings, leads from run order by id',
  'select id, person, programme, kind, month, category, owed_fen, held_fen, delta_fen, county, town, village, rank, name, sex, birth, detail, state, assignee, supervisor, fingerprint, opened_run, changed_run, closed_run from lead order by id',
  'select run, lead, event, before, after from lead_event order by lead, run, event',
]

export function storeOn(db: Kysely<Tables>): Store {
  return {
    handOver: (run, findings) => handOver(db, run, findings),
    finishRun: async (id, summary) => {
      await sql`update run set summary = ${JSON.stringify(summary)}::jsonb where id = ${id}`.execute(db)
    },
    latestRun: async () => {
      const row = await db.selectFrom('run').selectAll().orderBy('turn', 'desc').limit(1).executeTakeFirst()
      return row
        ? {
            id: row.id,
            asOf: row.as_of,
            matchKey: row.match_key,
            findings: row.findings as RunRecord['findings'],
            leads: row.leads as RunRecord['leads'],
            summary: row.summary as object,
          }
        : null
    },
    listLeads: (query) => listLeads(db, query),
    findLead: async (id) => {
      const row = await db.selectFrom('lead').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return null
      const events = await db
        .selectFrom('lead_event')
        .select(['run', 'event', 'before', 'after'])
        .where('lead', '=', id)
        .orderBy('sequence')
        .execute()
      return { lead: leadOf(row), events: events as LeadEvent[] }
    },
    kindsByCounty: async () => {
      const rows = await db
        .selectFrom('lead')
        .where('state', '=', 'open')
        .groupBy(['county', 'kind'])
        .select(({ fn }) => [
          'county',
          'kind',
          fn.countAll<number>().as('n'),
          sql<number>`coalesce(sum(delta_fen), 0)::bigint`.as('fen'),
        ])
        .orderBy('county')
        .orderBy('kind')
        .execute()
      return rows.map((row) => ({
        county: row.county ?? '',
        kind: row.kind,
        count: Number(row.n),
        deltaFen: Number(row.fen),
      }))
    },
    canonicalExport: async () => {
      const parts: string[] = []
      for (const query of EXPORTS)
        parts.push((await sql.raw(query).execute(db)).rows.map((row) => JSON.stringify(row)).join('\n'))
      return parts.join('\n--\n')
    },
    close: () => db.destroy(),
  }
}

/** Lists, facets and sums over leads, in Kysely; the same on PGlite and PostgreSQL. */
import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Facet, KindCount, Lead, LeadDetail, LeadPage, LeadQuery } from '../../usecases/leads.ts'
import type { LeadTable, Tables } from './tables.ts'

export const leadOf = (row: LeadTable): Lead => ({
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

const FILTERS = ['kind', 'programme', 'county', 'town', 'village'] as const
type Filter = (typeof FILTERS)[number]
const PAGE_ROWS = 50
const MOST_ROWS = 100_000
const LARGEST_PERSON = 2 ** 31 - 1

/** What a person types: our number of somebody, a lead's number or a part of it, or a masked name or its beginning. */
function matchesSearch(eb: ExpressionBuilder<Tables, 'lead'>, search: string) {
  const person = Number(/^P?(\d{1,10})$/i.exec(search)?.[1] ?? Number.NaN)
  if (person <= LARGEST_PERSON) return eb('person', '=', person)
  const plain = search.replaceAll(/[%_\\]/g, '')
  // What held only wildcards means nobody, not everybody.
  if (plain === '') return sql<boolean>`false`
  return eb.or([eb('id', 'ilike', `%${plain}%`), eb('name', 'like', `${plain}%`)])
}

/** The rows a query means; `without` leaves one filter out, so that a facet shows its alternatives. */
function matching(query: LeadQuery, without: Filter | null) {
  return (eb: ExpressionBuilder<Tables, 'lead'>) => {
    const search = query.search?.trim() ?? ''
    return eb.and([
      eb('state', '=', query.state ?? 'open'),
      ...FILTERS.flatMap((key) => {
        const value = query[key]
        return value === undefined || key === without ? [] : [eb(key, '=', value)]
      }),
      ...(search === '' ? [] : [matchesSearch(eb, search)]),
    ])
  }
}

/** Ascending keys of each order; rank and id behind them make the order total. */
const KEYS: Readonly<Record<'rank' | 'amount' | 'month', RawBuilder<number>>> = {
  rank: sql<number>`rank`,
  amount: sql<number>`-abs(coalesce(delta_fen, 0))`,
  month: sql<number>`month`,
}

const stakeOf = {
  deltaFen: sql<number>`coalesce(sum(delta_fen), 0)::bigint`,
  owedMoreFen: sql<number>`coalesce(sum(delta_fen) filter (where delta_fen > 0), 0)::bigint`,
  overpaidFen: sql<number>`coalesce(-sum(delta_fen) filter (where delta_fen < 0), 0)::bigint`,
} as const
const stakes = [
  stakeOf.deltaFen.as('deltaFen'),
  stakeOf.owedMoreFen.as('owedMoreFen'),
  stakeOf.overpaidFen.as('overpaidFen'),
] as const

async function facetOf(db: Kysely<Tables>, query: LeadQuery, key: Filter): Promise<readonly Facet[]> {
  const rows = await db
    .selectFrom('lead')
    .where(matching(query, key))
    .where(key, 'is not', null)
    .groupBy(key)
    .select(({ fn }) => [key, fn.countAll<number>().as('n')])
    .orderBy('n', 'desc')
    .orderBy(key)
    .execute()
  return rows.map((row) => ({ value: String(row[key]), count: row.n }))
}

async function rowsOf(db: Kysely<Tables>, query: LeadQuery, limit: number): Promise<LeadTable[]> {
  const key = KEYS[query.order ?? 'rank']
  let rows = db.selectFrom('lead').where(matching(query, null)).selectAll()
  if (query.after !== undefined)
    rows = rows.where(sql<boolean>`(${key}, rank, id) > (select ${key}, rank, id from lead where id = ${query.after})`)
  return await rows
    .orderBy(key)
    .orderBy('rank')
    .orderBy('id')
    .limit(limit)
    .offset(query.offset ?? 0)
    .execute()
}

/** A page of leads with its totals and the counts behind each filter. */
export async function listLeads(db: Kysely<Tables>, query: LeadQuery): Promise<LeadPage> {
  const total = await db
    .selectFrom('lead')
    .where(matching(query, null))
    .select(({ fn }) => [fn.countAll<number>().as('total'), ...stakes])
    .executeTakeFirstOrThrow()
  const limit = Math.max(1, Math.min(query.limit ?? PAGE_ROWS, MOST_ROWS))
  // One row more than shown tells whether there is a next page.
  const rows = await rowsOf(db, query, limit + 1)
  const shown = rows.slice(0, limit)
  const narrow = query.town !== undefined || query.village !== undefined
  const facets = {
    kind: await facetOf(db, query, 'kind'),
    programme: await facetOf(db, query, 'programme'),
    county: await facetOf(db, query, 'county'),
    town: await facetOf(db, query, 'town'),
    village: narrow ? await facetOf(db, query, 'village') : [],
  }
  return {
    ...total,
    leads: shown.map(leadOf),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    facets,
  }
}

/** Open leads by kind within each county or programme. */
export async function kindsBy<K extends 'county' | 'programme'>(
  db: Kysely<Tables>,
  key: K,
): Promise<readonly (KindCount & { readonly group: string })[]> {
  const rows = await db
    .selectFrom('lead')
    .where('state', '=', 'open')
    .groupBy([key, 'kind'])
    .select(({ fn }) => [
      sql<string>`coalesce(${sql.ref(key)}, '')`.as('group'),
      'kind',
      fn.countAll<number>().as('count'),
    ])
    .select([...stakes])
    .orderBy('group')
    .orderBy('kind')
    .execute()
  return rows
}

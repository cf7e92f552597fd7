/** The bridge from lake to store: one transaction, set by set; the same findings twice change nothing. */
import { leadNumber, officesFor } from '@doudi/core/casework'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Finding, HandOver } from '../../usecases/leads.ts'
import { sm3 } from '../files/atomic.ts'
import type { Tables } from './tables.ts'

type Run = {
  readonly id: string
  readonly asOf: number
  readonly matchKey: string
  readonly findings: Readonly<Record<string, number>>
}

/** What counts as the lead's content: a new rank alone is no change. */
const fingerprintOf = (one: Finding): string =>
  sm3(
    JSON.stringify([one.month, one.category, one.owedFen, one.heldFen, one.county, one.town, one.village, one.detail]),
  ).slice(0, 16)

const COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['id', 'text'],
  ['person', 'int'],
  ['programme', 'text'],
  ['kind', 'text'],
  ['month', 'int'],
  ['category', 'text'],
  ['owed_fen', 'bigint'],
  ['held_fen', 'bigint'],
  ['delta_fen', 'bigint'],
  ['county', 'text'],
  ['town', 'text'],
  ['village', 'text'],
  ['rank', 'int'],
  ['name', 'text'],
  ['sex', 'smallint'],
  ['birth', 'int'],
  ['detail', 'text'],
  ['assignee', 'text'],
  ['supervisor', 'text'],
  ['fingerprint', 'text'],
]

function rowOf(one: Finding): readonly unknown[] {
  const id = leadNumber(sm3(`${one.person}|${one.programme}|${one.kind}`))
  const { assignee, supervisor } = officesFor(one.village, one.town, one.county)
  return [
    id,
    one.person,
    one.programme,
    one.kind,
    one.month,
    one.category,
    one.owedFen,
    one.heldFen,
    one.deltaFen,
    one.county,
    one.town,
    one.village,
    one.rank,
    one.name,
    one.sex,
    one.birth,
    one.detail,
    assignee,
    supervisor,
    fingerprintOf(one),
  ]
}

async function stage(tx: Transaction<Tables>, findings: readonly Finding[]): Promise<void> {
  await sql
    .raw(`create temp table incoming (${COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')}) on commit drop`)
    .execute(tx)
  const rows = findings.map(rowOf)
  for (let from = 0; from < rows.length; from += 5000) {
    const chunk = rows.slice(from, from + 5000)
    const arrays = COLUMNS.map(([, type], at) => sql`${chunk.map((row) => row[at])}::${sql.raw(type)}[]`)
    await sql`insert into incoming select * from unnest(${sql.join(arrays)})`.execute(tx)
  }
}

const NAMES = COLUMNS.map(([name]) => name).filter((name) => name !== 'detail')
const content = (alias: string): string =>
  `jsonb_build_object('month', ${alias}.month, 'category', ${alias}.category, 'owedFen', ${alias}.owed_fen, 'heldFen', ${alias}.held_fen, 'deltaFen', ${alias}.delta_fen, 'village', ${alias}.village, 'detail', ${alias}.detail${alias === 'i' ? '::jsonb' : ''})`

/** Opens, changes, reopens and closes leads so that the open ones are exactly the findings. */
export function handOver(db: Kysely<Tables>, run: Run, findings: readonly Finding[]): Promise<HandOver> {
  return db.transaction().execute(async (tx) => {
    await stage(tx, findings)
    const changed = await sql<{ n: number }>`with target as (
        select l.id, ${sql.raw(content('l'))} as before, ${sql.raw(content('i'))} as after, l.state from lead l join incoming i on i.id = l.id
        where l.state = 'closed' or l.fingerprint <> i.fingerprint),
      event as (insert into lead_event (run, lead, event, before, after)
        select ${run.id}, id, case when state = 'closed' then 'reopened' else 'changed' end, before, after from target order by id returning event)
      select count(*) filter (where event = 'changed') as n from event`.execute(tx)
    const reopened = await sql<{
      n: number
    }>`select count(*) as n from lead l join incoming i on i.id = l.id where l.state = 'closed'`.execute(tx)
    await sql`update lead l set ${sql.raw([...NAMES.filter((name) => name !== 'id').map((name) => `${name} = i.${name}`), 'detail = i.detail::jsonb'].join(', '))},
      changed_run = case when l.state = 'closed' or l.fingerprint <> i.fingerprint then ${run.id} else l.changed_run end, closed_run = null, state = 'open'
      from incoming i where i.id = l.id and (l.state = 'closed' or l.fingerprint <> i.fingerprint or l.rank <> i.rank)`.execute(
      tx,
    )
    const opened = await sql<{ n: number }>`with fresh as (
        insert into lead (${sql.raw(NAMES.join(', '))}, detail, state, opened_run) select ${sql.raw(NAMES.map((name) => `i.${name}`).join(', '))}, i.detail::jsonb, 'open', ${run.id}
        from incoming i where not exists (select 1 from lead l where l.id = i.id) order by i.id returning id)
      select count(*) as n from fresh`.execute(tx)
    await sql`insert into lead_event (run, lead, event, after) select ${run.id}, l.id, 'opened', ${sql.raw(content('l'))} from lead l
      where l.opened_run = ${run.id} and not exists (select 1 from lead_event e where e.lead = l.id) order by l.id`.execute(
      tx,
    )
    const closed = await sql<{ n: number }>`with gone as (
        update lead set state = 'closed', closed_run = ${run.id} where state = 'open' and not exists (select 1 from incoming i where i.id = lead.id) returning *),
      event as (insert into lead_event (run, lead, event, before) select ${run.id}, l.id, 'closed', ${sql.raw(content('l'))} from gone l order by l.id returning 1)
      select count(*) as n from gone`.execute(tx)
    const open = await sql<{ n: number }>`select count(*) as n from lead where state = 'open'`.execute(tx)
    const n = (result: { readonly rows: readonly { n: number }[] }): number => Number(result.rows[0]?.n ?? 0)
    const counts: HandOver = { open: n(open), opened: n(opened) + n(reopened), closed: n(closed), changed: n(changed) }
    await sql`insert into run (id, as_of, match_key, findings, leads, summary, turn) values (${run.id}, ${run.asOf}, ${run.matchKey}, ${JSON.stringify(run.findings)}::jsonb, ${JSON.stringify(counts)}::jsonb, '{}'::jsonb, (select coalesce(max(turn), 0) + 1 from run))
      on conflict (id) do update set turn = case when run.turn = (select max(turn) from run) then run.turn else excluded.turn end`.execute(
      tx,
    )
    return counts
  })
}

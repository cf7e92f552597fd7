/** The bridge from lake to store: one transaction, set by set; the same findings twice change nothing. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Finding, HandOver, LeadSubject } from '../../usecases/leads.ts'
import { STAGED, stage } from './stage.ts'
import type { Tables } from './tables.ts'

type Run = {
  readonly id: string
  readonly asOf: number
  readonly matchKey: string
  readonly findings: Readonly<Record<string, number>>
}

const BROUGHT = STAGED.filter((name) => name !== 'id')

/** The content of a lead as its events keep it. */
const content = (alias: string): string =>
  `jsonb_build_object(${[
    ['month', 'month'],
    ['category', 'category'],
    ['owedFen', 'owed_fen'],
    ['heldFen', 'held_fen'],
    ['deltaFen', 'delta_fen'],
    ['county', 'county'],
    ['town', 'town'],
    ['village', 'village'],
    ['detail', 'detail'],
  ]
    .map(([key, column]) => `'${key}', ${alias}.${column}`)
    .join(', ')})`

async function counted(tx: Transaction<Tables>, query: string, run: string): Promise<Readonly<Record<string, number>>> {
  const [head, ...tail] = query.split('$run')
  const parts = [sql.raw(head ?? ''), ...tail.flatMap((part) => [sql`${run}::text`, sql.raw(part)])]
  const { rows } = await sql<{ event: string; n: number }>`${sql.join(parts, sql.raw(''))}`.execute(tx)
  return Object.fromEntries(rows.map(({ event, n }) => [event, Number(n)]))
}

/** Leads that are there already: told as changed or reopened where their content differs, then made equal. */
async function renew(tx: Transaction<Tables>, run: string): Promise<Readonly<Record<string, number>>> {
  const events = await counted(
    tx,
    `with told as (
      insert into lead_event (run, lead, event, before, after)
      select $run, l.id, case when l.state = 'closed' then 'reopened' else 'changed' end, ${content('l')}, ${content('i')}
      from lead l join incoming i on i.id = l.id
      where l.state = 'closed' or l.fingerprint <> i.fingerprint order by l.id returning event)
    select event, count(*) as n from told group by event`,
    run,
  )
  const changed = `(l.state = 'closed' or l.fingerprint <> i.fingerprint)`
  await counted(
    tx,
    `with renewed as (
      update lead l set ${BROUGHT.map((name) => `${name} = i.${name}`).join(', ')}, state = 'open', closed_run = null,
        changed_run = case when ${changed} then $run else l.changed_run end
      from incoming i where i.id = l.id
        and (${changed} or (l.rank, l.name, l.sex, l.birth) is distinct from (i.rank, i.name, i.sex, i.birth)) returning 1)
    select 'renewed' as event, count(*) as n from renewed`,
    run,
  )
  return events
}

const OPEN_NEW = `with fresh as (
    insert into lead (${STAGED.join(', ')}, state, opened_run)
    select ${STAGED.map((name) => `i.${name}`).join(', ')}, 'open', $run from incoming i
    where not exists (select 1 from lead l where l.id = i.id) returning *),
  told as (
    insert into lead_event (run, lead, event, after)
    select $run, f.id, 'opened', ${content('f')} from fresh f order by f.id returning event)
  select event, count(*) as n from told group by event`

/** Closing is the registers' doing: the finding is no longer there. `now` tells what took its place. */
const CLOSE_GONE = `with gone as (
    update lead set state = 'closed', closed_run = $run
    where state = 'open' and not exists (select 1 from incoming i where i.id = lead.id)
      and not exists (select 1 from kept k where k.id = lead.id) returning *),
  other as (
    select person, programme, jsonb_agg(kind order by kind) as kinds from incoming group by person, programme),
  told as (
    insert into lead_event (run, lead, event, before, after)
    select $run, g.id, 'closed', ${content('g')}, jsonb_build_object('now', coalesce(o.kinds, '[]'::jsonb))
    from gone g left join other o on o.person = g.person and o.programme = g.programme order by g.id returning event)
  select event, count(*) as n from told group by event`

/** Fills `kept`, which goes with the transaction: leads that stay open although nothing is found of them any more. */
async function keep(tx: Transaction<Tables>, keeps: (lead: LeadSubject) => boolean): Promise<void> {
  await sql`create temp table kept (id text primary key) on commit drop`.execute(tx)
  const { rows } = await sql<LeadSubject & { readonly id: string }>`select id, person, programme, kind from lead
    where state = 'open' and not exists (select 1 from incoming i where i.id = lead.id)`.execute(tx)
  const ids = rows.filter(keeps).map(({ id }) => id)
  if (ids.length > 0) await sql`insert into kept select unnest(${ids}::text[])`.execute(tx)
}

/** The newest turn is the run in force; the same run again keeps its turn, an older one that returns takes a new one. */
async function record(tx: Transaction<Tables>, run: Run, counts: HandOver): Promise<void> {
  await sql`insert into run (id, as_of, match_key, findings, leads, summary, turn)
    values (${run.id}, ${run.asOf}, ${run.matchKey}, ${JSON.stringify(run.findings)}::jsonb,
      ${JSON.stringify(counts)}::jsonb, '{}'::jsonb, (select coalesce(max(turn), 0) + 1 from run))
    on conflict (id) do update set
      turn = case when run.turn = (select max(turn) from run) then run.turn else excluded.turn end`.execute(tx)
}

/** Opens, changes, reopens and closes leads so that the open ones are exactly the findings, and those that are kept. */
export function handOver(
  db: Kysely<Tables>,
  run: Run,
  findings: Iterable<Finding> | AsyncIterable<Finding>,
  keeps: (lead: LeadSubject) => boolean,
): Promise<HandOver> {
  return db.transaction().execute(async (tx) => {
    // Two hand-overs on one PostgreSQL go one after the other.
    await sql`select pg_advisory_xact_lock(370601)`.execute(tx)
    await stage(tx, findings)
    await keep(tx, keeps)
    const renewed = await renew(tx, run.id)
    const opened = await counted(tx, OPEN_NEW, run.id)
    const closed = await counted(tx, CLOSE_GONE, run.id)
    const open = await counted(tx, `select 'open' as event, count(*) as n from lead where state = 'open'`, run.id)
    const counts: HandOver = {
      open: open['open'] ?? 0,
      opened: (opened['opened'] ?? 0) + (renewed['reopened'] ?? 0),
      closed: closed['closed'] ?? 0,
      changed: renewed['changed'] ?? 0,
    }
    await record(tx, run, counts)
    return counts
  })
}

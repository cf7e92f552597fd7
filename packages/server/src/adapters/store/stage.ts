/** Findings as rows of leads in a temporary table of the transaction, by arrays: the same bulk path on both engines. */
import { leadNumber, leadSubject, officesFor } from '@doudi/core/casework'
import { sql, type Transaction } from 'kysely'
import type { Finding } from '../../usecases/leads.ts'
import { sm3 } from '../files/atomic.ts'
import type { Tables } from './tables.ts'

/** What counts as the lead's content: a new rank or a corrected name alone is no change. */
const fingerprintOf = (one: Finding): string =>
  sm3(
    JSON.stringify([one.month, one.category, one.owedFen, one.heldFen, one.county, one.town, one.village, one.detail]),
  ).slice(0, 16)

type Column = { readonly name: string; readonly type: string; readonly of: (one: Finding) => unknown }
const offices = (one: Finding) => officesFor(one.village, one.town, one.county)

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text', of: (one) => leadNumber(sm3(leadSubject(one.person, one.programme, one.kind))) },
  { name: 'person', type: 'int', of: (one) => one.person },
  { name: 'programme', type: 'text', of: (one) => one.programme },
  { name: 'kind', type: 'text', of: (one) => one.kind },
  { name: 'month', type: 'int', of: (one) => one.month },
  { name: 'category', type: 'text', of: (one) => one.category },
  { name: 'owed_fen', type: 'bigint', of: (one) => one.owedFen },
  { name: 'held_fen', type: 'bigint', of: (one) => one.heldFen },
  { name: 'delta_fen', type: 'bigint', of: (one) => one.deltaFen },
  { name: 'county', type: 'text', of: (one) => one.county },
  { name: 'town', type: 'text', of: (one) => one.town },
  { name: 'village', type: 'text', of: (one) => one.village },
  { name: 'rank', type: 'int', of: (one) => one.rank },
  { name: 'name', type: 'text', of: (one) => one.name },
  { name: 'sex', type: 'smallint', of: (one) => one.sex },
  { name: 'birth', type: 'int', of: (one) => one.birth },
  { name: 'assignee', type: 'text', of: (one) => offices(one).assignee },
  { name: 'supervisor', type: 'text', of: (one) => offices(one).supervisor },
  { name: 'fingerprint', type: 'text', of: fingerprintOf },
  { name: 'detail', type: 'jsonb', of: (one) => one.detail },
]

/** The columns that a finding brings to a lead, the id first. */
export const STAGED: readonly string[] = COLUMNS.map(({ name }) => name)

const CHUNK_ROWS = 5000

async function insert(tx: Transaction<Tables>, chunk: readonly Finding[]): Promise<void> {
  // jsonb travels as text: drivers differ in how they write an array of objects.
  const arrays = COLUMNS.map(({ type, of }) => sql`${chunk.map(of)}::${sql.raw(type === 'jsonb' ? 'text' : type)}[]`)
  const picked = COLUMNS.map(({ name, type }) => (type === 'jsonb' ? `${name}::jsonb` : name)).join(', ')
  await sql`insert into incoming select ${sql.raw(picked)} from unnest(${sql.join(arrays)}) as given (${sql.raw(STAGED.join(', '))})`.execute(
    tx,
  )
}

/** Fills `incoming`, which goes with the transaction. A person, programme and kind given twice is refused by its key. */
export async function stage(
  tx: Transaction<Tables>,
  findings: Iterable<Finding> | AsyncIterable<Finding>,
): Promise<void> {
  const columns = COLUMNS.map(({ name, type }) => `${name} ${type}${name === 'id' ? ' primary key' : ''}`).join(', ')
  await sql.raw(`create temp table incoming (${columns}) on commit drop`).execute(tx)
  let chunk: Finding[] = []
  for await (const finding of findings) {
    chunk.push(finding)
    if (chunk.length === CHUNK_ROWS) {
      await insert(tx, chunk)
      chunk = []
    }
  }
  if (chunk.length > 0) await insert(tx, chunk)
  await sql`analyze incoming`.execute(tx)
}

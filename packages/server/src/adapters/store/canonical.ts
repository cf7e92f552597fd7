/** The whole store as text, for telling whether two stores hold the same. */
import { type Kysely, sql } from 'kysely'
import { STAGED } from './stage.ts'
import type { Tables } from './tables.ts'

/**
 * Left out: `run.summary` (seconds, memory) and numbers given by the engine (`turn`, `sequence`), which a rolled-back
 * attempt uses up. A lead's events keep the order in which they happened.
 */
const TABLES: readonly (readonly [name: string, query: string])[] = [
  ['run', 'select id, as_of, match_key, findings, leads from run order by turn'],
  ['lead', `select ${STAGED.join(', ')}, state, opened_run, changed_run, closed_run from lead order by id`],
  ['lead_event', 'select lead, run, event, before, after from lead_event order by lead, sequence'],
]

/** A line a row, under the name of its table; equal on every engine for equal content. */
export async function canonicalExport(db: Kysely<Tables>): Promise<string> {
  const lines: string[] = []
  for (const [name, query] of TABLES) {
    const { rows } = await sql.raw(query).execute(db)
    lines.push(`# ${name} ${rows.length}`)
    for (const row of rows) lines.push(JSON.stringify(row))
  }
  return `${lines.join('\n')}\n`
}

/**
 * What a reform would change, over the people of a matched lake: baseline and reform are determined for each month on the
 * same facts, and only whoever holds something under one of them is kept.
 */
import { firstDayOf, fromYyyymm } from '@doudi/core/kernel'
import { type Overlay, type Programme, reformed, rowsOn } from '@doudi/core/policy'
import type { Progress } from '../../usecases/progress.ts'
import { determineSql } from './determine.ts'
import { type Duck, literal } from './duckdb.ts'

export type Comparison = {
  readonly duck: Duck
  readonly matchFolder: string
  readonly programmes: readonly Programme[]
  readonly overlay: Overlay
  /** yyyymm, in order. */
  readonly months: readonly number[]
  /** A change of so many fen over all the months, or less, makes nobody a winner or a loser. */
  readonly thresholdFen: number
}
export type Money = { readonly baselineFen: number; readonly reformFen: number }
export type Moved = {
  readonly newlyIn: number
  readonly newlyOut: number
  readonly winners: number
  readonly losers: number
}
export type Compared = {
  readonly byMonth: readonly (Money & { readonly month: number })[]
  readonly byProgramme: readonly (Money & { readonly programme: string })[]
  readonly byCategory: readonly (Money & { readonly programme: string; readonly category: string })[]
  readonly byCounty: readonly (Money & Moved & { readonly county: string })[]
  readonly byTown: readonly (Money & Moved & { readonly town: string })[]
  /** Why people come in, or fall out: the conditions that no longer, or from now on, fail them. */
  readonly reasons: readonly {
    readonly programme: string
    readonly condition: string
    readonly way: 'in' | 'out'
    readonly people: number
  }[]
}

/** Whether the figures in force on a day are the same with and without the reform. */
function isAlike(programme: Programme, changed: Programme, on: number): boolean {
  const figures = (one: Programme): string =>
    JSON.stringify(
      one.parameters.map((parameter) =>
        rowsOn(parameter, on)
          .map(({ key, place, value }) => [key, place, value])
          .sort(),
      ),
    )
  return figures(programme) === figures(changed)
}

async function monthOf(request: Comparison, programme: Programme, month: number): Promise<void> {
  const { duck, matchFolder, overlay } = request
  const asOf = firstDayOf(fromYyyymm(month))
  const changed = reformed(programme, overlay)
  const said = async (one: Programme): Promise<string> =>
    `SELECT person, category, "amountFen" AS fen, failed FROM (${await determineSql({ matchFolder, programme: one, asOf })})`
  const keep = (table: string, sql: string): Promise<void> =>
    duck.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${sql}`)
  await keep('baseline', await said(programme))
  if (!isAlike(programme, changed, asOf)) await keep('reform', await said(changed))
  const other = isAlike(programme, changed, asOf) ? 'baseline' : 'reform'
  await duck.run(
    `INSERT INTO held SELECT ${month}, ${literal(programme.id)}, b.person, b.category, r.category, coalesce(b.fen, 0), coalesce(r.fen, 0), b.failed, r.failed FROM baseline b JOIN ${other} r USING (person) WHERE b.category IS NOT NULL OR r.category IS NOT NULL`,
  )
}

/** A person's sum over the months of one programme; what is paid once counts once. */
const TOTALS = `SELECT programme, person, CASE WHEN bool_or(once) THEN max(before) ELSE sum(before) END AS before, CASE WHEN bool_or(once) THEN max(after) ELSE sum(after) END AS after, bool_or(was IS NOT NULL) AS was, bool_or(will IS NOT NULL) AS will FROM held JOIN once USING (programme) GROUP BY programme, person`

const MONEY = 'CAST(sum(before) AS BIGINT) AS "baselineFen", CAST(sum(after) AS BIGINT) AS "reformFen"'

function movedSql(thresholdFen: number): string {
  const people = (condition: string, name: string): string =>
    `CAST(count(*) FILTER (WHERE ${condition}) AS INTEGER) AS "${name}"`
  return [
    MONEY,
    people('NOT was AND will', 'newlyIn'),
    people('was AND NOT will', 'newlyOut'),
    people(`was AND will AND after - before > ${thresholdFen}`, 'winners'),
    people(`was AND will AND before - after > ${thresholdFen}`, 'losers'),
  ].join(', ')
}

async function reasonsOf({ duck, programmes }: Comparison): Promise<Compared['reasons']> {
  const found: Compared['reasons'][number][] = []
  for (const { id, conditions } of programmes)
    for (const [bit, condition] of conditions.entries()) {
      const on = (bits: string): string => `(${bits} >> ${bit}) & 1 = 1`
      const [row] = await duck.rows<{ came: number; went: number }>(
        `SELECT CAST(count(DISTINCT person) FILTER (WHERE was IS NULL AND ${on('failedBefore')} AND NOT ${on('failedAfter')}) AS INTEGER) AS came, CAST(count(DISTINCT person) FILTER (WHERE will IS NULL AND ${on('failedAfter')} AND NOT ${on('failedBefore')}) AS INTEGER) AS went FROM held WHERE programme = ${literal(id)}`,
      )
      if (row && row.came > 0) found.push({ programme: id, condition: condition.id, way: 'in', people: row.came })
      if (row && row.went > 0) found.push({ programme: id, condition: condition.id, way: 'out', people: row.went })
    }
  return found
}

export async function comparePolicies(request: Comparison, progress: Progress): Promise<Compared> {
  const { duck, programmes, months, matchFolder, thresholdFen } = request
  await duck.run(
    'CREATE OR REPLACE TEMP TABLE held (month INTEGER, programme VARCHAR, person INTEGER, was VARCHAR, will VARCHAR, before BIGINT, after BIGINT, "failedBefore" BIGINT, "failedAfter" BIGINT)',
  )
  const once = programmes.map(
    ({ id, categories }) => `(${literal(id)}, ${categories.some(({ amount }) => amount.kind === 'fenOnce')})`,
  )
  await duck.run(`CREATE OR REPLACE TEMP TABLE once AS SELECT * FROM (VALUES ${once.join(', ')}) t(programme, once)`)
  progress.start('比较 compare', programmes.length * months.length)
  let done = 0
  for (const programme of programmes)
    for (const month of months) {
      await monthOf(request, programme, month)
      progress.advance(++done)
    }
  progress.end()
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE totals AS SELECT t.*, p.county, p.town FROM (${TOTALS}) t JOIN read_parquet(${literal(`${matchFolder}/persons.parquet`)}) p USING (person)`,
  )
  const within = async <T extends object>(column: string): Promise<T[]> =>
    (await duck.rows(
      `SELECT coalesce(${column}, '') AS ${column}, ${movedSql(thresholdFen)} FROM totals GROUP BY 1 ORDER BY 1`,
    )) as T[]
  return {
    byMonth: (await duck.rows(
      `SELECT month, ${MONEY} FROM held JOIN once USING (programme) WHERE NOT once GROUP BY month ORDER BY month`,
    )) as Compared['byMonth'][number][],
    byProgramme: (await duck.rows(
      `SELECT programme, ${MONEY} FROM totals GROUP BY programme ORDER BY programme`,
    )) as Compared['byProgramme'][number][],
    byCategory: (await duck.rows(
      `SELECT programme, category, CAST(sum(before) AS BIGINT) AS "baselineFen", CAST(sum(after) AS BIGINT) AS "reformFen" FROM (SELECT programme, was AS category, before, 0 AS after FROM held UNION ALL SELECT programme, will, 0, after FROM held) JOIN once USING (programme) WHERE category IS NOT NULL AND NOT once GROUP BY ALL ORDER BY ALL`,
    )) as Compared['byCategory'][number][],
    byCounty: await within<Compared['byCounty'][number]>('county'),
    byTown: await within<Compared['byTown'][number]>('town'),
    reasons: await reasonsOf(request),
  }
}

/** What a lake says of rules before they count: how many each category finds, and how many rows one person has. */
import { join } from 'node:path'
import type { Counted } from '@doudi/core/policy'
import { type DetermineRequest, determineSql, recordRelations } from './determine.ts'
import { type Duck, literal } from './duckdb.ts'

/** Everybody registered, and of them (or of whoever else qualifies) those eligible, by category. */
export async function countEligible(duck: Duck, request: DetermineRequest): Promise<Counted> {
  const rows = await duck.rows<{ category: string; n: number }>(
    `SELECT category, count(*) AS n FROM (${await determineSql(request)}) WHERE status = 1 GROUP BY category`,
  )
  const persons = await duck.value<number>(
    `SELECT count(*) FROM read_parquet(${literal(join(request.matchFolder, 'persons.parquet'))}) WHERE registered`,
  )
  return { persons, eligible: Object.fromEntries(rows.map(({ category, n }) => [category, n])) }
}

/** By register, the most rows that it holds of one person. */
export async function mostRowsOf(duck: Duck, matchFolder: string): Promise<readonly (readonly [string, number])[]> {
  const most: [string, number][] = []
  for (const [register, relation] of Object.entries(await recordRelations(matchFolder))) {
    const counted = `SELECT count(*) AS n FROM ${relation} GROUP BY person`
    most.push([register, await duck.value<number>(`SELECT coalesce(max(n), 0) FROM (${counted})`)])
  }
  return most
}

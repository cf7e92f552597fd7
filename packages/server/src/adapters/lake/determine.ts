/** Runs a programme over the matched lake in DuckDB: one row a person, as ARCHITECTURE.md lays down. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Register, Ymd } from '@doudi/core/kernel'
import { asksHouseholds, type Programme, type StagedSql, toStages, withStages } from '@doudi/core/policy'
import { type Dialect, duckdb, type Stage } from '@doudi/core/sql'
import { sm3 } from '../files/atomic.ts'
import { type Duck, literal } from './duckdb.ts'
import { noRecords } from './facts.ts'

export type DetermineRequest = {
  readonly matchFolder: string
  readonly programme: Programme
  readonly asOf: Ymd
  /** Only these persons: a relation with a column `person`. */
  readonly among?: string
  /** Registers that are not in force, asked for as if they were and said nothing of anybody. */
  readonly silent?: readonly Register[]
  readonly dialect?: Dialect
}

/** The version of a rule: a digest of its tree, its parameters and its texts; any change is another version. */
export function ruleVersionOf(programme: Programme): string {
  const { examples: _, ...law } = programme
  return `${programme.version}-${sm3(JSON.stringify(law)).slice(0, 12)}`
}

const parquet = (path: string): string => `read_parquet(${literal(path)})`

/** The registers that have a snapshot in force, each as a relation. */
export async function recordRelations(matchFolder: string): Promise<Record<string, string>> {
  const folder = join(matchFolder, 'records')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.parquet')).sort()
  return Object.fromEntries(files.map((name) => [name.replace('.parquet', ''), parquet(join(folder, name))]))
}

async function stagesOf(request: DetermineRequest): Promise<StagedSql> {
  const { matchFolder, programme, asOf, among } = request
  const all = parquet(join(matchFolder, 'persons.parquet'))
  const persons = among === undefined ? all : `(SELECT * FROM ${all} WHERE person IN (SELECT person FROM ${among}))`
  const silent = (request.silent ?? []).map((register) => [register.id, noRecords(register)] as const)
  const relations = { ...Object.fromEntries(silent), ...(await recordRelations(matchFolder)) }
  // Of a few persons only their own, their parents' and, where the rule asks, their household's records are read.
  const together = `(SELECT * FROM ${all} WHERE household IN (SELECT household FROM ${persons}))`
  const home = among !== undefined && asksHouseholds(programme) ? { neighbours: together } : {}
  const kin = `(SELECT person FROM ${among} UNION SELECT unnest([father, mother]) FROM ${persons}${'neighbours' in home ? ` UNION SELECT person FROM ${together}` : ''})`
  const narrow = ([id, relation]: readonly [string, string]): readonly [string, string] => [
    id,
    `(SELECT * FROM ${relation} WHERE person IN ${kin})`,
  ]
  const records = among === undefined ? relations : Object.fromEntries(Object.entries(relations).map(narrow))
  const source = { persons, ...home, records, asOf, ruleVersion: ruleVersionOf(programme) }
  return toStages(programme, source, request.dialect ?? duckdb)
}

/** The SELECT that determines; its columns are those of determine/<key>/<programme>.parquet, in order of person. */
export async function determineSql(request: DetermineRequest): Promise<string> {
  const { stages, select } = await stagesOf(request)
  return withStages(stages, select, request.dialect ?? duckdb)
}

let runs = 0

/**
 * Does the work over the stages, each a table of its own while it lasts: within one statement of many parts DuckDB would
 * read most of them by a single thread. The work is told how a statement begins.
 */
async function staged(
  duck: Duck,
  { stages, select }: StagedSql,
  work: (select: string) => Promise<void>,
): Promise<void> {
  const run = `stage${++runs}`
  const reading = ({ name }: Stage): string => `${name} AS NOT MATERIALIZED (SELECT * FROM ${run}_${name})`
  const over = (count: number, body: string): string =>
    count === 0 ? body : `WITH ${stages.slice(0, count).map(reading).join(', ')} ${body}`
  try {
    for (const [at, { name, body }] of stages.entries())
      await duck.run(`CREATE TEMP TABLE ${run}_${name} AS ${over(at, body)}`)
    await work(over(stages.length, select))
  } finally {
    for (const { name } of stages) await duck.run(`DROP TABLE IF EXISTS ${run}_${name}`)
  }
}

/** Writes the determination of everybody (or of `among`) to a Parquet file; same input, same bytes. */
export async function determineToFile(duck: Duck, request: DetermineRequest, outFile: string): Promise<void> {
  await staged(duck, await stagesOf(request), (select) =>
    duck.run(`COPY (${select}) TO ${literal(outFile)} (FORMAT parquet, COMPRESSION zstd)`),
  )
}

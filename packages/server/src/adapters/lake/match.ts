/** Runs the match plan over the snapshots in force and keeps the result under a key of what went into it. */
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Register } from '@doudi/core/kernel'
import { AGREEMENT_MACROS, type ExactPlan, exactResults, exactSteps, MATCH_VERSION } from '@doudi/core/linkage'
import { inForceOf, type Snapshot } from '../../usecases/import-snapshot.ts'
import type { Progress } from '../../usecases/progress.ts'
import { fillFolder, sm3, writeJson } from '../files/atomic.ts'
import { type Duck, literal } from './duckdb.ts'
import { readSnapshots, snapshotFile } from './snapshots.ts'

export type MatchSummary = {
  readonly key: string
  readonly asOf: number
  readonly persons: number
  readonly registered: number
  readonly links: number
  readonly doubts: number
  readonly snapshots: readonly string[]
}

/** The snapshot in force of each register that has one, in order of register. */
async function snapshotsInForce(
  dataDir: string,
  registers: readonly Register[],
): Promise<readonly { register: Register; snapshot: Snapshot }[]> {
  const all = await Promise.all(
    registers.map(async (register) => ({ register, snapshot: inForceOf(await readSnapshots(dataDir, register.id)) })),
  )
  return all.flatMap(({ register, snapshot }) => (snapshot === null ? [] : [{ register, snapshot }]))
}

export const matchFolder = (dataDir: string, key: string): string => join(dataDir, 'lake', 'match', key)

async function readSummary(folder: string): Promise<MatchSummary> {
  return JSON.parse(await readFile(join(folder, 'summary.json'), 'utf8')) as MatchSummary
}

type Request = {
  readonly dataDir: string
  readonly duck: Duck
  readonly registers: readonly Register[] /** The match before, whose numbers persons keep. */
  readonly previous: string | null
}

/** Null where no register is in force. */
export async function matchRegisters(
  { dataDir, duck, registers, previous }: Request,
  progress: Progress,
): Promise<MatchSummary | null> {
  const inputs = (await snapshotsInForce(dataDir, registers)).map(({ register, snapshot }) => ({
    register,
    asOf: snapshot.asOf,
    snapshot: snapshot.snapshot,
    digest: snapshot.sm3,
    rows: `read_parquet(${literal(snapshotFile(dataDir, snapshot, 'rows.parquet'))})`,
    unlinked: `read_parquet(${literal(snapshotFile(dataDir, snapshot, 'unlinked.parquet'))})`,
  }))
  if (inputs.length === 0) return null
  // The numbers given before are an input too; the result of the same snapshots is found again through current.json.
  const key = sm3(
    [
      MATCH_VERSION,
      ...inputs.map(
        ({ register, snapshot, digest }) => `${register.id} ${snapshot} ${digest} ${sm3(JSON.stringify(register))}`,
      ),
    ].join('\n'),
  ).slice(0, 16)
  const target = matchFolder(dataDir, key)
  if (existsSync(target)) return await readSummary(target)
  const before = previous === null ? null : join(matchFolder(dataDir, previous), 'registry.parquet')
  const plan: ExactPlan = {
    inputs,
    registry: before !== null && existsSync(before) ? `read_parquet(${literal(before)})` : null,
  }
  for (const macro of AGREEMENT_MACROS) await duck.run(macro)
  for (const step of exactSteps(plan)) {
    progress.start(`比对 match ${step.name}`)
    for (const sql of step.sql) await duck.run(sql)
    progress.end()
  }
  await fillFolder(target, async (folder) => {
    for (const [file, select] of Object.entries(exactResults(plan))) {
      progress.start(`写出 write ${file}`)
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await duck.run(`COPY (${select}) TO ${literal(join(folder, file))} (FORMAT parquet, COMPRESSION zstd)`)
      progress.end()
    }
    const count = (sql: string): Promise<number> => duck.value<number>(sql)
    await writeJson(join(folder, 'summary.json'), {
      key,
      asOf: Math.max(0, ...inputs.map(({ asOf }) => asOf)),
      persons: await count('SELECT count(*) FROM ids'),
      registered: await count('SELECT count(*) FROM base WHERE registered'),
      links: await count('SELECT count(*) FROM link'),
      doubts: await count('SELECT count(*) FROM doubt'),
      snapshots: inputs.map(({ register, snapshot }) => `${register.id} ${snapshot}`),
    } satisfies MatchSummary)
  })
  for (const table of [
    'own',
    'odd',
    'mention',
    'spelling',
    'known',
    'fresh',
    'registry',
    'ids',
    'base',
    'homes',
    'alike',
    'doubt',
    'candidate',
    'parent',
    'link',
    'couples',
    ...inputs.map(({ register }) => `rec_${register.id}`),
  ])
    await duck.run(`DROP TABLE IF EXISTS ${table}`)
  return await readSummary(target)
}

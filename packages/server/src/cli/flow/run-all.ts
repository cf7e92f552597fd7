/** The daily run: snapshots in force → persons → determinations → findings → leads. Each step reuses what is already there. */
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { diagnostic, done, maskName, type Outcome, refused } from '@doudi/core/kernel'
import { sm3 } from '../../adapters/files/atomic.ts'
import { type CannotTell, countCannotTell } from '../../adapters/lake/cannot-tell.ts'
import { determineToFile, ruleVersionOf } from '../../adapters/lake/determine.ts'
import { literal } from '../../adapters/lake/duckdb.ts'
import { FINDINGS_VERSION, findDifferences, KINDS, type Kind, waitingFile } from '../../adapters/lake/findings.ts'
import { type MatchSummary, matchFolder, matchRegisters } from '../../adapters/lake/match.ts'
import { type Score, scoreFindings } from '../../adapters/lake/truth.ts'
import { keptOpen } from '../../adapters/lake/waiting.ts'
import type { Finding, HandOver } from '../../usecases/leads.ts'
import type { Progress } from '../../usecases/progress.ts'
import type { WaitingRegister } from '../../usecases/waiting-registers.ts'
import type { Session } from '../session.ts'
import { peakOf, type StepRecord, timed } from './steps.ts'
import { waitingOf } from './waiting-registers.ts'

export type RunOptions = { readonly asOf?: number; readonly truth?: string }
export type RunSummary = {
  readonly asOf: number
  readonly run: string
  readonly persons: number
  readonly registered: number
  readonly links: number
  readonly doubts: number
  readonly determinations: number
  readonly verdicts: Readonly<Record<string, Readonly<Record<'eligible' | 'ineligible' | 'unknown', number>>>>
  readonly quarantined: number
  readonly findings: Readonly<Record<Kind, number>>
  /** How many leads nobody can decide, what would settle them, why where they are many; and the registers that are waited for. */
  readonly cannotTell: CannotTell & { readonly registers: readonly WaitingRegister[] }
  readonly leads: HandOver
  readonly truth: Score | null
  readonly seconds: number
  readonly peakMemoryMb: number
  readonly steps: readonly StepRecord[]
}

const lake = (session: Session, ...parts: string[]): string => join(session.dataDir, 'lake', ...parts)
const determinedFile =
  (session: Session, key: string) =>
  (programme: string): string =>
    lake(session, 'determine', key, `${programme}.parquet`)
const findingsFile = (session: Session, key: string): string => lake(session, 'findings', `${key}.parquet`)

const noRegisters = diagnostic(
  'NO_REGISTERS',
  {},
  '',
  { zh: '还没有生效的登记册', en: 'no register is in force yet' },
  {
    zh: '先用 doudi import 导入，或用 doudi run --registers 文件夹。',
    en: 'Import first: doudi import, or doudi run --registers DIR.',
  },
)

/** Refused where no register is in force yet. */
export async function matchNow(session: Session, progress: Progress): Promise<Outcome<MatchSummary>> {
  const current = await session.current()
  const summary = await matchRegisters(
    {
      dataDir: session.dataDir,
      duck: await session.duck(),
      registers: await session.registers(),
      previous: current?.match ?? null,
    },
    progress,
  )
  return summary === null ? refused(noRegisters) : done(summary)
}

/** Where a programme's result of this match, day and rule version is kept. */
async function resultFolder(session: Session, match: MatchSummary, asOf: number): Promise<string> {
  const versions = (await session.daily()).map(ruleVersionOf).join(' ')
  return sm3(`${match.key} ${asOf} ${versions} ${FINDINGS_VERSION}`).slice(0, 16)
}

export async function determineNow(
  session: Session,
  match: MatchSummary,
  asOf: number,
  progress: Progress,
): Promise<{ readonly rows: number; readonly key: string; readonly verdicts: RunSummary['verdicts'] }> {
  const duck = await session.duck()
  const key = await resultFolder(session, match, asOf)
  await mkdir(lake(session, 'determine', key), { recursive: true })
  let rows = 0
  const verdicts: Record<string, Record<'eligible' | 'ineligible' | 'unknown', number>> = {}
  for (const programme of await session.daily()) {
    const file = determinedFile(session, key)(programme.id)
    progress.start(`研判 determine ${programme.label.zh}`, match.persons)
    if (!existsSync(file)) {
      await determineToFile(
        duck,
        { matchFolder: matchFolder(session.dataDir, match.key), programme, asOf },
        `${file}.tmp`,
      )
      await rename(`${file}.tmp`, file)
    }
    progress.end()
    const counted = await duck.rows<{ status: number; n: number }>(
      `SELECT status, count(*) AS n FROM read_parquet(${literal(file)}) GROUP BY status`,
    )
    const of = (status: number): number => Number(counted.find((one) => one.status === status)?.n ?? 0)
    verdicts[programme.id] = { eligible: of(1), ineligible: of(0), unknown: of(2) }
    rows += of(0) + of(1) + of(2)
  }
  return { rows, key, verdicts }
}

async function findNow(
  session: Session,
  match: MatchSummary,
  key: string,
  asOf: number,
  progress: Progress,
): Promise<Readonly<Record<Kind, number>>> {
  const duck = await session.duck()
  const file = findingsFile(session, key)
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true })
    return await findDifferences(
      {
        duck,
        matchFolder: matchFolder(session.dataDir, match.key),
        registers: await session.registers(),
        programmes: await session.daily(),
        determined: determinedFile(session, key),
        asOf,
      },
      file,
      progress,
    )
  }
  const counted = await duck.rows<{ kind: Kind; n: number }>(
    `SELECT kind, count(*) AS n FROM read_parquet(${literal(file)}) GROUP BY kind`,
  )
  return Object.fromEntries(
    KINDS.map((kind) => [kind, Number(counted.find((one) => one.kind === kind)?.n ?? 0)]),
  ) as Record<Kind, number>
}

/** Findings with what a list may show: a masked name, sex, birth day; no id. */
async function readFindings(session: Session, match: MatchSummary, key: string): Promise<Finding[]> {
  const duck = await session.duck()
  const folder = matchFolder(session.dataDir, match.key)
  const rows = await duck.rows<Omit<Finding, 'name'> & { name: string | null }>(
    `SELECT f.person, f.programme, f.kind, f.month, f.category, f."owedFen", f."heldFen", f."deltaFen", f.county, f.town, f.village, f.rank, i.name, p.sex, p.birth, CAST(f.detail AS VARCHAR) AS detail FROM read_parquet(${literal(findingsFile(session, key))}) f JOIN read_parquet(${literal(join(folder, 'identity.parquet'))}) i USING (person) JOIN read_parquet(${literal(join(folder, 'persons.parquet'))}) p USING (person) ORDER BY f.rank`,
  )
  return rows.map((row) => ({ ...row, name: maskName(row.name ?? '') }))
}

async function leadsNow(
  session: Session,
  match: MatchSummary,
  key: string,
  asOf: number,
  findings: Readonly<Record<string, number>>,
): Promise<HandOver> {
  const store = await session.store()
  const programmes = await session.daily()
  const matched = {
    duck: await session.duck(),
    matchFolder: matchFolder(session.dataDir, match.key),
    registers: await session.registers(),
    asOf,
  }
  const counts = await store.handOver(
    { id: key, asOf, matchKey: match.key, findings },
    await readFindings(session, match, key),
    await keptOpen(matched, programmes, determinedFile(session, key)),
  )
  await session.setCurrent({ match: match.key, asOf, run: key })
  return counts
}

/** Everything after import. `quarantined` and earlier steps come from the import before it. */
export async function runAll(
  session: Session,
  options: RunOptions,
  progress: Progress,
  before: { readonly quarantined: number; readonly steps: readonly StepRecord[]; readonly started: number },
): Promise<Outcome<RunSummary>> {
  const steps: StepRecord[] = [...before.steps]
  const matched = await timed(
    steps,
    'match',
    (one) => (one.ok ? one.value.persons : 0),
    () => matchNow(session, progress),
  )
  if (!matched.ok) return matched
  const match = matched.value
  const asOf = options.asOf ?? match.asOf
  const determined = await timed(
    steps,
    'determine',
    ({ rows }) => rows,
    () => determineNow(session, match, asOf, progress),
  )
  const findings = await timed(
    steps,
    'findings',
    (counts) => Object.values(counts).reduce((a, b) => a + b, 0),
    () => findNow(session, match, determined.key, asOf, progress),
  )
  const leads = await timed(
    steps,
    'leads',
    ({ open }) => open,
    () => leadsNow(session, match, determined.key, asOf, findings),
  )
  const truth =
    options.truth === undefined
      ? null
      : await scoreFindings(await session.duck(), {
          findingsFile: findingsFile(session, determined.key),
          matchFolder: matchFolder(session.dataDir, match.key),
          truthDir: options.truth,
        })
  const summary: RunSummary = {
    asOf,
    run: determined.key,
    persons: match.persons,
    registered: match.registered,
    links: match.links,
    doubts: match.doubts,
    determinations: determined.rows,
    verdicts: determined.verdicts,
    quarantined: before.quarantined,
    findings,
    cannotTell: {
      ...(await countCannotTell(
        await session.duck(),
        findingsFile(session, determined.key),
        await session.daily(),
        await session.registers(),
      )),
      registers: await waitingOf(session, waitingFile(findingsFile(session, determined.key))),
    },
    leads,
    truth,
    seconds: Math.round((performance.now() - before.started) / 10) / 100,
    peakMemoryMb: peakOf(steps),
    steps,
  }
  await (await session.store()).finishRun(determined.key, summary)
  return done(summary)
}

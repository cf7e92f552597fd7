/**
 * What the rules cost beside what reading and writing cost.
 *
 * The baseline reads every column that the rules use and writes the same result already computed; both go from matched
 * Parquet to Parquet, in one process, by turns, and the median of five counts.
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Programme, reach, walk } from '@doudi/core/policy'
import { determineToFile, recordRelations } from '../../adapters/lake/determine.ts'
import { type Duck, identifier, literal } from '../../adapters/lake/duckdb.ts'
import type { Progress } from '../../usecases/progress.ts'

const TURNS = 5

export type DeterminationFigures = {
  readonly programme: string
  readonly persons: number
  readonly seconds: number
  readonly baselineSeconds: number
  readonly ratio: number
}
type Subject = {
  readonly duck: Duck
  readonly matchFolder: string
  readonly programme: Programme
  readonly asOf: number
  readonly scratch: string
}

/** The columns that the rules read, by relation: persons.parquet, and records/<R>.parquet of each register. */
function columnsRead(programme: Programme): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map([['persons', new Set(['person'])]])
  const add = (relation: string, ...names: readonly string[]): void => {
    found.set(relation, new Set([...(found.get(relation) ?? []), ...names]))
  }
  const roots = [
    ...programme.conditions.map(({ expr }) => expr),
    ...programme.categories.flatMap(({ test, amount }) => [test, amount]),
  ]
  for (const node of roots.flatMap((root) => [...reach(programme, root)])) {
    if (node.op === 'attribute') add('persons', node.name)
    if (node.op === 'via') add('persons', node.parent, `${node.parent}State`)
    if (node.op !== 'aggregate') continue
    const set = programme.records.find(({ id }) => id === node.records)
    if (!set) continue
    add(set.register, 'person', 'doubtful', ...(set.present === null ? [] : [set.present]))
    for (const inner of [node.where, ...(node.value ? [node.value] : [])].flatMap((root) => [...walk(root)]))
      if (inner.op === 'column') add(set.register, inner.name)
  }
  return found
}

/** Statements that decode each of the columns and keep nothing. */
async function readingSql({ matchFolder, programme }: Subject): Promise<string[]> {
  const relations: Record<string, string> = {
    persons: `read_parquet(${literal(join(matchFolder, 'persons.parquet'))})`,
    ...(await recordRelations(matchFolder)),
  }
  return [...columnsRead(programme)].flatMap(([relation, columns]) => {
    const from = relations[relation]
    // An extreme of an expression: the extreme of a bare column would be taken from the file's statistics.
    const each = [...columns].map(
      (name) => `max(CASE WHEN ${identifier(name)} IS NOT NULL THEN ${identifier(name)} END)`,
    )
    return from === undefined ? [] : [`SELECT ${each.join(', ')} FROM ${from}`]
  })
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

async function clocked(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

export async function measureDetermination(subject: Subject, progress: Progress): Promise<DeterminationFigures> {
  const { duck, programme, scratch, matchFolder, asOf } = subject
  await mkdir(scratch, { recursive: true })
  const result = join(scratch, 'determined.parquet')
  const determine = (): Promise<void> => determineToFile(duck, { matchFolder, programme, asOf }, result)
  // The first turn warms the files and is not counted; it also yields what the baseline writes.
  await determine()
  await duck.run(`CREATE OR REPLACE TEMP TABLE computed AS SELECT * FROM read_parquet(${literal(result)})`)
  const reading = await readingSql(subject)
  const baseline = async (): Promise<void> => {
    for (const sql of reading) await duck.run(sql)
    await duck.run(`COPY computed TO ${literal(join(scratch, 'baseline.parquet'))} (FORMAT parquet, COMPRESSION zstd)`)
  }
  const [ours, theirs]: [number[], number[]] = [[], []]
  progress.start(`研判基准 determination ${programme.label.zh}`, TURNS)
  for (let turn = 1; turn <= TURNS; turn++) {
    ours.push(await clocked(determine))
    theirs.push(await clocked(baseline))
    progress.advance(turn)
  }
  progress.end()
  const persons = await duck.value<number>('SELECT count(*) FROM computed')
  await duck.run('DROP TABLE computed')
  await rm(scratch, { recursive: true, force: true })
  const [seconds, baselineSeconds] = [median(ours), median(theirs)]
  const hundredths = (n: number): number => Math.round(n * 100) / 100
  return {
    programme: programme.id,
    persons,
    seconds: hundredths(seconds),
    baselineSeconds: hundredths(baselineSeconds),
    ratio: hundredths(seconds / baselineSeconds),
  }
}

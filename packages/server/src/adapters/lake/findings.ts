/**
 * Determinations against what is paid, in DuckDB: missed, over, amount, conflict, change, unknown.
 *
 * The month of each kind is defined in ARCHITECTURE.md. A finding changes nothing by itself; a payment whose person
 * cannot be told is "unknown", never "over".
 */
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { KIND_ORDER } from '@doudi/core/casework'
import { addDays, addMonths, assert, firstDayOf, lastDayOf, monthOf, toYyyymm, type Ymd } from '@doudi/core/kernel'
import { AGREEMENT_MACROS } from '@doudi/core/linkage'
import { type Explained, evaluate, type Facts, type Programme } from '@doudi/core/policy'
import type { Progress } from '../../usecases/progress.ts'
import { settleUnknown } from './cannot-tell.ts'
import { determineSql } from './determine.ts'
import { identifier, literal } from './duckdb.ts'
import { readFamilies } from './explain.ts'
import {
  createWaiting,
  isConnected,
  type Matched,
  notInForce,
  setAsideMissed,
  setAsideWaiting,
  writeWaiting,
} from './waiting.ts'

export type FindingsRequest = Matched & {
  readonly programmes: readonly Programme[]
  readonly determined: (programme: string) => string
}

/** Change it whenever findings change what they yield: results are kept under a key that contains it. */
export const FINDINGS_VERSION = 'findings-5'
const LOOK_BACK_MONTHS = 24
const HORIZON_DAYS = 60
/** Nobody older is looked at for events to come: both programmes end with study, at the latest well before 30. */
const YOUNG_YEARS = 30
export const KINDS = ['missed', 'over', 'amount', 'conflict', 'change', 'unknown'] as const
export type Kind = (typeof KINDS)[number]

/** The order of urgency is casework's; the engine only counts it out. */
const WEIGHT = `list_position([${KIND_ORDER.map(literal).join(', ')}], kind)`
const month = (column: string): string => `(${column} // 10000 * 12 + ${column} // 100 % 100 - 1)`

/** What the programme's register pays in the month of the as-of day: one row a line. */
function paying(programme: Programme, matchFolder: string, asOf: Ymd): string | null {
  const { held } = programme
  if (held === null) return null
  const now = monthOf(asOf)
  const to = identifier(held.to)
  if (!isConnected(matchFolder, held.register)) return null
  return `SELECT person, ${identifier(held.code)} AS code, ${held.amount === null ? 'CAST(NULL AS BIGINT)' : identifier(held.amount)} AS fen, ${identifier(held.from)} AS since, ${identifier(held.county)} AS county, doubtful FROM read_parquet(${literal(join(matchFolder, 'records', `${held.register}.parquet`))}) WHERE ${identifier(held.code)} IN (${held.codes.map(literal).join(', ')}) AND ${month(identifier(held.from))} <= ${now} AND (${to} IS NULL OR ${month(to)} >= ${now})`
}

const NO_LINES =
  'SELECT CAST(NULL AS INTEGER) AS person, CAST(NULL AS VARCHAR) AS code, CAST(NULL AS BIGINT) AS fen, CAST(NULL AS INTEGER) AS since, CAST(NULL AS VARCHAR) AS county, FALSE AS doubtful WHERE FALSE'

/** status and amount against the single line held; null = right. */
const wrongness = (d: string, comparable: boolean): string =>
  `CASE WHEN ${d}.status = 0 THEN 'over' WHEN ${d}.status = 1 AND (${comparable ? `${d}."amountFen" <> l.fen OR ` : ''}${d}.category <> l.code) THEN 'amount' WHEN ${d}.status = 2 THEN 'unknown' END`

/** Fills `finding` with one programme's findings but the changes to come. */
async function compareNow(
  { duck, matchFolder, determined, asOf }: FindingsRequest,
  programme: Programme,
): Promise<void> {
  const coming = toYyyymm(monthOf(asOf) + 1)
  const persons = `read_parquet(${literal(join(matchFolder, 'persons.parquet'))})`
  const comparable = programme.held?.amount != null
  await duck.run(`CREATE OR REPLACE TEMP TABLE line AS ${paying(programme, matchFolder, asOf) ?? NO_LINES}`)
  await duck.run(
    "CREATE OR REPLACE TEMP TABLE payer AS SELECT person, count(*) AS lines, count(*) FILTER (doubtful) AS doubtful, count(DISTINCT county) AS counties, sum(fen) AS fen, max(since) AS since, min(code) AS code, string_agg(DISTINCT county, ',' ORDER BY county) AS places, string_agg(DISTINCT code, ',' ORDER BY code) AS codes FROM line GROUP BY person",
  )
  await duck.run(`CREATE OR REPLACE TEMP VIEW det AS SELECT * FROM read_parquet(${literal(determined(programme.id))})`)
  const earliest = firstDayOf(monthOf(asOf) - LOOK_BACK_MONTHS)
  const row = (kind: string, at: string, held: string, why = 'CAST(NULL AS VARCHAR)'): string =>
    `d.person, ${literal(programme.id)} AS programme, ${kind} AS kind, ${at} AS month, d.category, d."amountFen" AS owed, ${held} AS held, l.codes AS held_code, l.places, d.failed, d.unknown, ${why} AS why`
  const parts = [
    `SELECT ${row(`'missed'`, String(coming), 'NULL')} FROM det d LEFT JOIN payer l USING (person) WHERE d.status = 1 AND l.person IS NULL${comparable ? ' AND d."amountFen" > 0' : ''}`,
    `SELECT ${row(`'conflict'`, `greatest(l.since, ${earliest}) // 100`, 'l.fen')} FROM payer l JOIN det d USING (person) WHERE l.lines > 1 AND l.doubtful = 0`,
    `SELECT ${row(wrongness('d', comparable), String(coming), 'l.fen')} FROM payer l JOIN det d USING (person) WHERE l.lines = 1 AND l.doubtful = 0 AND (${wrongness('d', comparable)}) IS NOT NULL`,
    // Paid under this id to somebody whose name, sex or birth is another's: that the line is right nobody can tell.
    `SELECT ${row(`'unknown'`, String(coming), 'l.fen', `'doubtful'`)} FROM payer l JOIN det d USING (person) WHERE l.doubtful > 0 AND (l.lines > 1 OR (${wrongness('d', comparable)}) IS NOT NULL)`,
    `SELECT ${row(`'unknown'`, String(coming), 'NULL')} FROM det d JOIN ${persons} p USING (person) LEFT JOIN payer l USING (person) WHERE d.status = 2 AND l.person IS NULL AND p.registered`,
  ]
  for (const part of parts) await duck.run(`INSERT INTO finding BY NAME ${part}`)
}

/** An entitled child who seems unpaid while a row of the paying register bears the name and no valid id: cannot tell. */
async function doubtUnlinked({ duck, matchFolder }: FindingsRequest, programme: Programme): Promise<void> {
  if (programme.held === null || !isConnected(matchFolder, programme.held.register)) return
  const unlinked = `read_parquet(${literal(join(matchFolder, 'unlinked', `${programme.held.register}.parquet`))})`
  const identity = `read_parquet(${literal(join(matchFolder, 'identity.parquet'))})`
  const near = `u.name = i.name OR (length(i.name) = 3 AND length(u.name) = 3 AND i.name[1] = u.name[1] AND (i.name[2] = u.name[2] OR i.name[3] = u.name[3]))`
  await duck.run(
    `UPDATE finding SET kind = 'unknown', why = 'unlinked' WHERE programme = ${literal(programme.id)} AND kind = 'missed' AND person IN (SELECT i.person FROM (SELECT person, norm_name(name) AS name FROM ${identity} WHERE person IN (SELECT person FROM finding WHERE kind = 'missed')) i JOIN ${unlinked} u ON ${near})`,
  )
}

/** A line in payment that is not what the rules say today. */
type WrongLine = {
  readonly person: number
  readonly kind: 'over' | 'amount'
  readonly fen: number | null
  readonly code: string
  readonly since: number
  /** Whether the registers need not bear it out: less is paid than owed. */
  readonly borne: boolean
}

/**
 * Walks back month by month: the first month since when the line has been wrong in the same way, null where it is right
 * today and only the coming month is not; and whether in some month the registers bore out what fails now.
 */
function walkBack(
  programme: Programme,
  family: Omit<Facts, 'asOf'>,
  line: WrongLine,
  asOf: Ymd,
): { readonly since: number | null; readonly borne: boolean } {
  const on = (day: Ymd): Explained => evaluate(programme, { asOf: day, ...family }, line.person)
  const failing = ({ conditions }: Explained): string[] =>
    conditions.filter(({ value }) => value === false).map(({ id }) => id)
  const comparable = programme.held?.amount != null
  const wrong = ({ status, category, amountFen }: Explained): string | null => {
    if (status === 'ineligible') return 'over'
    if (status === 'unknown') return null
    return category !== line.code || (comparable && amountFen !== line.fen) ? 'amount' : null
  }
  const now = monthOf(asOf)
  const months = Array.from({ length: LOOK_BACK_MONTHS + 1 }, (_, back) => now - back)
    .filter((at) => at >= monthOf(line.since))
    .map((at) => ({ at, told: on(lastDayOf(at - 1)) }))
  // What fails now and did not in some month of the line: what happened, not what a register may merely not hold.
  const events = failing(on(asOf)).filter((id) => months.some(({ told }) => !failing(told).includes(id)))
  const stillWrong = ({ told }: (typeof months)[number]): boolean =>
    wrong(told) === line.kind && (line.borne || failing(told).some((id) => events.includes(id)))
  const right = months.findIndex((month) => !stillWrong(month))
  const since = months.slice(0, right === -1 ? months.length : right).at(-1)?.at ?? null
  const borne = line.borne || events.length > 0
  return { since, borne }
}

/**
 * Dates the wrong lines, person by person with the single-case evaluator: they are few, and an engine that plans a
 * query for every month back takes longer to plan than to answer.
 *
 * Taking money away needs an event, not silence: where in no month of the line the registers bore out what fails now,
 * nobody can tell whether the line is wrong or a register incomplete. Lines paid less than is owed are not doubted.
 */
async function dateWrongLines({ duck, matchFolder, asOf }: FindingsRequest, programme: Programme): Promise<void> {
  const place = (column: string): string =>
    `list_position([${programme.categories.map(({ code }) => literal(code)).join(', ')}], ${column})`
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE wrong AS SELECT f.person, f.kind, l.fen, l.code, l.since, NOT (f.kind = 'over' OR ${place('f.category')} > ${place('l.code')}) AS borne FROM finding f JOIN payer l USING (person) WHERE programme = ${literal(programme.id)} AND kind IN ('over', 'amount') AND l.lines = 1 ORDER BY person`,
  )
  const lines = await duck.rows<WrongLine>('SELECT * FROM wrong')
  if (lines.length === 0) return
  const families = await readFamilies(duck, matchFolder, 'wrong')
  const dated = lines.map((line) => {
    const family = families.get(line.person)
    assert(family, 'who is determined is a person')
    const { since, borne } = walkBack(programme, family, line, asOf)
    return `(${line.person}, ${since === null ? 'NULL' : toYyyymm(since)}, ${borne})`
  })
  await duck.run(
    `UPDATE finding SET month = CASE WHEN d.borne THEN coalesce(d.month, finding.month) ELSE finding.month END, kind = CASE WHEN d.borne THEN kind ELSE 'unknown' END, why = CASE WHEN d.borne THEN why ELSE 'unsupported' END FROM (VALUES ${dated.join(', ')}) d(person, month, borne) WHERE programme = ${literal(programme.id)} AND kind IN ('over', 'amount') AND finding.person = d.person`,
  )
}

/** The first month end up to the horizon on which the outcome is surely another than today. */
function firstChange(
  programme: Programme,
  family: Omit<Facts, 'asOf'>,
  person: number,
  asOf: Ymd,
): { readonly at: number; readonly then: Explained } | null {
  const horizon = addDays(asOf, HORIZON_DAYS)
  const today = evaluate(programme, { asOf, ...family }, person)
  for (let at = monthOf(asOf); firstDayOf(at) <= horizon; at++) {
    const then = evaluate(programme, { asOf: Math.min(lastDayOf(at), horizon), ...family }, person)
    const differs =
      then.status !== today.status || then.category !== today.category || then.amountFen !== today.amountFen
    if (then.status !== 'unknown' && differs) return { at, then }
  }
  return null
}

/**
 * Whom the next 60 days leave with another outcome, where nothing else is to be said of the person. One query asks
 * everybody young how it stands at the end of them; those few are then dated by the single-case evaluator.
 */
async function lookAhead({ duck, matchFolder, asOf }: FindingsRequest, programme: Programme): Promise<void> {
  const horizon = addDays(asOf, HORIZON_DAYS)
  const persons = `read_parquet(${literal(join(matchFolder, 'persons.parquet'))})`
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE young AS SELECT person FROM ${persons} WHERE registered AND birth > ${addMonths(asOf, -12 * YOUNG_YEARS)} AND person NOT IN (SELECT person FROM finding WHERE programme = ${literal(programme.id)} UNION SELECT person FROM waiting WHERE programme = ${literal(programme.id)})`,
  )
  const sql = await determineSql({ matchFolder, programme, asOf: horizon, among: 'young' })
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE ahead AS SELECT d.person FROM det d JOIN (${sql}) a USING (person) WHERE d.status <> 2 AND a.status <> 2 AND (d.status, d.category, d."amountFen") IS DISTINCT FROM (a.status, a.category, a."amountFen") ORDER BY d.person`,
  )
  const families = await readFamilies(duck, matchFolder, 'ahead')
  const changes = [...families].flatMap(([person, family]) => {
    const found = firstChange(programme, family, person, asOf)
    if (!found) return []
    const { category, amountFen, failed, unknown } = found.then
    const code = category === null ? 'NULL' : literal(category)
    return [`(${person}, ${toYyyymm(found.at + 1)}, ${code}, ${amountFen ?? 'NULL'}, ${failed}, ${unknown})`]
  })
  if (changes.length === 0) return
  await duck.run(
    `INSERT INTO finding SELECT c.person, ${literal(programme.id)}, 'change', c.month, c.category, c.owed, l.fen, l.codes, l.places, c.failed, c.unknown, NULL, NULL FROM (VALUES ${changes.join(', ')}) c(person, month, category, owed, failed, unknown) LEFT JOIN payer l USING (person)`,
  )
}

/** Where it is kept which people wait for a register that is not in force: beside the findings. */
export const waitingFile = (findingsFile: string): string => findingsFile.replace(/\.parquet$/, '.waiting.parquet')

/** Writes findings in order of rank, and who waits for a register; returns how many findings of each kind. */
export async function findDifferences(
  request: FindingsRequest,
  outFile: string,
  progress: Progress,
): Promise<Readonly<Record<Kind, number>>> {
  const { duck, matchFolder, programmes } = request
  for (const macro of AGREEMENT_MACROS) await duck.run(macro)
  await duck.run(
    'CREATE OR REPLACE TEMP TABLE finding (person INTEGER, programme VARCHAR, kind VARCHAR, month INTEGER, category VARCHAR, owed BIGINT, held BIGINT, held_code VARCHAR, places VARCHAR, failed BIGINT, unknown BIGINT, why VARCHAR, settle VARCHAR)',
  )
  await createWaiting(duck)
  for (const programme of programmes) {
    progress.start(`核对 compare ${programme.label.zh}`)
    const absent = notInForce(request, programme)
    await compareNow(request, programme)
    await doubtUnlinked(request, programme)
    await dateWrongLines(request, programme)
    await setAsideWaiting(request, programme, absent)
    await settleUnknown(request, programme, absent)
    await setAsideMissed(request, programme, absent)
    await lookAhead(request, programme)
    progress.end()
  }
  const persons = `read_parquet(${literal(join(matchFolder, 'persons.parquet'))})`
  const temporary = `${outFile}.tmp`
  await mkdir(dirname(outFile), { recursive: true })
  // First: whoever finds the findings finds these too.
  await writeWaiting(duck, `${waitingFile(outFile)}.tmp`)
  await rename(`${waitingFile(outFile)}.tmp`, waitingFile(outFile))
  const delta = `CASE kind WHEN 'missed' THEN owed WHEN 'over' THEN -held WHEN 'amount' THEN owed - held WHEN 'conflict' THEN coalesce(owed, 0) - held WHEN 'change' THEN coalesce(owed, 0) - coalesce(held, 0) END`
  await duck.run(
    `COPY (SELECT f.person, programme, kind, month, category, owed AS "owedFen", held AS "heldFen", ${delta} AS "deltaFen", p.county, p.town, p.village, CAST(row_number() OVER (ORDER BY ${WEIGHT}, abs(coalesce(${delta}, 0)) DESC, programme, f.person) AS INTEGER) AS rank, to_json({held: held_code, places: places, failed: failed, unknown: unknown, why: why, settle: settle}) AS detail FROM finding f JOIN ${persons} p USING (person) ORDER BY rank) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  await rename(temporary, outFile)
  const counts = await duck.rows<{ kind: Kind; n: number }>('SELECT kind, count(*) AS n FROM finding GROUP BY kind')
  return Object.fromEntries(
    KINDS.map((kind) => [kind, Number(counts.find((one) => one.kind === kind)?.n ?? 0)]),
  ) as Record<Kind, number>
}

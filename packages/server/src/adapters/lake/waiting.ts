/**
 * Who waits for a register. While it is not in force its silence means nothing and nearly everybody is unknown; a lead
 * for each would bury the leads of people who lack a fact of their own. Those who only wait are set aside instead.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Register, Ymd } from '@doudi/core/kernel'
import type { Programme } from '@doudi/core/policy'
import type { LeadSubject } from '../../usecases/leads.ts'
import { determineSql } from './determine.ts'
import { type Duck, literal } from './duckdb.ts'

/** The register that says who lives here, and who their parents are. */
export const HOUSEHOLD = 'R01'

export type Matched = {
  readonly duck: Duck
  readonly matchFolder: string
  readonly registers: readonly Register[]
  readonly asOf: Ymd
}

/** Whether a register was in force when the match was made. */
export const isConnected = (matchFolder: string, register: string): boolean =>
  existsSync(join(matchFolder, 'records', `${register}.parquet`))

/** The registers that a programme's rules read, or its comparison with what is paid, and that are not in force. */
export function notInForce({ matchFolder, registers }: Matched, programme: Programme): readonly Register[] {
  const read = new Set([HOUSEHOLD, programme.held?.register, ...programme.records.map(({ register }) => register)])
  return registers.filter(({ id }) => read.has(id) && !isConnected(matchFolder, id))
}

/** The programme as it would be if these registers were in force and no row in them meant that the fact is not there. */
export function asIfSilent(programme: Programme, silent: readonly Register[]): Programme {
  const records = programme.records.map((set) =>
    silent.some(({ id }) => id === set.register)
      ? { ...set, absence: { ...set.absence, means: 'notThere' as const } }
      : set,
  )
  return { ...programme, records }
}

export const createWaiting = (duck: Duck): Promise<void> =>
  duck.run('CREATE OR REPLACE TEMP TABLE waiting (person INTEGER, programme VARCHAR, register VARCHAR)')

/** Nobody is missed while nobody knows what is paid: those who seem so wait for the register of payments. */
export async function setAsideMissed(
  { duck }: Matched,
  programme: Programme,
  absent: readonly Register[],
): Promise<void> {
  const held = absent.find(({ id }) => id === programme.held?.register)
  if (held === undefined) return
  const missed = `FROM finding WHERE programme = ${literal(programme.id)} AND kind = 'missed'`
  await duck.run(`INSERT INTO waiting BY NAME SELECT person, programme, ${literal(held.id)} AS register ${missed}`)
  await duck.run(`DELETE ${missed}`)
}

/**
 * Sets aside those who are owed nothing if the registers not in force say nothing of them. Whoever would be owed
 * something, is paid today, or lacks another fact too stays in `finding` and is looked at one by one.
 */
export async function setAsideWaiting(
  matched: Matched,
  programme: Programme,
  absent: readonly Register[],
): Promise<void> {
  const { duck, matchFolder, asOf } = matched
  // Nobody is known to live here: whoever is unknown waits to be.
  if (absent.some(({ id }) => id === HOUSEHOLD))
    await duck.run(
      `INSERT INTO waiting BY NAME SELECT d.person, ${literal(programme.id)} AS programme, ${literal(HOUSEHOLD)} AS register FROM det d LEFT JOIN payer l USING (person) WHERE d.status = 2 AND l.person IS NULL`,
    )
  const silent = absent.filter(({ id }) => id !== HOUSEHOLD && programme.records.some((set) => set.register === id))
  if (silent.length === 0) return
  const mine = `programme = ${literal(programme.id)} AND kind = 'unknown' AND why IS NULL AND held_code IS NULL`
  const judged = (said: readonly Register[], among: string): Promise<string> =>
    determineSql({ matchFolder, programme: asIfSilent(programme, said), asOf, among, silent: said })
  await duck.run(`CREATE OR REPLACE TEMP TABLE unsure AS SELECT DISTINCT person FROM finding WHERE ${mine}`)
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE aside AS SELECT person FROM (${await judged(silent, 'unsure')}) WHERE status = 0`,
  )
  // Each register's own: who could not be told either if it alone were missing. Whom only several hinder waits for each.
  for (const { id } of silent) {
    const others = silent.filter((one) => one.id !== id)
    await duck.run(
      `INSERT INTO waiting BY NAME SELECT person, ${literal(programme.id)} AS programme, ${literal(id)} AS register FROM (${await judged(others, 'aside')}) WHERE status = 2`,
    )
  }
  const each = silent.map(({ id }) => `(${literal(id)})`).join(', ')
  await duck.run(
    `INSERT INTO waiting BY NAME SELECT a.person, ${literal(programme.id)} AS programme, r.register FROM aside a, (VALUES ${each}) r(register) WHERE a.person NOT IN (SELECT person FROM waiting WHERE programme = ${literal(programme.id)})`,
  )
  await duck.run(`DELETE FROM finding WHERE ${mine} AND person IN (SELECT person FROM aside)`)
}

/** How many people wait for each register, most first. */
export const countWaiting = (
  duck: Duck,
  file: string,
): Promise<readonly { readonly register: string; readonly people: number }[]> =>
  duck.rows(
    `SELECT register, count(DISTINCT person) AS people FROM read_parquet(${literal(file)}) GROUP BY register ORDER BY people DESC, register`,
  )

/** `all`: nothing of the programme can be compared; `people`: of these nobody can tell. */
type Blind = { readonly all: boolean; readonly people: ReadonlySet<number> }

async function blindTo(matched: Matched, programme: Programme, determined: string): Promise<Blind | null> {
  const absent = notInForce(matched, programme)
  if (absent.length === 0) return null
  // What is paid, or who lives here, nobody knows.
  const all = absent.some(({ id }) => id === HOUSEHOLD || id === programme.held?.register)
  const rows = await matched.duck.rows<{ person: number }>(
    `SELECT person FROM read_parquet(${literal(determined)}) WHERE status = 2`,
  )
  return { all, people: new Set(rows.map(({ person }) => person)) }
}

/**
 * Which open leads stay although nothing is found of them any more: a register that is not in force says nothing, of
 * today or of what is to come, so it closes nothing. A lead that only asks for a fact goes: the register is asked instead.
 */
export async function keptOpen(
  matched: Matched,
  programmes: readonly Programme[],
  determined: (programme: string) => string,
): Promise<(lead: LeadSubject) => boolean> {
  const blind = new Map<string, Blind | null>()
  for (const programme of programmes)
    blind.set(programme.id, await blindTo(matched, programme, determined(programme.id)))
  return ({ person, programme, kind }) => {
    const of = blind.get(programme)
    if (!of || kind === 'unknown') return false
    return kind === 'change' || of.all || of.people.has(person)
  }
}

/** Writes who waits for which register, in order; the same input gives the same bytes. */
export const writeWaiting = (duck: Duck, file: string): Promise<void> =>
  duck.run(
    `COPY (SELECT DISTINCT programme, person, register FROM waiting ORDER BY programme, person, register) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`,
  )

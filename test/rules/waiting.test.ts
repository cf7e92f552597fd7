import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Attributes, FactRow, Facts } from '@doudi/core/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { died, facts, jail, merge, type Records } from '../../packages/programmes/src/children/cases.ts'
import { programme } from '../../packages/programmes/src/children/programme.ts'
import { findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { determineToFile } from '../../packages/server/src/adapters/lake/determine.ts'
import { type Duck, literal, openDuck } from '../../packages/server/src/adapters/lake/duckdb.ts'
import { writeFacts } from '../../packages/server/src/adapters/lake/facts.ts'
import { findDifferences, waitingFile } from '../../packages/server/src/adapters/lake/findings.ts'
import { countWaiting, keptOpen } from '../../packages/server/src/adapters/lake/waiting.ts'
import { silent } from '../../packages/server/src/usecases/progress.ts'

const AS_OF = 20261123
const [FATHER, MOTHER] = [2, 3]
const registers = await findRegisters()
let duck: Duck
let home = ''
beforeAll(async () => {
  duck = await openDuck({ memoryMb: 500 })
  home = await mkdtemp(join(tmpdir(), 'doudi-waiting-'))
})
afterAll(async () => {
  duck.close()
  await rm(home, { recursive: true, force: true })
})

const here = { county: '370690', town: '370690001', village: '370690001201' }
const paid = (amount: number): Records => ({
  R22: [{ person: 1, category: 'CH-3', amount, from: 20260101, county: '370690' }],
})
const longTerm = { inDate: 20250101, termMonths: 60, releaseDate: 20291231 }
const noFather: Attributes = { father: null, fatherState: 1 }

/** Each family has its own hundred of person numbers; the child's is the hundred and one. */
const FAMILIES: Readonly<Record<string, readonly [records: Records, own?: Attributes]>> = {
  ordinary: [{}],
  orphan: [merge(died(FATHER), died(MOTHER))],
  fatherDead: [died(FATHER)],
  fatherless: [died(MOTHER), noFather],
  fatherlessBesideTheLiving: [{}, noFather],
  jailedAndPaid: [merge(died(FATHER), jail(MOTHER, longTerm), paid(213_800))],
  paidTooMuch: [merge(died(FATHER), died(MOTHER), paid(999_900))],
  jailed: [merge(died(FATHER), jail(MOTHER, longTerm))],
  fatherlessOfJailed: [jail(MOTHER, longTerm), noFather],
}
const NAMES = Object.keys(FAMILIES)
const numbered = (person: unknown, family: number): number | null =>
  typeof person === 'number' ? family * 100 + person : null
const childOf = (name: string): number => NAMES.indexOf(name) * 100 + 1
const nameOf = (person: number): string => NAMES[(person - 1) / 100] ?? ''

function city(available: readonly string[]): Facts {
  const persons: Record<number, Attributes> = {}
  const records: Record<string, FactRow[]> = {}
  NAMES.forEach((name, at) => {
    const [own, attributes] = FAMILIES[name] ?? [{}]
    const family = facts(AS_OF, own, { ...here, ...attributes })
    for (const [person, one] of Object.entries(family.persons))
      persons[at * 100 + Number(person)] = {
        ...one,
        // The parents live elsewhere: of them nothing is asked for their own sake.
        registered: person === '1',
        father: numbered(one['father'], at),
        mother: numbered(one['mother'], at),
      }
    for (const [register, rows] of Object.entries(own)) {
      const moved = rows.map((row) => ({ ...row, person: numbered(row['person'], at) }))
      records[register] = [...(records[register] ?? []), ...moved]
    }
  })
  return { asOf: AS_OF, available, persons, records }
}

type Found = { readonly person: number; readonly kind: string; readonly settle: string | null }

/** The findings, by family, when all registers but these are in force; and who waits for which. */
async function without(...absent: string[]) {
  const all = registers.map(({ id }) => id)
  const available = all.filter((id) => !absent.includes(id))
  const folder = join(home, absent.join('-') || 'all')
  await mkdir(join(folder, 'unlinked'), { recursive: true })
  const given = city(available)
  // Without the register of households nobody is known to live here.
  const persons = available.includes('R01')
    ? given.persons
    : Object.fromEntries(Object.entries(given.persons).map(([id, one]) => [id, { ...one, registered: null }]))
  await writeFacts(duck, folder, { ...given, persons }, registers)
  await duck.run(
    `COPY (SELECT 1 AS person, '' AS name) TO ${literal(join(folder, 'identity.parquet'))} (FORMAT parquet)`,
  )
  await duck.run(
    `COPY (SELECT '' AS name WHERE FALSE) TO ${literal(join(folder, 'unlinked', 'R22.parquet'))} (FORMAT parquet)`,
  )
  const file = join(folder, 'findings.parquet')
  const determined = (): string => join(folder, 'children.parquet')
  await determineToFile(duck, { matchFolder: folder, programme, asOf: AS_OF }, determined())
  const matched = { duck, matchFolder: folder, registers, asOf: AS_OF }
  await findDifferences({ ...matched, programmes: [programme], determined }, file, silent)
  const rows = await duck.rows<Found>(
    `SELECT person, kind, json_extract_string(detail, '$.settle') AS settle FROM read_parquet(${literal(file)}) ORDER BY person`,
  )
  const kept = await keptOpen(matched, [programme], determined)
  return {
    found: Object.fromEntries(
      rows.map(({ person, kind, settle }) => [nameOf(person), kind === 'unknown' ? `unknown: ${settle}` : kind]),
    ),
    waiting: Object.fromEntries(
      (await countWaiting(duck, waitingFile(file))).map(({ register, people }) => [register, people]),
    ),
    keeps: (name: string, kind: string) => kept({ person: childOf(name), programme: 'children', kind }),
  }
}

test('while every register is in force nobody waits, and no lead is kept that nothing is found of', async () => {
  const { found, waiting, keeps } = await without()
  expect(found).toEqual({
    orphan: 'missed',
    fatherless: 'unknown: R01',
    paidTooMuch: 'amount',
    jailed: 'missed',
    fatherlessOfJailed: 'unknown: R01',
  })
  expect(waiting).toEqual({})
  for (const name of NAMES) expect(keeps(name, 'missed')).toBe(false)
})

test('who lacks nothing but a register that is not in force waits for it; who lacks a fact too, or is owed anyway, is a lead as before', async () => {
  const { found, waiting, keeps } = await without('R06')
  expect(found).toEqual({ orphan: 'missed', fatherless: 'unknown: R01', paidTooMuch: 'amount' })
  // The ordinary child, the one of a dead father, the three of jailed mothers, and the one whose father nobody knows but
  // whose mother would look after it: silence of the register would settle each.
  expect(waiting).toEqual({ R06: 6 })
  expect(['jailed', 'jailedAndPaid', 'ordinary'].map((name) => keeps(name, 'missed'))).toEqual([true, true, true])
  expect(keeps('jailed', 'over')).toBe(true)
  expect(keeps('jailed', 'unknown')).toBe(false)
  expect(keeps('orphan', 'missed')).toBe(false)
  // What it will say of the next two months nobody knows, even where today is certain.
  expect(keeps('orphan', 'change')).toBe(true)
})

test('a lead closes over no register that is not in force, even where the child has become a lead for a fact of its own', async () => {
  // Whether the mother is dead nobody can tell without R03; who the father is nobody could tell with it either, and it
  // matters because the mother is in custody.
  const { found, waiting, keeps } = await without('R03')
  expect(found).toEqual({ fatherlessOfJailed: 'unknown: R01' })
  expect(waiting).toEqual({ R03: NAMES.length - 1 })
  for (const name of ['orphan', 'fatherless', 'jailed', 'fatherlessOfJailed']) expect(keeps(name, 'missed')).toBe(true)
})

test('several registers not in force are waited for each, and count the same people once each', async () => {
  const { found, waiting } = await without('R06', 'R07', 'R33')
  expect(found).toEqual({ orphan: 'missed', fatherless: 'unknown: R01', paidTooMuch: 'amount' })
  expect(waiting).toEqual({ R06: 6, R07: 6, R33: 6 })
})

test('whoever would be entitled if the register were silent waits too: nobody is missed before it has spoken', async () => {
  // A crematorium may know of a death: of the mother, and of the child itself.
  const { found, waiting } = await without('R04')
  expect(found).toEqual({ fatherless: 'unknown: R01', fatherlessOfJailed: 'unknown: R01' })
  expect(waiting).toEqual({ R04: NAMES.length - 2 })
})

test('while nobody knows what is paid, the entitled wait for that register, and no lead of the programme closes', async () => {
  const { found, waiting, keeps } = await without('R22')
  expect(found).toEqual({ fatherless: 'unknown: R01', fatherlessOfJailed: 'unknown: R01' })
  // The orphan, the orphan paid too much, and the two of jailed mothers.
  expect(waiting).toEqual({ R22: 4 })
  expect(['over', 'amount', 'conflict', 'missed', 'change'].every((kind) => keeps('ordinary', kind))).toBe(true)
})

test('while nobody knows who lives here, everybody waits for that register', async () => {
  const { found, waiting, keeps } = await without('R01')
  expect(found).toEqual({})
  expect(waiting['R01']).toBeGreaterThanOrEqual(NAMES.length)
  expect(keeps('paidTooMuch', 'amount')).toBe(true)
})

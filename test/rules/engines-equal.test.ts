import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Ymd } from '@doudi/core/kernel'
import { evaluate, type Facts, type Programme, type Result, reach, toSql } from '@doudi/core/policy'
import { type Dialect, duckdb } from '@doudi/core/sql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { determineSql, determineToFile, recordRelations } from '../../packages/server/src/adapters/lake/determine.ts'
import { type Duck, literal, openDuck } from '../../packages/server/src/adapters/lake/duckdb.ts'
import { writeFacts } from '../../packages/server/src/adapters/lake/facts.ts'
import { everyOperator } from './every-operator.ts'
import { drawFamilies, laidBare } from './families.ts'
import { OPERATORS, usedOperators, WRONG_TREES, withPrinter } from './mutants.ts'

const FAMILIES = 1000
const VERSION = 'v'

const real: Programme[] = []
for (const file of await findProgrammeFiles()) real.push((await import(pathToFileURL(file).href)).programme)

const programmes: readonly Programme[] = [everyOperator, ...real, ...real.map(laidBare)]
const registers = await findRegisters()

/** Days on which months clamp, years leap, parameter rows begin and the leap-born come of age. */
const DAYS: readonly Ymd[] = [20260831, 20280229, 20260101, 20260228]

type Batch = {
  readonly programme: Programme
  readonly asOf: Ymd
  readonly folder: string
  readonly told: ReadonlyMap<number, Result>
  readonly facts: ReadonlyMap<number, Facts>
}
let duck: Duck
let home = ''
const batches: Batch[] = []

async function makeBatch(programme: Programme, asOf: Ymd, at: number): Promise<Batch> {
  const { together, each } = drawFamilies(programme, registers, { asOf, at, families: FAMILIES })
  const folder = join(home, `${programme.id}-${asOf}`)
  await writeFacts(duck, folder, together, registers)
  const told = new Map(each.map(({ child, facts }) => [child, evaluate(programme, facts, child)]))
  return { programme, asOf, folder, told, facts: new Map(each.map(({ child, facts }) => [child, facts])) }
}

beforeAll(async () => {
  duck = await openDuck({ memoryMb: 1500 })
  home = await mkdtemp(join(tmpdir(), 'doudi-equal-'))
  for (const programme of programmes)
    for (const [at, asOf] of DAYS.entries()) batches.push(await makeBatch(programme, asOf, at))
}, 600_000)
afterAll(async () => {
  duck.close()
  await rm(home, { recursive: true, force: true })
})

const STATUS = ['ineligible', 'eligible', 'unknown']
const plain = ({ status, category, amountFen, failed, unknown, params }: Result): string =>
  JSON.stringify([status, category, amountFen, failed, unknown, params])

/** The persons of whom the two engines say different things; `programme` and `dialect` are what DuckDB is given. */
async function differing(batch: Batch, programme: Programme, dialect: Dialect): Promise<number[]> {
  const persons = `read_parquet(${literal(join(batch.folder, 'persons.parquet'))})`
  const records = await recordRelations(batch.folder)
  const sql = toSql(programme, { persons, records, asOf: batch.asOf, ruleVersion: VERSION }, dialect)
  const rows = await duck.rows<Omit<Result, 'status'> & { person: number; status: number }>(
    `SELECT * FROM (${sql}) WHERE person % 3 = 1`,
  )
  const said = new Map(
    rows.map((row) => [row.person, plain({ ...row, status: STATUS[row.status] as Result['status'] })]),
  )
  return [...batch.told].filter(([person, told]) => said.get(person) !== plain(told)).map(([person]) => person)
}

test.each(programmes.map((programme) => [programme.id, programme] as const))(
  '%s: the evaluator and DuckDB say the same of everybody, at every edge',
  async (id) => {
    for (const batch of batches.filter(({ programme }) => programme.id === id)) {
      const [first] = await differing(batch, batch.programme, duckdb)
      expect(first === undefined ? null : batch.facts.get(first)).toBeNull()
    }
  },
)

test('the families reach every verdict and category, and each condition more than one way', () => {
  for (const { id, conditions, categories } of [everyOperator, ...real]) {
    const all = batches.filter(({ programme }) => programme.id === id).flatMap(({ told }) => [...told.values()])
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(STATUS))
    expect(new Set(all.map(({ category }) => category))).toEqual(new Set([null, ...categories.map(({ code }) => code)]))
    for (const [bit, { id: name }] of conditions.entries()) {
      const said = all.map(({ failed, unknown }) => {
        const at = (bits: number): boolean => Math.floor(bits / 2 ** bit) % 2 === 1
        return at(failed) ? 'no' : at(unknown) ? 'unknown' : 'yes'
      })
      if (id !== everyOperator.id) expect(new Set(said).size, `${id} ${name}`).toBeGreaterThan(1)
    }
  }
})

/** What an outcome hangs on: variables that only a letter shows are not in it. */
const nodesOf = (programme: Programme) =>
  [
    ...programme.conditions.map(({ expr }) => expr),
    ...programme.categories.flatMap(({ test: one, amount }) => [one, amount]),
  ].flatMap((root) => [...reach(programme, root)])

test('the made-up programme uses every operator there is', () => {
  expect([...usedOperators(nodesOf(everyOperator))].toSorted()).toEqual(OPERATORS.toSorted())
})

/** Whether some batch of the programme, as it is or laid bare, shows the mistake. */
async function isCaught(id: string, mutate: (programme: Programme) => Programme, dialect: Dialect): Promise<boolean> {
  // Laid bare first: it shows more.
  for (const batch of batches.filter(({ programme }) => programme.id.startsWith(id)).toReversed())
    if ((await differing(batch, mutate(batch.programme), dialect)).length > 0) return true
  return false
}
const same = (programme: Programme): Programme => programme

test.each(OPERATORS)('a mistake in the printer of %s is caught', async (operator) => {
  expect(await isCaught(everyOperator.id, same, withPrinter(duckdb, operator, false))).toBe(true)
})

const printers = real.flatMap((programme) =>
  [...usedOperators(nodesOf(programme))].map((operator) => [programme.id, operator] as const),
)
test.each(printers)('%s would show a mistake in the printer of %s', async (id, operator) => {
  expect(await isCaught(id, same, withPrinter(duckdb, operator, true))).toBe(true)
})

test.each(Object.entries(WRONG_TREES))('a mistake outside the printers is caught: %s', async (_, mutate) => {
  const caught: boolean[] = []
  for (const { id } of [everyOperator, ...real]) caught.push(await isCaught(id, mutate, duckdb))
  expect(caught).toContain(true)
})

test('a file written stage by stage holds the rows of the one statement, in order, and leaves no table behind', async () => {
  for (const { programme, asOf, folder } of batches.filter((one) => one.asOf === DAYS[0])) {
    const request = { matchFolder: folder, programme, asOf }
    const file = join(folder, 'staged.parquet')
    await determineToFile(duck, request, file)
    const written = await duck.rows(`SELECT * FROM read_parquet(${literal(file)})`)
    expect(written.length).toBeGreaterThan(FAMILIES)
    expect(written).toEqual(await duck.rows(await determineSql(request)))
  }
  expect(await duck.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'stage%'")).toEqual([])
})

/** Random programmes over random people, on every engine that runs in process: whoever differs is told with the programme. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Register, Ymd } from '@doudi/core/kernel'
import { evaluate, overColumns, type Programme, populationOf, type Result, reading, toSql } from '@doudi/core/policy'
import { duckdb } from '@doudi/core/sql'
import fc from 'fast-check'
import { recordRelations } from '../../packages/server/src/adapters/lake/determine.ts'
import { type Duck, literal, openDuck } from '../../packages/server/src/adapters/lake/duckdb.ts'
import { writeFacts } from '../../packages/server/src/adapters/lake/facts.ts'
import { drawFamilies } from './families.ts'
import { programmeArb } from './random-programme.ts'

export const ENGINES = ['evaluator', 'columns', 'duckdb'] as const
const DAYS: readonly Ymd[] = [20260831, 20280229, 20260101, 20260228]
const FAMILIES = 500
const STATUS = ['ineligible', 'eligible', 'unknown'] as const

export type Difference = {
  readonly engine: (typeof ENGINES)[number]
  readonly person: number
  readonly programme: Programme
  readonly expected: string
  readonly found: string
}
export type Agreement = {
  readonly rows: number
  readonly programmes: number
  readonly differences: readonly Difference[]
}

const plain = ({ status, category, amountFen, failed, unknown, params }: Result): string =>
  JSON.stringify([status, category, amountFen, failed, unknown, params])

async function byDuck(duck: Duck, folder: string, programme: Programme, asOf: Ymd): Promise<Map<number, string>> {
  const persons = `read_parquet(${literal(join(folder, 'persons.parquet'))})`
  const records = await recordRelations(folder)
  const rows = await duck.rows<Omit<Result, 'status'> & { person: number; status: number }>(
    toSql(programme, { persons, records, asOf, ruleVersion: 'v' }, duckdb),
  )
  return new Map(rows.map((row) => [row.person, plain({ ...row, status: STATUS[row.status] ?? 'unknown' })]))
}

/** Draws programmes until so many rows have been compared; `told` hears how many. */
export async function agree(
  { rows, seed, registers }: { readonly rows: number; readonly seed: number; readonly registers: readonly Register[] },
  told: (rows: number) => void = () => {},
): Promise<Agreement> {
  const duck = await openDuck({ memoryMb: 1000 })
  const home = await mkdtemp(join(tmpdir(), 'doudi-agree-'))
  const wanted = Math.ceil(rows / FAMILIES)
  const drawn = fc.sample(programmeArb, { numRuns: wanted, seed })
  const differences: Difference[] = []
  let compared = 0
  try {
    for (const [at, programme] of drawn.entries()) {
      const asOf = DAYS[at % DAYS.length] ?? 20260101
      const { together, each } = drawFamilies(programme, registers, { asOf, at: seed + at, families: FAMILIES })
      const folder = join(home, String(at))
      await writeFacts(duck, folder, together, registers)
      const said = await byDuck(duck, folder, programme, asOf)
      const { population, order } = populationOf(together)
      const [columns, read] = [overColumns(programme, population)(asOf), reading(programme, asOf)]
      for (const { child, facts } of each) {
        const expected = plain(evaluate(programme, facts, child))
        const found = { columns: plain(read(columns, order.get(child) ?? -1)), duckdb: said.get(child) ?? 'no row' }
        for (const engine of ['columns', 'duckdb'] as const)
          if (found[engine] !== expected)
            differences.push({ engine, person: child, programme, expected, found: found[engine] })
        compared++
      }
      await rm(folder, { recursive: true, force: true })
      told(compared)
    }
  } finally {
    duck.close()
    await rm(home, { recursive: true, force: true })
  }
  return { rows: compared, programmes: wanted, differences }
}

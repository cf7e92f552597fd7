import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programme } from '../../packages/programmes/src/children/programme.ts'
import { findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { determineToFile } from '../../packages/server/src/adapters/lake/determine.ts'
import { type Duck, literal, openDuck } from '../../packages/server/src/adapters/lake/duckdb.ts'
import { writeFacts } from '../../packages/server/src/adapters/lake/facts.ts'
import { findDifferences } from '../../packages/server/src/adapters/lake/findings.ts'
import { silent } from '../../packages/server/src/usecases/progress.ts'

const registers = await findRegisters()
const example = programme.examples.find(({ name }) => name.startsWith('E07'))
let duck: Duck
let home = ''
beforeAll(async () => {
  duck = await openDuck({ memoryMb: 500 })
  home = await mkdtemp(join(tmpdir(), 'doudi-e07-'))
})
afterAll(async () => {
  duck.close()
  await rm(home, { recursive: true, force: true })
})

test('E07: a child paid in two counties is one conflict that names both; the register of households decides whose it is', async () => {
  if (!example) throw new Error('E07 is gone')
  const paid = (county: string, from: number) => ({ person: 1, category: 'CH-3', amount: 213800, from, county })
  const child = { ...example.facts.persons[1], county: '370690', town: '370690001', village: '370690001201' }
  const facts = {
    ...example.facts,
    persons: { ...example.facts.persons, 1: child },
    records: { ...example.facts.records, R22: [paid('370690', 20260101), paid('370691', 20260301)] },
  }
  await writeFacts(duck, home, facts, registers)
  await duck.run(
    `COPY (SELECT 1 AS person, '' AS "residentId", '' AS name) TO ${literal(join(home, 'identity.parquet'))}`,
  )
  await mkdir(join(home, 'unlinked'))
  await duck.run(`COPY (SELECT '' AS name, 0 AS rows WHERE FALSE) TO ${literal(join(home, 'unlinked', 'R22.parquet'))}`)
  const determined = join(home, 'children.parquet')
  const asOf = facts.asOf
  await determineToFile(duck, { matchFolder: home, programme, asOf }, determined)
  const findings = join(home, 'findings.parquet')
  const request = { duck, matchFolder: home, registers, programmes: [programme], determined: () => determined, asOf }
  await findDifferences(request, findings, silent)
  const found = await duck.rows(`SELECT * FROM read_parquet(${literal(findings)}) WHERE person = 1`)
  expect(found.map(({ kind, month, category, county }) => ({ kind, month, category, county }))).toEqual([
    { kind: 'conflict', month: 202603, category: 'CH-3', county: '370690' },
  ])
  expect(JSON.parse(String(found[0]?.['detail']))).toMatchObject({ places: '370690,370691' })
})

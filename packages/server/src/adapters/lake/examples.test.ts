import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { evaluate, type Programme } from '@doudi/core/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../files/discover.ts'
import { determineSql } from './determine.ts'
import { type Duck, openDuck } from './duckdb.ts'
import { writeFacts } from './facts.ts'

const programmes: Programme[] = []
for (const file of await findProgrammeFiles()) programmes.push((await import(pathToFileURL(file).href)).programme)
const registers = await findRegisters()

let duck: Duck
let home = ''
beforeAll(async () => {
  duck = await openDuck({ memoryMb: 1000 })
  home = await mkdtemp(join(tmpdir(), 'doudi-examples-'))
})
afterAll(async () => {
  duck.close()
  await rm(home, { recursive: true, force: true })
})

const cases = programmes.flatMap((programme) =>
  programme.examples.map((example) => ({ programme, example, name: `${programme.id}: ${example.name}` })),
)

test.each(cases)('$name, alike on both engines', async ({ programme, example }) => {
  const told = evaluate(programme, example.facts, example.person)
  expect({ status: told.status, category: told.category, amountFen: told.amountFen }).toEqual(example.expect)
  const folder = join(home, String(cases.findIndex((one) => one.example === example)))
  await writeFacts(duck, folder, example.facts, registers)
  const rows = await duck.rows(await determineSql({ matchFolder: folder, programme, asOf: example.facts.asOf }))
  const row = rows.find((one) => one['person'] === example.person)
  const status = ['ineligible', 'eligible', 'unknown'][Number(row?.['status'])]
  const { category, amountFen, failed, unknown, params } = told
  expect({ ...row, status }).toMatchObject({ status: told.status, category, amountFen, failed, unknown, params })
})

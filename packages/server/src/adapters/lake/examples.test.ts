import { pathToFileURL } from 'node:url'
import type { Programme } from '@doudi/core/policy'
import { beforeAll, expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../files/discover.ts'
import { type Engine, withEngines } from './engines.ts'
import { type Failure, runExamples } from './run-examples.ts'

const programmes: Programme[] = []
for (const file of await findProgrammeFiles()) programmes.push((await import(pathToFileURL(file).href)).programme)
const registers = await findRegisters()

let names: readonly string[] = []
const failures: Failure[] = []
beforeAll(
  () =>
    withEngines(registers, async (engines) => {
      names = engines.map(({ name }) => name)
      for (const programme of programmes) failures.push(...(await runExamples(programme, engines)))
    }),
  // Every example on every engine, at once.
  300_000,
)

const cases = programmes.flatMap(({ id, examples }) => examples.map(({ name }) => [id, name] as const))
test.each(cases)('%s: %s, alike on every engine, month by month too', (programme, example) => {
  expect(failures.filter((one) => one.programme === programme && one.example === example)).toEqual([])
})

test('the engines are the evaluator, the columns and DuckDB', () => {
  expect(names).toEqual(['evaluator', 'columns', 'duckdb'])
})

test('every worked case that the law of this city was tried on is still here', () => {
  const all = new Set(programmes.flatMap(({ examples }) => examples.map(({ name }) => name.slice(0, 3))))
  const numbered = Array.from({ length: 17 }, (_, at) => `T${String(at + 1).padStart(2, '0')}`)
  const wanted = [...numbered, 'T22', 'T23', 'E03', 'E04', 'E05', 'E07', 'E08']
  expect(wanted.filter((id) => !all.has(id))).toEqual([])
})

const children = programmes.find(({ id }) => id === 'children') as Programme
/** The first example that is paid by the month, alone, with something about it changed. */
const [paid] = children.examples.filter(({ months }) => months?.due.some(({ category }) => category !== null))
const alone = (change: object): Programme => ({
  ...children,
  examples: [{ ...paid, ...change } as (typeof children.examples)[number]],
})
const seen = (found: readonly Failure[]): readonly string[] => found.map(({ engine, of }) => `${engine} ${of}`)

test('an example that says what is not so fails on every engine, by name', async () => {
  await withEngines(registers, async (engines) => {
    const wrong = alone({ expect: { status: 'ineligible', category: null, amountFen: null } })
    expect(seen(await runExamples(wrong, engines))).toEqual(['evaluator verdict', 'columns verdict', 'duckdb verdict'])
    const early = alone({ months: { decisions: [], due: paid?.months?.due ?? [] } })
    expect(seen(await runExamples(early, engines))).toEqual(['evaluator months', 'columns months', 'duckdb months'])
    expect(await runExamples(alone({}), engines)).toEqual([])
  })
})

test('an engine that differs in a bit of the row is named', async () => {
  await withEngines(registers, async (engines) => {
    const [evaluator] = engines
    const astray: Engine = {
      name: 'astray',
      results: async (programme, some) =>
        (await (evaluator as Engine).results(programme, some)).map((one) => ({ ...one, params: one.params + 1 })),
    }
    expect(seen(await runExamples(alone({}), [...engines, astray]))).toEqual(['astray row'])
  })
})

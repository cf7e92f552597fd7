import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  daysNeeded,
  type EffectAsked,
  type Example,
  type Explained,
  evaluate,
  type Facts,
  outcomeOf,
  type Programme,
  paidMonths,
  type Standing,
  valueAt,
} from '@doudi/core/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../files/discover.ts'
import { determineSql } from './determine.ts'
import { type Duck, openDuck, type Row } from './duckdb.ts'
import { writeFacts } from './facts.ts'

const programmes: Programme[] = []
for (const file of await findProgrammeFiles()) programmes.push((await import(pathToFileURL(file).href)).programme)
const registers = await findRegisters()

let duck: Duck
let home = ''
let folders = 0
/** What DuckDB says of an example: by programme and name. */
const said = new Map<string, Row>()

/** The same family under other numbers, so that many stand in one lake. */
function renumbered({ persons, records, ...rest }: Facts, by: number): Facts {
  const moved = (value: unknown): number | null => (typeof value === 'number' ? value + by : null)
  return {
    ...rest,
    persons: Object.fromEntries(
      Object.entries(persons).map(([person, own]) => [
        Number(person) + by,
        { ...own, father: moved(own['father']), mother: moved(own['mother']) },
      ]),
    ),
    records: Object.fromEntries(
      Object.entries(records).map(([id, rows]) => [id, rows.map((row) => ({ ...row, person: moved(row['person']) }))]),
    ),
  }
}

async function askDuckDb(programme: Programme, facts: Facts): Promise<Map<number, Row>> {
  const folder = join(home, String(folders++))
  await writeFacts(duck, folder, facts, registers)
  const rows = await duck.rows(await determineSql({ matchFolder: folder, programme, asOf: facts.asOf }))
  return new Map(rows.map((row) => [Number(row['person']), row]))
}

/** Examples of one day and the same registers are asked in one query. */
async function askTogether(programme: Programme, examples: readonly Example[]): Promise<void> {
  const [first] = examples
  if (!first) return
  const all = examples.map(({ facts }, at) => renumbered(facts, at * 10))
  const together: Facts = {
    ...first.facts,
    persons: Object.assign({}, ...all.map(({ persons }) => persons)),
    records: Object.fromEntries(registers.map(({ id }) => [id, all.flatMap(({ records }) => records[id] ?? [])])),
  }
  const rows = await askDuckDb(programme, together)
  examples.forEach(({ name, person }, at) => {
    const row = rows.get(person + at * 10)
    if (row) said.set(`${programme.id} ${name}`, row)
  })
}

beforeAll(async () => {
  duck = await openDuck({ memoryMb: 1000 })
  home = await mkdtemp(join(tmpdir(), 'doudi-examples-'))
  for (const programme of programmes) {
    const alike = Map.groupBy(programme.examples, ({ facts }) => `${facts.asOf} ${facts.available.join(' ')}`)
    for (const examples of alike.values()) await askTogether(programme, examples)
  }
})
afterAll(async () => {
  duck.close()
  await rm(home, { recursive: true, force: true })
})

const cases = programmes.flatMap((programme) =>
  programme.examples.map((example) => ({ programme, example, name: `${programme.id}: ${example.name}` })),
)
const STATUS = ['ineligible', 'eligible', 'unknown']

test.each(cases)('$name, alike on both engines', ({ programme, example }) => {
  const told = evaluate(programme, example.facts, example.person)
  expect({ status: told.status, category: told.category, amountFen: told.amountFen }).toEqual(example.expect)
  const row = said.get(`${programme.id} ${example.name}`)
  const { category, amountFen, failed, unknown, params } = told
  expect({ ...row, status: STATUS[Number(row?.['status'])] }).toMatchObject({
    status: told.status,
    category,
    amountFen,
    failed,
    unknown,
    params,
  })
})

test('every worked case that the law of this city was tried on is still here', () => {
  const names = new Set(programmes.flatMap(({ examples }) => examples.map(({ name }) => name.slice(0, 3))))
  const wanted = [...Array.from({ length: 12 }, (_, at) => `T${String(at + 1).padStart(2, '0')}`), 'E05', 'E07', 'E08']
  expect(wanted.filter((id) => !names.has(id))).toEqual([])
})

/** The programme with one condition more: whether what ends a benefit waits for a decision. */
function watched(programme: Programme): Programme {
  const [model] = programme.conditions
  if (!model || !programme.effect) return programme
  return {
    ...programme,
    conditions: [...programme.conditions, { ...model, id: 'w', expr: programme.effect.onlyByDecision }],
  }
}

async function standingsByDuckDb(programme: Programme, { facts, person }: Example, days: readonly number[]) {
  const bit = 2 ** programme.conditions.length
  const all = new Map<number, Standing>()
  for (const asOf of days) {
    const row = (await askDuckDb(watched(programme), { ...facts, asOf })).get(person)
    const is = (bits: unknown): boolean => Math.floor(Number(bits) / bit) % 2 === 1
    all.set(asOf, {
      status: STATUS[Number(row?.['status'])] as Explained['status'],
      category: (row?.['category'] ?? null) as string | null,
      amountFen: (row?.['amountFen'] ?? null) as number | null,
      onlyByDecision: !is(row?.['failed']) && !is(row?.['unknown']),
    })
  }
  return all
}

const monthly = cases.filter(({ example }) => example.months !== undefined)

test.each(monthly)(
  '$name: due from the right month to the right month, on both engines',
  async ({ programme, example }) => {
    const { facts, person, months } = example
    const { effect } = programme
    if (!effect || !months) throw new Error('months are due only where the programme pays by the month')
    const count = (node: typeof effect.startMonths): number => Number(valueAt(programme, facts, person, node))
    const asked: EffectAsked = {
      decisions: months.decisions,
      from: months.due[0]?.month ?? 0,
      to: months.due.at(-1)?.month ?? 0,
      startMonths: count(effect.startMonths),
      stopMonths: count(effect.stopMonths),
    }
    const byEvaluator = (asOf: number): Standing => ({
      ...outcomeOf(programme, { ...facts, asOf }, person),
      onlyByDecision: valueAt(programme, { ...facts, asOf }, person, effect.onlyByDecision) === true,
    })
    expect(paidMonths(asked, byEvaluator)).toEqual(months.due)
    const standings = await standingsByDuckDb(programme, example, daysNeeded(asked))
    expect(paidMonths(asked, (day) => standings.get(day) ?? byEvaluator(0))).toEqual(months.due)
  },
)

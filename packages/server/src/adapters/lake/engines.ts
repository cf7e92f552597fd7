/**
 * The engines that run in process, all behind one question: what does the rule say of these cases.
 *
 * This list is the only one: whatever compares engines (examples, the command line) takes it from here.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Register } from '@doudi/core/kernel'
import {
  evaluate,
  type Facts,
  overColumns,
  type Programme,
  populationOf,
  type Result,
  reading,
} from '@doudi/core/policy'
import { determineSql } from './determine.ts'
import { type Duck, openDuck } from './duckdb.ts'
import { writeFacts } from './facts.ts'

/** A family of its own, and the person in it who is asked about. */
export type Case = { readonly facts: Facts; readonly person: number }
export type Engine = {
  readonly name: string
  /** One result a case, in the order of the cases. */
  readonly results: (programme: Programme, cases: readonly Case[]) => Promise<readonly Result[]>
}

const evaluator: Engine = {
  name: 'evaluator',
  results: async (programme, cases) =>
    cases.map(({ facts, person }) => {
      const { conditions: _, ...result } = evaluate(programme, facts, person)
      return result
    }),
}

const columns: Engine = {
  name: 'columns',
  results: async (programme, cases) =>
    cases.map(({ facts, person }) => {
      const { population, order } = populationOf(facts)
      const determined = overColumns(programme, population)(facts.asOf)
      return reading(programme, facts.asOf)(determined, order.get(person) ?? -1)
    }),
}

/** The numbers that persons and households of a case go by. */
const numbersOf = ({ persons }: Facts): readonly number[] => [
  ...Object.keys(persons).map(Number),
  ...Object.values(persons).map(({ household }) => Number(household ?? 0)),
]

/** The same family under other numbers, so that many stand in one lake. */
function renumbered({ persons, records, ...rest }: Facts, by: number): Facts {
  const moved = (value: unknown): number | null => (typeof value === 'number' ? value + by : null)
  return {
    ...rest,
    persons: Object.fromEntries(
      Object.entries(persons).map(([person, own]) => [
        Number(person) + by,
        {
          ...own,
          father: moved(own['father']),
          mother: moved(own['mother']),
          household: moved(own['household']),
        },
      ]),
    ),
    records: Object.fromEntries(
      Object.entries(records).map(([id, rows]) => [id, rows.map((row) => ({ ...row, person: moved(row['person']) }))]),
    ),
  }
}

const STATUS = ['ineligible', 'eligible', 'unknown'] as const
type Row = {
  readonly person: number
  readonly status: number
  readonly category: string | null
  readonly amountFen: number | null
  readonly failed: number
  readonly unknown: number
  readonly params: number
}
const resultOf = ({ status, category, amountFen, failed, unknown, params }: Row): Result => ({
  status: STATUS[status] ?? 'unknown',
  category,
  amountFen,
  failed,
  unknown,
  params,
})

/** DuckDB over a lake of a few: cases of one day with the same registers in force are asked in one query. */
function duckdb(duck: Duck, home: string, registers: readonly Register[]): Engine {
  let folders = 0
  const together = async (programme: Programme, cases: readonly Case[]): Promise<readonly Result[]> => {
    const step = 1 + Math.max(...cases.flatMap(({ facts }) => numbersOf(facts)))
    const all = cases.map(({ facts }, at) => renumbered(facts, at * step))
    const [first] = all
    if (!first) return []
    const folder = join(home, String(folders++))
    const facts: Facts = {
      ...first,
      persons: Object.assign({}, ...all.map(({ persons }) => persons)),
      records: Object.fromEntries(registers.map(({ id }) => [id, all.flatMap(({ records }) => records[id] ?? [])])),
    }
    await writeFacts(duck, folder, facts, registers)
    const rows = await duck.rows<Row>(await determineSql({ matchFolder: folder, programme, asOf: first.asOf }))
    const by = new Map(rows.map((row) => [row.person, row]))
    return cases.map(({ person }, at) => {
      const row = by.get(person + at * step)
      if (!row) throw new RangeError(`case ${at} has no person ${person}`)
      return resultOf(row)
    })
  }
  return {
    name: 'duckdb',
    results: async (programme, cases) => {
      const results = new Map<Case, Result>()
      const alike = Map.groupBy(cases, ({ facts }) => `${facts.asOf} ${facts.available.join(' ')}`)
      for (const some of alike.values()) {
        const told = await together(programme, some)
        for (const [at, one] of some.entries()) if (told[at]) results.set(one, told[at])
      }
      return cases.flatMap((one) => results.get(one) ?? [])
    },
  }
}

/** Opens every engine, does the work, closes them. */
export async function withEngines<T>(
  registers: readonly Register[],
  work: (engines: readonly Engine[]) => Promise<T>,
): Promise<T> {
  const duck = await openDuck({ memoryMb: 1000 })
  const home = await mkdtemp(join(tmpdir(), 'doudi-engines-'))
  try {
    return await work([evaluator, columns, duckdb(duck, home, registers)])
  } finally {
    duck.close()
    await rm(home, { recursive: true, force: true })
  }
}

/** Every example of a programme on every engine: the verdict, the row, and month by month what is due. */
import { isDeepStrictEqual } from 'node:util'
import {
  daysNeeded,
  type EffectAsked,
  type Example,
  no,
  type PaidMonth,
  type Programme,
  paidMonths,
  programmeOf,
  type Result,
  type Standing,
  valueAt,
} from '@doudi/core/policy'
import type { Case, Engine } from './engines.ts'

export type Failure = {
  readonly programme: string
  readonly example: string
  readonly engine: string
  /** The verdict; the whole row, where engines differ; or the months. */
  readonly of: 'verdict' | 'row' | 'months'
  readonly expected: unknown
  readonly found: unknown
}

/** The programme with two conditions more: whether what ends a benefit waits for a decision, whether a cut does not. */
function watched(programme: Programme): Programme {
  const [model] = programme.conditions
  if (!model || !programme.effect) return programme
  const { onlyByDecision, cutAtOnce = no } = programme.effect
  const more = { onlyByDecision, cutAtOnce }
  return {
    ...programme,
    conditions: [...programme.conditions, ...Object.entries(more).map(([id, expr]) => ({ ...model, id, expr }))],
  }
}

function askedOf(programme: Programme, { facts, person, months }: Example): EffectAsked | null {
  const { effect } = programme
  if (!effect || !months) return null
  const count = (node: typeof effect.startMonths): number => Number(valueAt(programme, facts, person, node))
  return {
    decisions: months.decisions,
    from: months.due[0]?.month ?? 0,
    to: months.due.at(-1)?.month ?? 0,
    startMonths: count(effect.startMonths),
    stopMonths: count(effect.stopMonths),
  }
}

/** What the engine finds due, by example; all the days that all of them need are asked for together. */
async function dueBy(
  engine: Engine,
  programme: Programme,
  examples: readonly Example[],
): Promise<ReadonlyMap<Example, readonly PaidMonth[]>> {
  const needs = examples.flatMap((example) => {
    const asked = askedOf(programme, example)
    return asked === null ? [] : daysNeeded(asked).map((day) => ({ example, asked, day }))
  })
  const cases: Case[] = needs.map(({ example, day }) => ({
    facts: { ...example.facts, asOf: day },
    person: example.person,
  }))
  const first = programme.conditions.length
  const holds = ({ failed, unknown }: Result, bit: number): boolean =>
    Math.floor((failed + unknown) / 2 ** bit) % 2 === 0
  const told = await engine.results(watched(programme), cases)
  const standings = new Map<Example, Map<number, Standing>>()
  for (const [at, { example, day }] of needs.entries()) {
    const result = told[at]
    const days = standings.get(example) ?? new Map<number, Standing>()
    if (result) days.set(day, { ...result, onlyByDecision: holds(result, first), cutAtOnce: holds(result, first + 1) })
    standings.set(example, days)
  }
  const none: Standing = {
    status: 'unknown',
    category: null,
    amountFen: null,
    onlyByDecision: false,
    cutAtOnce: false,
  }
  return new Map(
    needs.map(({ example, asked }) => [example, paidMonths(asked, (day) => standings.get(example)?.get(day) ?? none)]),
  )
}

/** What is not as the examples say, or not the same on two engines; empty where all agree. */
export async function runExamples(programme: Programme, engines: readonly Engine[]): Promise<readonly Failure[]> {
  const supposed = Map.groupBy(programme.examples, ({ figures }) => JSON.stringify(figures))
  const failures: Failure[] = []
  for (const [example, ...others] of supposed.values())
    if (example) failures.push(...(await runSome(programmeOf(programme, example), [example, ...others], engines)))
  return failures
}

async function runSome(
  programme: Programme,
  examples: readonly Example[],
  engines: readonly Engine[],
): Promise<readonly Failure[]> {
  const failures: Failure[] = []
  let first: readonly Result[] | null = null
  for (const engine of engines) {
    const results = await engine.results(programme, examples)
    const due = await dueBy(engine, programme, examples)
    for (const [at, example] of examples.entries()) {
      const where = { programme: programme.id, example: example.name, engine: engine.name }
      const { status, category, amountFen } = results[at] ?? { status: null, category: null, amountFen: null }
      if (!isDeepStrictEqual({ status, category, amountFen }, example.expect))
        failures.push({ ...where, of: 'verdict', expected: example.expect, found: { status, category, amountFen } })
      else if (first !== null && !isDeepStrictEqual(results[at], first[at]))
        failures.push({ ...where, of: 'row', expected: first[at], found: results[at] })
      const [found, expected] = [due.get(example), example.months?.due]
      if (found && !isDeepStrictEqual(found, expected)) failures.push({ ...where, of: 'months', expected, found })
    }
    first ??= results
  }
  return failures
}

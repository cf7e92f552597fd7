/** Every example of a programme on every engine: the verdict, the row, and month by month what is due. */
import { isDeepStrictEqual } from 'node:util'
import {
  daysNeeded,
  type EffectAsked,
  type Example,
  type PaidMonth,
  type Programme,
  paidMonths,
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

/** The programme with one condition more: whether what ends a benefit waits for a decision. */
function watched(programme: Programme): Programme {
  const [model] = programme.conditions
  if (!model || !programme.effect) return programme
  return {
    ...programme,
    conditions: [...programme.conditions, { ...model, id: 'onlyByDecision', expr: programme.effect.onlyByDecision }],
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
async function dueBy(engine: Engine, programme: Programme): Promise<ReadonlyMap<Example, readonly PaidMonth[]>> {
  const needs = programme.examples.flatMap((example) => {
    const asked = askedOf(programme, example)
    return asked === null ? [] : daysNeeded(asked).map((day) => ({ example, asked, day }))
  })
  const cases: Case[] = needs.map(({ example, day }) => ({
    facts: { ...example.facts, asOf: day },
    person: example.person,
  }))
  const bit = 2 ** programme.conditions.length
  const holds = ({ failed, unknown }: Result): boolean => Math.floor((failed + unknown) / bit) % 2 === 0
  const told = await engine.results(watched(programme), cases)
  const standings = new Map<Example, Map<number, Standing>>()
  for (const [at, { example, day }] of needs.entries()) {
    const result = told[at]
    const days = standings.get(example) ?? new Map<number, Standing>()
    if (result) days.set(day, { ...result, onlyByDecision: holds(result) })
    standings.set(example, days)
  }
  const none: Standing = { status: 'unknown', category: null, amountFen: null, onlyByDecision: false }
  return new Map(
    needs.map(({ example, asked }) => [example, paidMonths(asked, (day) => standings.get(example)?.get(day) ?? none)]),
  )
}

/** What is not as the examples say, or not the same on two engines; empty where all agree. */
export async function runExamples(programme: Programme, engines: readonly Engine[]): Promise<readonly Failure[]> {
  const failures: Failure[] = []
  let first: readonly Result[] | null = null
  for (const engine of engines) {
    const results = await engine.results(programme, programme.examples)
    const due = await dueBy(engine, programme)
    for (const [at, example] of programme.examples.entries()) {
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

import { pathToFileURL } from 'node:url'
import { addDays } from '@doudi/core/kernel'
import { type Facts, nextChange, outcomeOf, type Programme } from '@doudi/core/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { drawFamilies } from './families.ts'
import { programmeArb } from './random-programme.ts'

const registers = await findRegisters()
const real: Programme[] = []
for (const file of await findProgrammeFiles()) real.push((await import(pathToFileURL(file).href)).programme)
const DAYS = 60

/** The same by asking every day. */
function dayByDay(programme: Programme, facts: Facts, person: number): number | null {
  const today = outcomeOf(programme, facts, person)
  for (let ahead = 1; ahead <= DAYS; ahead++) {
    const on = addDays(facts.asOf, ahead)
    const told = outcomeOf(programme, { ...facts, asOf: on }, person)
    if (told.status === 'unknown') continue
    const same = told.status === today.status && told.category === today.category && told.amountFen === today.amountFen
    if (!same) return on
  }
  return null
}

const drawn = fc.sample(programmeArb, { numRuns: 12, seed: 20261123 })
test.each([...real, ...drawn].map((programme, at) => [`${programme.id} ${at}`, programme, at] as const))(
  '%s: the day that is foreseen is the first on which asking every day finds another outcome',
  (_, programme, at) => {
    for (const asOf of [20260101, 20280101]) {
      const { each } = drawFamilies(programme, registers, { asOf, at, families: 80 })
      for (const { child, facts } of each)
        expect(nextChange(programme, facts, child, DAYS)?.on ?? null).toBe(dayByDay(programme, facts, child))
    }
  },
)

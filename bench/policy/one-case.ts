/** One case with all its reasons: `node bench/policy/one-case.ts`; the median over every programme's own examples. */
import { pathToFileURL } from 'node:url'
import { evaluate, type Programme, reasonsOf } from '@doudi/core/policy'
import { findProgrammeFiles, findRegisters } from '../../packages/server/src/adapters/files/discover.ts'

const ROUNDS = 20
const WARM = 5
const registers = await findRegisters()
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0

let book = 0
for (const file of await findProgrammeFiles()) {
  const { programme } = (await import(pathToFileURL(file).href)) as { programme: Programme }
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const { facts, person } of programme.examples) {
      const started = performance.now()
      reasonsOf(programme, facts, person, evaluate(programme, facts, person), registers)
      if (round >= WARM) took.push(performance.now() - started)
    }
  book += median(took)
  console.log(`${programme.id}: ${median(took).toFixed(2)} ms (${programme.examples.length} examples)`)
}
console.log(`the whole book: ${book.toFixed(2)} ms`)

/**
 * `npm run faults`: 200 kills over a run of 20,000 people, each rerun ending as the undisturbed run did.
 *
 * `-- --kills 60 --people 5000 --seed 3` change its size; 0 when every rerun ended the same, else 1.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { kills, prepare } from './kills.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    people: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
})
const [count, people, seed] = [Number(values.kills), Number(values.people), Number(values.seed)]
const home = await mkdtemp(join(tmpdir(), 'doudi-faults-'))
try {
  const plan = await prepare(home, people, seed)
  for (const { name, seconds } of plan.courses) console.log(`undisturbed ${name}: ${seconds.toFixed(1)} s of work`)
  const perStep = new Map<string, number>()
  let [done, equal] = [0, 0]
  for await (const { course, step, moment, differences } of kills(plan, count, seed)) {
    done++
    if (differences.length === 0) equal++
    perStep.set(step, (perStep.get(step) ?? 0) + 1)
    const verdict = differences.length === 0 ? 'equal' : `DIFFERS\n  ${differences.join('\n  ')}`
    console.log(`${done}/${count} ${course} run killed after ${moment.toFixed(2)} s of work in ${step}: ${verdict}`)
  }
  console.log(`kills by step: ${[...perStep].map(([step, n]) => `${step} ${n}`).join(', ')}`)
  console.log(`equal ${equal}/${count}`)
  process.exitCode = equal === count ? 0 : 1
} finally {
  await rm(home, { recursive: true, force: true })
}

/** `npm run agree -- --rows 100000 --seed 7`: ends 1 where two engines differ, with the first programme that shows it. */
import { parseArgs } from 'node:util'
import { findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { agree, ENGINES } from './agree.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const started = performance.now()
const wanted = Number(values.rows)
const { rows, programmes, differences } = await agree(
  { rows: wanted, seed: Number(values.seed), registers: await findRegisters() },
  (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${wanted}`)
  },
)
const seconds = Math.round((performance.now() - started) / 100) / 10
const [first] = differences
if (first) {
  console.log(JSON.stringify(first.programme.conditions.map(({ expr }) => expr)))
  console.log(`${first.engine} of person ${first.person}: ${first.found}, the evaluator: ${first.expected}`)
}
console.log(JSON.stringify({ engines: ENGINES, rows, programmes, different: differences.length, seconds }))
process.exit(first ? 1 : 0)

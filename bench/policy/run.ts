/**
 * Rules over a population, side by side with OpenFisca in one run: `node bench/policy/run.ts [--persons 1000,100000,…]
 * [--months 1,12] [--turns 3]`. Both sides start with inputs in memory and end with results in memory, by turns; medians.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ofHouseholds, ofPersons } from './country.ts'
import { peerPython } from './peer.ts'
import { writePopulation } from './population.ts'

const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '1000,100000,1000000,10000000' },
    months: { type: 'string', default: '1,12' },
    turns: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
})
const numbers = (text: string): readonly number[] => text.split(',').map(Number)
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0
const HERE = import.meta.dirname

type Said = { readonly seconds: number; readonly buildSeconds?: number; readonly peakMb: number }
function side(command: string, args: readonly string[]): Said {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 24 })
  if (status !== 0) throw new Error(`${command} ${args[0]}: ${stderr.trim().split('\n').at(-1)}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Said
}

const python = peerPython()
const peer = (folder: string, months: number, variant: string, ...more: string[]): Said =>
  side(python, [join(HERE, 'openfisca.py'), folder, String(months), variant, ...more])
const ours = (folder: string, months: number, variant: string, ...more: string[]): Said =>
  side(process.execPath, [join(HERE, 'ours.ts'), folder, String(months), variant, ...more])

/** Cents of ours against the peer's euros in float32, value by value: how many differ once both are cents. */
async function differing(home: string, persons: number): Promise<void> {
  const folder = join(home, 'compare')
  await writePopulation(folder, persons, 12, 7)
  for (const variant of ['baseline', 'modify']) {
    const [mine, theirs] = [join(home, `${variant}-ours`), join(home, `${variant}-peer`)]
    ours(folder, 12, variant, '--persons', '--write', mine)
    peer(folder, 12, variant, '--persons', '--write', theirs)
    for (const { name } of [...ofPersons, ...ofHouseholds, { name: 'housing_tax' }]) {
      let [rows, differ, most] = [0, 0, 0]
      for (const month of name === 'housing_tax' ? [0] : Array.from({ length: 12 }, (_, at) => at + 1)) {
        const [a, b] = await Promise.all([mine, theirs].map((at) => readFile(join(at, `${name}-${month}.bin`))))
        const cents = new Int32Array(a?.buffer.slice(a.byteOffset, a.byteOffset + a.byteLength) ?? [])
        const euros = new Float32Array(b?.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength) ?? [])
        for (const [row, exact] of cents.entries()) {
          const other = (euros[row] ?? 0) * (name === 'age' ? 1 : 100)
          const off = Math.abs(Math.round(other) - exact)
          if (off > 0) differ++
          most = Math.max(most, off)
          rows++
        }
      }
      console.log(`${variant} ${name}: ${rows} values, ${differ} differ by a cent or more, most ${most}`)
    }
  }
}

const home = await mkdtemp(join(tmpdir(), 'doudi-policy-'))
try {
  console.log(
    '| persons | months | variant | OpenFisca s (build) | MB | columns s | MB | two threads s | MB | faster | memory |',
  )
  console.log('| --: | --: | --- | --: | --: | --: | --: | --: | --: | --: | --: |')
  for (const persons of numbers(values.persons))
    for (const months of numbers(values.months)) {
      const folder = join(home, 'population')
      await writePopulation(folder, persons, months, Number(values.seed))
      for (const variant of ['baseline', 'modify']) {
        const turns = Array.from({ length: Number(values.turns) }, () => ({
          theirs: peer(folder, months, variant),
          alone: ours(folder, months, variant),
          two: ours(folder, months, variant, '--threads', '2'),
        }))
        const of = (pick: (turn: (typeof turns)[number]) => number): number => median(turns.map(pick))
        const [compute, build] = [of((one) => one.theirs.seconds), of((one) => one.theirs.buildSeconds ?? 0)]
        const [alone, two] = [of((one) => one.alone.seconds), of((one) => one.two.seconds)]
        const [theirMb, aloneMb, twoMb] = [
          of((one) => one.theirs.peakMb),
          of((one) => one.alone.peakMb),
          of((one) => one.two.peakMb),
        ]
        const [best, bestMb] = alone <= two ? [alone, aloneMb] : [two, twoMb]
        const times = ((compute + build) / best).toFixed(1)
        console.log(
          `| ${persons} | ${months} | ${variant} | ${(compute + build).toFixed(3)} (${build.toFixed(3)}) | ${theirMb} | ${alone.toFixed(3)} | ${aloneMb} | ${two.toFixed(3)} | ${twoMb} | ${times} × | ${(bestMb / theirMb).toFixed(2)} |`,
        )
      }
      await rm(folder, { recursive: true, force: true })
    }
  await differing(home, 20_000)
} finally {
  await rm(home, { recursive: true, force: true })
}

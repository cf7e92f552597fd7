/** One size of city through every step, each command in a process of its own, so that its peak memory is its own. */
import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { DeterminationFigures } from './bench-determination.ts'
import type { StepRecord } from './steps.ts'

export type SizeFigures = {
  readonly people: number
  readonly steps: readonly StepRecord[]
  /** The whole run: import to leads. */
  readonly run: StepRecord
  readonly truth: object | null
  readonly determination: DeterminationFigures
}

/** Runs this very program; a child's own failure is the answer, as its last line tells it. */
async function doudi(...words: readonly string[]): Promise<Record<string, unknown>> {
  const main = process.argv[1]
  if (main === undefined) throw new Error('not started as a program')
  const child = spawn(process.execPath, [...process.execArgv, main, ...words, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, code] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve) => child.on('exit', resolve)),
  ])
  const last = JSON.parse(said.trim().split('\n').at(-1) || '{}') as Record<string, unknown>
  if (code !== 0) throw new Error(`doudi ${words[0]} 未完成 failed: ${JSON.stringify(last['error'] ?? code)}`)
  return last
}

/** Makes the city in `home` and takes it through every step; leaves nothing behind. */
export async function benchSize(people: number, seed: number, home: string): Promise<SizeFigures> {
  const [city, data] = [join(home, `city-${people}`), join(home, `data-${people}`)]
  try {
    await rm(data, { recursive: true, force: true })
    const made = await doudi('city', '--people', String(people), '--seed', String(seed), '--out', city)
    const ran = await doudi(
      ...['run', '--registers', join(city, 'registers'), '--truth', join(city, 'truth'), '--data', data],
    )
    const determination = await doudi('bench', '--data', data)
    const steps = ran['steps'] as readonly StepRecord[]
    return {
      people,
      steps: [...(made['steps'] as readonly StepRecord[]), ...steps],
      run: {
        step: 'run',
        rows: steps[0]?.rows ?? 0,
        seconds: ran['seconds'] as number,
        peakMemoryMb: ran['peakMemoryMb'] as number,
      },
      truth: ran['truth'] as object | null,
      determination: determination as unknown as DeterminationFigures,
    }
  } finally {
    await rm(city, { recursive: true, force: true })
    await rm(data, { recursive: true, force: true })
  }
}

/** The exponent by which seconds grow with people (1 = in proportion), by least squares over the logarithms; null of one size. */
export function slopeOf(points: readonly (readonly [people: number, seconds: number])[]): number | null {
  const logs = points
    .filter(([, seconds]) => seconds > 0)
    .map(([people, seconds]) => [Math.log(people), Math.log(seconds)] as const)
  const mean = (of: 0 | 1): number => logs.reduce((sum, point) => sum + point[of], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const spread = logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  if (spread === 0) return null
  return Math.round((logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread) * 100) / 100
}

/** Steps of a run with their rows, seconds and peak memory, as every summary shows them. */
import { readFileSync, writeFileSync } from 'node:fs'

export type StepRecord = {
  readonly step: string
  readonly rows: number
  readonly seconds: number
  readonly peakMemoryMb: number
}

const MB = 1024

/** Linux forgets its high-water mark when asked, so that each step has its own; elsewhere it is the process's so far. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Not Linux, or not allowed.
  }
}

/** The most memory resident at once: since the last step began on Linux, else since the process did. */
function peakMemoryMb(): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    if (kilobytes !== undefined) return Math.round(Number(kilobytes) / MB)
  } catch {
    // Not Linux.
  }
  return Math.round(process.resourceUsage().maxRSS / MB)
}

/** The peak of a whole run. */
export const peakOf = (steps: readonly StepRecord[]): number =>
  Math.max(0, ...steps.map(({ peakMemoryMb: peak }) => peak))

/** Times one step; `rows` reads how many rows it had from its result. */
export async function timed<T>(
  steps: StepRecord[],
  step: string,
  rows: (value: T) => number,
  work: () => Promise<T>,
): Promise<T> {
  forgetPeak()
  const started = performance.now()
  const value = await work()
  steps.push({
    step,
    rows: rows(value),
    seconds: Math.round((performance.now() - started) / 10) / 100,
    peakMemoryMb: peakMemoryMb(),
  })
  return value
}

/** Steps of a run with their rows, seconds and peak memory, as every summary shows them. */
export type StepRecord = {
  readonly step: string
  readonly rows: number
  readonly seconds: number
  readonly peakMemoryMb: number
}

export const peakMemoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

/** Times one step; `rows` reads how many rows it had from its result. */
export async function timed<T>(
  steps: StepRecord[],
  step: string,
  rows: (value: T) => number,
  work: () => Promise<T>,
): Promise<T> {
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

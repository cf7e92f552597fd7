/** A seeded generator (sfc32): the sample city's only source of chance. Same seed, same stream. */
export type Random = {
  readonly next: () => number
  readonly below: (n: number) => number
  readonly between: (low: number, high: number) => number
  readonly chance: (p: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  readonly weighted: (cumulative: Float64Array) => number
}

export function seeded(seed: number, stream: string): Random {
  let h = 2166136261 ^ seed
  for (const c of stream) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 16777619)
  let a = h >>> 0
  let b = Math.imul(h, 0x9e3779b9) >>> 0
  let c = (seed ^ 0x243f6a88) >>> 0
  let counter = 1
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (p) => next() < p,
    pick: <T>(items: readonly T[]): T => items[below(items.length)] as T,
    weighted: (cumulative) => {
      const x = next() * (cumulative[cumulative.length - 1] ?? 1)
      let low = 0
      let high = cumulative.length - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if ((cumulative[middle] ?? 0) > x) high = middle
        else low = middle + 1
      }
      return low
    },
  }
}

export function cumulate(weights: readonly number[]): Float64Array {
  let sum = 0
  return Float64Array.from(weights, (weight) => (sum += weight))
}

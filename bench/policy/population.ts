/**
 * A made-up population as raw columns on disk, the same for both sides: little-endian arrays, persons in household order.
 *
 * Every draw is an integer mix of seed, column, month and row, so that the same seed gives the same rows anywhere.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromEpochDay, toEpochDay } from '@doudi/core/kernel'

export const OCCUPANCY = ['owner', 'tenant', 'free_lodger', 'homeless'] as const
const SIZES = [1, 1, 1, 2, 2, 2, 3, 4, 4, 5]

/** A whole number below `limit`, drawn from a 32-bit mix (murmur's finaliser over a keyed counter). */
function draw(seed: number, column: number, row: number, limit: number): number {
  let z = Math.imul(row, 0x9e3779b1) ^ Math.imul(column + 1, 0x85ebca6b) ^ Math.imul(seed + 1, 0xc2b2ae35)
  for (let round = 0; round < 2; round++) {
    z ^= z >>> 16
    z = Math.imul(z, 0x85ebca6b)
    z ^= z >>> 13
    z = Math.imul(z, 0xc2b2ae35)
    z ^= z >>> 16
  }
  return Math.floor(((z >>> 0) / 2 ** 32) * limit)
}

const save = (folder: string, name: string, values: ArrayBufferView): Promise<void> =>
  writeFile(join(folder, `${name}.bin`), new Uint8Array(values.buffer, values.byteOffset, values.byteLength))

/** Draws and writes the columns; returns how many households they are. */
export async function writePopulation(folder: string, persons: number, months: number, seed: number): Promise<number> {
  await mkdir(folder, { recursive: true })
  const [home, child] = [new Int32Array(persons), new Uint8Array(persons)]
  const starts: number[] = []
  for (let i = 0; i < persons; ) {
    const size = Math.min(SIZES[draw(seed, 1, starts.length, 10)] ?? 1, persons - i)
    for (let at = 0; at < size; at++) {
      home[i + at] = starts.length
      child[i + at] = at >= 2 || (at === 1 && draw(seed, 2, i + at, 5) === 0) ? 1 : 0
    }
    starts.push(i)
    i += size
  }
  const homes = starts.length
  const [first, second] = [toEpochDay(19210101), toEpochDay(19980101)]
  const days = Int32Array.from(child, (is, i) =>
    is ? second + draw(seed, 4, i, 6574) : first + draw(seed, 3, i, 28124),
  )
  const squareMetres = Int32Array.from({ length: homes }, (_, h) => 8 + draw(seed, 5, h, 193))
  const occupancy = Uint8Array.from(
    { length: homes },
    (_, h) => [0, 0, 0, 0, 1, 1, 1, 1, 2, 3][draw(seed, 6, h, 10)] ?? 0,
  )
  const rent = Int32Array.from(occupancy, (is, h) => (is === 1 ? 20_000 + draw(seed, 7, h, 180_100) : 0))
  await save(folder, 'home', home)
  await save(folder, 'homeStarts', Int32Array.from([...starts, persons]))
  await save(folder, 'child', child)
  await save(folder, 'birthDays', days)
  await save(folder, 'birth', Int32Array.from(days, fromEpochDay))
  await save(folder, 'squareMetres', squareMetres)
  await save(folder, 'occupancy', occupancy)
  await save(folder, 'rent', rent)
  for (let month = 1; month <= months; month++) {
    await save(
      folder,
      `salary-${month}`,
      Int32Array.from(child, (is, i) => (is ? 0 : salaryOf(seed, i, month))),
    )
    await save(
      folder,
      `capital-${month}`,
      Int32Array.from(child, (is, i) => (is ? 0 : capitalOf(seed, i, month))),
    )
  }
  return homes
}

/** 30 % earn nothing, then three bands, so that each bracket is met; one month in eight is without work. In cents. */
function salaryOf(seed: number, person: number, month: number): number {
  const band = draw(seed, 8, person, 100)
  if (band < 30 || draw(seed, 100 + month, person, 8) === 0) return 0
  const [from, range] = band < 75 ? [30_000, 370_000] : band < 94 ? [400_000, 800_000] : [1_200_000, 3_800_000]
  return from + draw(seed, 9, person, range)
}

/** About 15 % have some in a month, 1 to 2,000 euros. In cents. */
const capitalOf = (seed: number, person: number, month: number): number =>
  draw(seed, 200 + month, person, 100) < 15 ? 100 + draw(seed, 300 + month, person, 200_000) : 0

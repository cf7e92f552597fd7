/**
 * k-anonymity of a published table with its totals: cells from 1 to k − 1 are withheld, and as many others as it takes
 * that none of them can be worked out from what is shown.
 *
 * A table with totals is a circulation: every cell, margins included, is an edge between its row and its column. A hole
 * can be subtracted out exactly when its edge is a bridge among the holes; bounds (no hole is zero, since zeros are
 * shown) can pin further ones, and the holes of a line add up to a number that a shown total gives away.
 */
import type { Cell } from '@doudi/contract'

export const K = 10

type Table = readonly (readonly number[])[]
type Place = readonly [row: number, column: number]
type Holes = boolean[][]

/** Rows and columns with their totals as a last row and a last column. */
function withTotals(rows: Table): number[][] {
  const sums = rows.map((row) => [...row, row.reduce((a, b) => a + b, 0)])
  const width = (rows[0]?.length ?? 0) + 1
  return [...sums, Array.from({ length: width }, (_, column) => sums.reduce((sum, row) => sum + (row[column] ?? 0), 0))]
}

function linesOf(table: Table): Place[][] {
  const [height, width] = [table.length, table[0]?.length ?? 0]
  const across = Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c): Place => [r, c]))
  const down = Array.from({ length: width }, (_, c) => Array.from({ length: height }, (_, r): Place => [r, c]))
  return [...across, ...down]
}

/** Rows and columns joined by holes to `from`, without crossing `bridge`. Columns are numbered behind the rows. */
function reached(holes: Holes, from: number, bridge: Place): Set<number> {
  const height = holes.length
  const seen = new Set([from])
  const waiting = [from]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const start = node
    for (let other = 0; other < height + (holes[0]?.length ?? 0); other++) {
      if (start < height === other < height || seen.has(other)) continue
      const [r, c] = start < height ? [start, other - height] : [other, start - height]
      if (!holes[r]?.[c] || (r === bridge[0] && c === bridge[1])) continue
      seen.add(other)
      waiting.push(other)
    }
  }
  return seen
}

/** The cheapest shown cells that would close a bridge into a ring: those between its two sides. */
function acrossBridge(table: Table, holes: Holes): Place[] {
  for (const [r, row] of holes.entries())
    for (const [c, hole] of row.entries()) {
      if (!hole) continue
      const side = reached(holes, r, [r, c])
      if (side.has(holes.length + c)) continue
      return linesOf(table)
        .slice(0, table.length)
        .flat()
        .filter(([a, b]) => side.has(a) !== side.has(holes.length + b))
    }
  return []
}

type Bounds = [low: number, high: number][][]

/** What a reader can narrow every hole to, by adding and subtracting along lines until nothing moves. */
function boundsOf(table: Table, holes: Holes): Bounds {
  const most = table.at(-1)?.at(-1) ?? 0
  const bounds: Bounds = table.map((row, r) => row.map((n, c) => (holes[r]?.[c] ? [1, most + 1] : [n, n])))
  const at = ([r, c]: Place): [number, number] => bounds[r]?.[c] ?? [0, 0]
  for (let moved = true; moved; ) {
    moved = false
    for (const line of linesOf(table)) {
      const total = line.at(-1)
      const parts = line.slice(0, -1)
      if (!total) continue
      const [low, high] = [0, 1].map((end) => parts.reduce((sum, part) => sum + (at(part)[end] ?? 0), 0))
      const narrow = (cell: [number, number], from: number, to: number): void => {
        if (from <= cell[0] && to >= cell[1]) return
        cell[0] = Math.max(cell[0], from)
        cell[1] = Math.min(cell[1], to)
        moved = true
      }
      const [sumLow, sumHigh] = at(total)
      narrow(at(total), low ?? 0, high ?? 0)
      for (const part of parts) {
        const cell = at(part)
        narrow(cell, sumLow - ((high ?? 0) - cell[1]), sumHigh - ((low ?? 0) - cell[0]))
        if (moved) break
      }
      if (moved) break
    }
  }
  return bounds
}

/** Shown cells of a line one of whose holes is pinned by bounds, or whose holes together are fewer than k people. */
function besideWeakLine(table: Table, holes: Holes, k: number): Place[] {
  const bounds = boundsOf(table, holes)
  for (const line of linesOf(table)) {
    const gone = line.filter(([r, c]) => holes[r]?.[c])
    if (gone.length === 0) continue
    const pinned = gone.some(([r, c]) => bounds[r]?.[c]?.[0] === bounds[r]?.[c]?.[1])
    const total = line.at(-1)
    const together = gone.reduce((sum, [r, c]) => sum + (table[r]?.[c] ?? 0), 0)
    if (pinned || (together < k && total && !holes[total[0]]?.[total[1]])) {
      const open = line.filter(([r, c]) => !holes[r]?.[c] && (table[r]?.[c] ?? 0) > 0)
      if (open.length > 0) return open
    }
  }
  return []
}

/** The table with its totals (last row, last column); null where withheld. */
export function withhold(rows: Table, k: number = K): readonly (readonly Cell[])[] {
  const table = withTotals(rows)
  const holes: Holes = table.map((row) => row.map((n) => n > 0 && n < k))
  const value = ([r, c]: Place): number => table[r]?.[c] ?? 0
  for (;;) {
    const bridge = acrossBridge(table, holes)
    const choice = (bridge.length > 0 ? bridge : besideWeakLine(table, holes, k))
      .filter((place) => value(place) > 0 && !holes[place[0]]?.[place[1]])
      .toSorted((a, b) => value(a) - value(b))[0]
    const row = choice ? holes[choice[0]] : undefined
    if (!choice || !row) break
    row[choice[1]] = true
  }
  return table.map((row, r) => row.map((n, c) => (holes[r]?.[c] ? null : n)))
}

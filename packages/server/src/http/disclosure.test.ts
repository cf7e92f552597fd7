import type { Cell } from '@doudi/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withhold } from './disclosure.ts'

const SMALL_K = 3
const tables = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(([height, width]) =>
  fc.array(fc.array(fc.nat({ max: 5 }), { minLength: width, maxLength: width }), {
    minLength: height,
    maxLength: height,
  }),
)

/** Every table that a reader could not tell from the true one: shown cells equal, hidden ones at least one. */
function consistent(shown: readonly (readonly Cell[])[], most: number): number[][] {
  const height = shown.length - 1
  const width = (shown[0]?.length ?? 1) - 1
  const found: number[][] = []
  const cells: number[] = []
  const fits = (cell: Cell | undefined, n: number): boolean => (cell === null ? n > 0 : cell === n)
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
  const fill = (at: number): void => {
    if (at > 0 && at % width === 0) {
      const row = at / width - 1
      if (!fits(shown[row]?.[width], sum(cells.slice(row * width, at)))) return
    }
    if (at === height * width) {
      const columns = Array.from({ length: width }, (_, c) => sum(cells.filter((_, i) => i % width === c)))
      if (columns.every((n, c) => fits(shown[height]?.[c], n)) && fits(shown[height]?.[width], sum(cells)))
        found.push([...cells])
      return
    }
    const cell = shown[Math.floor(at / width)]?.[at % width]
    const [from, to] = cell === null || cell === undefined ? [1, most] : [cell, cell]
    for (let n = from; n <= to; n++) {
      cells[at] = n
      fill(at + 1)
    }
    cells.length = at
  }
  fill(0)
  return found
}

test('no cell from 1 to k − 1 is shown, and what is shown is true', () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const shown = withhold(rows, SMALL_K)
      for (const [r, row] of rows.entries())
        for (const [c, n] of row.entries()) {
          const cell = shown[r]?.[c]
          if (n > 0 && n < SMALL_K) expect(cell).toBeNull()
          else if (cell !== null) expect(cell).toBe(n)
        }
    }),
    { seed: 20261123, numRuns: 500 },
  )
})

test('no withheld cell can be worked out from the totals: by trying every table, at least two values fit', () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const shown = withhold(rows, SMALL_K)
      const width = rows[0]?.length ?? 0
      const fitting = consistent(shown, 7)
      for (const [r, row] of rows.entries())
        for (const c of row.keys()) {
          if (shown[r]?.[c] !== null) continue
          const values = new Set(fitting.map((cells) => cells[r * width + c]))
          expect(values.size, JSON.stringify({ rows, shown })).toBeGreaterThan(1)
        }
    }),
    { seed: 20261123, numRuns: 400 },
  )
})

test('withholding only what is small would give cells away: the check above can fail', () => {
  const rows = [
    [1, 5],
    [4, 5],
  ]
  const naive = [
    [null, 5, 6],
    [4, 5, 9],
    [5, 10, 15],
  ]
  expect(new Set(consistent(naive, 7).map(([first]) => first)).size).toBe(1)
  expect(new Set(consistent(withhold(rows, SMALL_K), 7).map(([first]) => first)).size).toBeGreaterThan(1)
})

test('a table without small cells is shown whole, zeros included', () => {
  expect(
    withhold([
      [12, 0],
      [30, 44],
    ]),
  ).toEqual([
    [12, 0, 12],
    [30, 44, 74],
    [42, 44, 86],
  ])
})

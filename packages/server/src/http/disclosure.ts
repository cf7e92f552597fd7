/** k-anonymity of a published table: small cells are withheld, and a second one so that none can be subtracted. */
import type { Cell, KindName } from '@doudi/contract'

export const K = 10
export const KIND_NAMES: readonly KindName[] = ['missed', 'over', 'amount', 'conflict', 'change', 'unknown']
type Row = Readonly<Record<KindName, number>>

/** Cells from 1 to k − 1 become null; a row or column with a single hole loses its next smallest cell too. */
export function withhold(rows: readonly Row[]): readonly Readonly<Record<KindName, Cell>>[] {
  const cells: Record<KindName, Cell>[] = rows.map((row) => ({ ...row }))
  const isSmall = (value: Cell): boolean => value !== null && value > 0 && value < K
  for (const row of cells) for (const kind of KIND_NAMES) if (isSmall(row[kind])) row[kind] = null
  const lines: (readonly (readonly [number, KindName])[])[] = [
    ...cells.map((_, at) => KIND_NAMES.map((kind) => [at, kind] as const)),
    ...KIND_NAMES.map((kind) => cells.map((_, at) => [at, kind] as const)),
  ]
  // Hiding one cell may leave another line with a single hole: repeat until none is left.
  for (let again = true; again; ) {
    again = false
    for (const line of lines) {
      const holes = line.filter(([at, kind]) => cells[at]?.[kind] === null)
      if (holes.length !== 1) continue
      const open = line.filter(([at, kind]) => (cells[at]?.[kind] ?? 0) > 0)
      const next = open.toSorted(([a, x], [b, y]) => (cells[a]?.[x] ?? 0) - (cells[b]?.[y] ?? 0))[0]
      const row = next ? cells[next[0]] : undefined
      if (!next || !row) continue
      row[next[1]] = null
      again = true
    }
  }
  return cells
}

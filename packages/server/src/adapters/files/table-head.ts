/** Where a table's header stands: below titles and units, in one row or in two where cells are merged. */
import type { Register } from '@doudi/core/kernel'
import { headerScore } from '../../usecases/import-headers.ts'

/** A table as any reader hands it on: where DuckDB finds its rows, and what its columns are called. */
export type Head = {
  /** Index of the last header row among the rows given. */
  readonly at: number
  readonly headers: readonly string[]
  /** What stands above the header: a title, a unit. */
  readonly unit: string
  readonly score: number
}

const isUnit = (text: string): boolean =>
  /^[(（【[]?(?:单位[:：])?(?:万元|元|人|岁|月|年|日|%)(?:\/[月年人])?[)）】\]]?$/.test(text)
const bare = (unit: string): string => unit.replace(/[()（）【】[\]]/g, '')

/** A header over two rows: 父亲 merged over 姓名 and 公民身份号码; or names above and units below. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const [above, below] = [(upper[at] ?? '').trim(), (lower[at] ?? '').trim()]
    if (above !== '' && isUnit(below)) return `${above}(${bare(below)})`
    if (above !== '') group = below === '' ? '' : above
    if (below === '') return above
    return group + below
  })
}

const withoutTail = (headers: readonly string[]): readonly string[] =>
  headers.slice(0, headers.findLastIndex((header) => header.trim() !== '') + 1)

/** The row, or the two, that name most columns of the register; where none names any, the first with two cells. */
export function findHead(register: Register, rows: readonly (readonly string[])[]): Head {
  const made = (at: number, above: number, headers: readonly string[]): Head => ({
    at,
    headers: withoutTail(headers),
    unit: rows.slice(0, above).flat().join(' '),
    score: headerScore(register, headers),
  })
  let best: Head | null = null
  for (const [at, cells] of rows.entries()) {
    const next = rows[at + 1]
    const single = made(at, at, cells)
    if (single.score > (best?.score ?? 0)) best = single
    if (!next) continue
    const double = made(at + 1, at, joined(cells, next))
    const named = next.filter((cell) => cell.trim() !== '')
    const onlyUnits = named.length > 0 && named.every((cell) => isUnit(cell.trim()))
    if (double.score > (best?.score ?? 0) || (onlyUnits && double.score > 0 && double.score === best?.score))
      best = double
  }
  if (best) return best
  const first = Math.max(
    0,
    rows.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1),
  )
  return made(first, first, rows[first] ?? [])
}

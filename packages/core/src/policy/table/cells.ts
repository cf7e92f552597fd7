/** What a cell of a decision table asks of its input: a comparison, an interval, one of several, anything. */
import { and, no, not, or, yes } from '../build.ts'
import type { Expr, Kind, Relation } from '../tree.ts'

/** The end of an interval; `included`: whether it belongs to it. */
type End<K extends Kind> = { readonly at: Expr<K>; readonly included: boolean }
export type Cell<K extends Kind = Kind> =
  | { readonly is: 'anything' }
  | { readonly is: 'compare'; readonly relation: Relation; readonly than: Expr<K> }
  | { readonly is: 'interval'; readonly from: End<K>; readonly to: End<K> }
  | { readonly is: 'anyOf'; readonly cells: readonly Cell<K>[] }
  | { readonly is: 'not'; readonly cell: Cell<K> }

const comparing =
  (relation: Relation) =>
  <K extends Kind>(than: Expr<K>): Cell<K> => ({ is: 'compare', relation, than })
/** `-` in a table on paper. */
export const anything: Extract<Cell, { readonly is: 'anything' }> = { is: 'anything' }
export const equals = comparing('eq')
export const below = comparing('lt')
export const atMost = comparing('le')
export const above = comparing('gt')
export const atLeast = comparing('ge')
/** From one value to another; a bracket turned inward includes its end, `[)` the lower one alone. */
export const interval = <K extends Kind>(
  from: Expr<K>,
  to: Expr<NoInfer<K>>,
  ends: '[]' | '[)' | '(]' | '()',
): Cell<K> => ({
  is: 'interval',
  from: { at: from, included: ends.startsWith('[') },
  to: { at: to, included: ends.endsWith(']') },
})
export const anyOf = <K extends Kind>(...cells: readonly Cell<K>[]): Cell<K> => ({ is: 'anyOf', cells })
export const except = <K extends Kind>(cell: Cell<K>): Cell<K> => ({ is: 'not', cell })

const compare = (relation: Relation, left: Expr, right: Expr): Expr<'bool'> => ({
  op: 'compare',
  kind: 'bool',
  relation,
  left,
  right,
})

/** Whether the input is what the cell asks for. */
export function holds(cell: Cell, input: Expr): Expr<'bool'> {
  switch (cell.is) {
    case 'anything':
      return yes
    case 'compare':
      return compare(cell.relation, input, cell.than)
    case 'interval':
      return and(
        compare(cell.from.included ? 'ge' : 'gt', input, cell.from.at),
        compare(cell.to.included ? 'le' : 'lt', input, cell.to.at),
      )
    case 'anyOf':
      return cell.cells.length === 0 ? no : or(...cell.cells.map((one) => holds(one, input)))
    case 'not':
      return not(holds(cell.cell, input))
  }
}

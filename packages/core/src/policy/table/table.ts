/**
 * Decision tables: rows of cells, and what is so where a row holds. A table says what happens where several rows hold.
 *
 * It is built to plain nodes (decide.ts), so engines and reasons know nothing of tables; the checks read the table
 * (check/tables.ts). Lists are no values of the language: what would answer with all rows in some order is not here.
 */
import { and, yes } from '../build.ts'
import type { Expr, Kind, Value } from '../tree.ts'
import { type Cell, holds } from './cells.ts'

/**
 * unique: at most one row can hold. any: several, if they say the same. first: the first that holds. priority: the one
 * whose outputs stand first in `order`. The others take all rows together.
 */
export type HitPolicy = 'unique' | 'any' | 'first' | 'priority' | 'sum' | 'count' | 'largest' | 'smallest'

type Cells<I extends readonly Expr[]> = { readonly [At in keyof I]: Cell<I[At]['kind']> }
type Exprs<O extends readonly Kind[]> = { readonly [At in keyof O]: Expr<O[At]> }
export type DecisionTable<I extends readonly Expr[] = readonly Expr[], O extends readonly Kind[] = readonly Kind[]> = {
  readonly id: string
  readonly hits: HitPolicy
  readonly inputs: I
  /** By input, the codes that it can be; null for any other input. For the check. */
  readonly codes?: readonly (readonly string[] | null)[]
  readonly outputs: O
  readonly rows: readonly { readonly when: Cells<I>; readonly gives: Exprs<O> }[]
  /** What is so where no row holds; null: every case has its row. */
  readonly none: Exprs<O> | null
  /** By output, its values from the highest priority down. */
  readonly order?: readonly (readonly Value[])[]
}

/** A table whose cells must be of the kinds of their inputs. */
export const decisionTable = <const I extends readonly Expr[], const O extends readonly Kind[]>(
  table: DecisionTable<I, O>,
): DecisionTable<I, O> => table

/** Whether a row holds. */
export function rowTruth(table: DecisionTable, at: number): Expr<'bool'> {
  const asked = (table.rows[at]?.when ?? []).flatMap((cell, column) => {
    const input = table.inputs[column]
    return input === undefined || cell.is === 'anything' ? [] : [holds(cell, input)]
  })
  const [first] = asked
  return first === undefined ? yes : asked.length === 1 ? first : and(...asked)
}

/** Two rows say the same if their trees do. */
export const sameOutputs = (table: DecisionTable, a: number, b: number): boolean =>
  JSON.stringify(table.rows[a]?.gives) === JSON.stringify(table.rows[b]?.gives)

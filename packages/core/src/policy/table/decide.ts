/** A decision table as trees, one an output. */
import { and, ne, or, unknown, when } from '../build.ts'
import { cutsOf, formOf, isPossible, type Reading, all as together } from '../check/truths.ts'
import { type Expr, type Kind, type Node, walk } from '../tree.ts'
import { cases } from '../words/index.ts'
import { type DecisionTable, rowTruth, sameOutputs } from './table.ts'

type Decided<O extends readonly Kind[]> = { readonly [At in keyof O]: Expr<O[At]> }

const constant = (kind: Kind, value: number): Expr => ({ op: 'const', kind, value }) as Expr
const two = (op: 'add' | 'max' | 'min', kind: Kind, left: Expr, right: Expr): Expr =>
  (op === 'add' ? { op, kind, left, right } : { op, kind, args: [left, right] }) as Expr

/** Reads trees with nothing known of what they rest on. */
function unread(truths: readonly Expr[]): Reading {
  const anywhere = { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY }
  return {
    programme: { variables: [] },
    open: false,
    leaves: { truth: () => null, of: () => anywhere },
    cuts: cutsOf(truths.flatMap((truth) => [...walk(truth)])),
  }
}

/** That two rows hold which must not: of those pairs alone that the cells do not rule out by themselves. */
function conflict(table: DecisionTable, truths: readonly Expr<'bool'>[], column: number): readonly Expr<'bool'>[] {
  const reading = unread(truths)
  const forms = truths.map((truth) => formOf(reading, truth))
  return truths.flatMap((truth, a) =>
    truths.slice(a + 1).flatMap((other, after) => {
      const b = a + 1 + after
      const [one, two] = [forms[a], forms[b]]
      if (!one || !two || !isPossible(together(one, two))) return []
      if (table.hits === 'unique') return [and(truth, other)]
      const [left, right] = [table.rows[a]?.gives[column], table.rows[b]?.gives[column]]
      return sameOutputs(table, a, b) || !left || !right ? [] : [and(truth, other, ne(left, right))]
    }),
  )
}

/** The rows from the highest priority down; rows alike in it as they stand. */
function byPriority(table: DecisionTable): readonly number[] {
  const ranks = table.rows.map(({ gives }, row) =>
    (table.order ?? []).map((order, column) => {
      const output: Node | undefined = gives[column]
      const place = output?.op === 'const' ? order.indexOf(output.value) : -1
      if (place < 0) throw new TypeError(`${table.id}: row ${row + 1} has an output without priority`)
      return place
    }),
  )
  const compare = (a: number, b: number): number => {
    const at = (ranks[a] ?? []).findIndex((place, column) => place !== ranks[b]?.[column])
    return at < 0 ? a - b : (ranks[a]?.[at] ?? 0) - (ranks[b]?.[at] ?? 0)
  }
  return table.rows.map((_, at) => at).toSorted(compare)
}

/**
 * The outputs of the table. Unknown where it cannot be told which rows hold and that makes a difference, where two rows hold
 * that must not, and where none does and the table does not say what then.
 */
export function decide<I extends readonly Expr[], O extends readonly Kind[]>(table: DecisionTable<I, O>): Decided<O> {
  // Cells and outputs of whatever kinds: what fits together has been checked where the table was written.
  const plain = table as unknown as DecisionTable
  const truths = plain.rows.map((_, at) => rowTruth(plain, at))
  const order = plain.hits === 'priority' ? byPriority(plain) : truths.map((_, at) => at)
  const outputs = plain.outputs.map((kind, column): Expr => {
    const none = plain.none?.[column] ?? unknown(kind)
    const value = (at: number): Expr => plain.rows[at]?.gives[column] ?? unknown(kind)
    const arm = (at: number) => [truths[at] ?? unknown('bool'), value(at)] as const
    const first = cases<Kind>(order.map(arm), none)
    switch (plain.hits) {
      case 'unique':
      case 'any': {
        const both = conflict(plain, truths, column)
        return both.length === 0 ? first : when<Kind>(or(...both), unknown(kind), first)
      }
      case 'sum':
      case 'count': {
        const each = truths.map((truth, at) =>
          when<Kind>(truth, plain.hits === 'sum' ? value(at) : constant(kind, 1), constant(kind, 0)),
        )
        const all = each.reduce((left, right) => two('add', kind, left, right), constant(kind, 0))
        return plain.none === null ? all : when<Kind>(or(...truths), all, none)
      }
      case 'largest':
      case 'smallest': {
        // The first row that holds stands in for those that do not: it is among the values anyway.
        const op = plain.hits === 'largest' ? 'max' : 'min'
        return truths.reduce((left, truth, at) => two(op, kind, left, when<Kind>(truth, value(at), first)), first)
      }
      default:
        return first
    }
  })
  return outputs as unknown as Decided<O>
}

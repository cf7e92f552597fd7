/**
 * Every number a rule can come by fits the integers of every engine, proven from what is declared.
 *
 * Bounds come from the columns of registers, the attributes and the parameter rows; a person has at most MOST_ROWS rows in
 * a register. Numbers and money stay within 2^53 (JavaScript), which is within 2^63 (SQL's BIGINT); days within 2^31.
 */
import { type ColumnType, MOST_FEN } from '../../kernel/index.ts'
import { ATTRIBUTES } from '../attributes.ts'
import { ANY_DAY, hull, type Interval, intervalOf, type Leaves, MOST_ROWS, point } from '../interval.ts'
import type { Programme } from '../programme.ts'
import { childrenOf, type Node, type NodeOf } from '../tree.ts'
import { type Catalogue, nameOf, type Problem, placed, treesOf } from './problem.ts'

const ZERO = point(0)
const NUMBER_LIMIT = Number.MAX_SAFE_INTEGER
const DAY_LIMIT = 2 ** 31 - 1
const limitOf = (node: Node): number => (node.kind === 'date' ? DAY_LIMIT : NUMBER_LIMIT)

function boundsOfColumn(type: ColumnType): Interval {
  if (type.kind === 'date') return ANY_DAY
  if (type.kind === 'integer') return { lo: type.min, hi: type.max }
  return type.kind === 'money' ? { lo: -MOST_FEN, hi: MOST_FEN } : ZERO
}

/** What the declarations say of every leaf; columns are those of `register`, whose rows the tree stands in. */
export function declaredLeaves(programme: Programme, catalogue: Catalogue, register = ''): Leaves {
  const inside = (other: string): Leaves => declaredLeaves(programme, catalogue, other)
  const columns = catalogue.registers.find(({ id }) => id === register)?.columns ?? []
  const of = (node: Node): Interval | null => {
    switch (node.op) {
      case 'attribute': {
        const attribute = ATTRIBUTES[node.name]
        return attribute?.kind === 'date' ? ANY_DAY : { lo: 0, hi: attribute?.most ?? 0 }
      }
      case 'column': {
        const column = columns.find(({ id }) => id === node.name)
        return column ? boundsOfColumn(column.type) : ZERO
      }
      case 'parameter': {
        const rows = programme.parameters.find(({ id }) => id === node.id)?.rows ?? []
        const values = rows.filter(({ key }) => key === node.key).map(({ value }) => value)
        return hull(values.filter((value) => typeof value === 'number').map(point))
      }
      case 'variable':
      case 'via': {
        const expr = programme.variables.find(({ id }) => id === node.name)?.expr
        return expr ? intervalOf(expr, inside('')) : ZERO
      }
      case 'members':
        return rowsOf(node, leaves, leaves)
      case 'aggregate': {
        const set = programme.records.find(({ id }) => id === node.records)
        return rowsOf(node, inside(set?.register ?? ''), leaves)
      }
      default:
        return null
    }
  }
  const leaves: Leaves = { truth: () => null, of }
  return leaves
}

function rowsOf(node: NodeOf<'aggregate'> | NodeOf<'members'>, inner: Leaves, outer: Leaves): Interval {
  if (node.fn === 'count') return { lo: 0, hi: MOST_ROWS }
  if (!node.value) return ZERO
  const one = intervalOf(node.value, inner)
  if (node.fn === 'sum') return { lo: Math.min(0, one.lo * MOST_ROWS), hi: Math.max(0, one.hi * MOST_ROWS) }
  return node.none ? hull([one, intervalOf(node.none, outer)]) : one
}

const widest = ({ lo, hi }: Interval): number => Math.max(Math.abs(lo), Math.abs(hi))

/** Rounding to half asks for twice the numerator and the divisor on the way. */
function onTheWay(node: Node, leaves: Leaves): number {
  if (node.op !== 'divide' || !node.round.startsWith('half')) return 0
  return 2 * widest(intervalOf(node.numerator, leaves)) + widest(intervalOf(node.divisor, leaves))
}

export function checkBounds(programme: Programme, catalogue: Catalogue): readonly Problem[] {
  const found = new Map<string, Problem>()
  for (const tree of treesOf(programme))
    for (const { node, path, records } of placed(programme, tree)) {
      const leaves = declaredLeaves(programme, catalogue, records?.register)
      const size = (one: Node): number => Math.max(widest(intervalOf(one, leaves)), onTheWay(one, leaves))
      if (size(node) <= limitOf(node)) continue
      // The place where it first grows too large, not everything above it.
      const operands = node.op === 'aggregate' ? [] : childrenOf(node)
      if (operands.some((child) => size(child) > limitOf(child))) continue
      found.set(path, {
        code: 'UNBOUNDED',
        programme: programme.id,
        path,
        names: [...nameOf(node), tree.id],
        text: {
          zh: `这里的数可达${size(node).toExponential(1)}，超出各引擎整数的范围（${limitOf(node)}）。`,
          en: `A number here can reach ${size(node).toExponential(1)}, beyond the integers of the engines (${limitOf(node)}).`,
        },
        remedy: {
          zh: '给登记册的列或参数定出上限，或先取较小值再算。',
          en: 'Bound the column or the parameter, or take the lesser value before computing.',
        },
      })
    }
  return [...found.values()]
}

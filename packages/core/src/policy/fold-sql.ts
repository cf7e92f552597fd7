/**
 * The ways in which a person's own attributes can stand: all that a programme asks of them are a few truths (of age,
 * registered), and whether each parent is known. Each way has a number.
 */
import type { Programme } from './programme.ts'
import { reach } from './references.ts'
import { childrenOf, type Node } from './tree.ts'

/** Beyond so many truths the ways are too many to write down. */
const MOST_TRUTHS = 6

export type Fold = {
  readonly truths: readonly Node[]
  /** The column that holds a truth, read of `p`; null for any other node. */
  readonly column: (node: Node) => string | null
  /** How many ways there are; their numbers are below it. */
  readonly count: number
  /** The columns of a way: `l0`…, `father_known`, `mother_known`. */
  readonly columns: readonly string[]
  /** Every way: `pattern` (its number) and its columns. */
  readonly patterns: string
  /** `person`, `father`, `mother` and `pattern` of whoever `from` (aliased p) holds. */
  readonly patterned: (from: string, truths: readonly string[], known: readonly string[]) => string
}

/** The largest parts that rest on attributes alone; null where one is no truth: then the ways are countless. */
function truthsOf(programme: Programme, roots: readonly Node[]): readonly Node[] | null {
  const found = new Map<string, Node>()
  const seen = new Set<string>()
  let countless = false
  const visit = (node: Node): void => {
    const ops = new Set([...reach(programme, node)].map(({ op }) => op))
    if (ops.has('members')) countless = true
    if (!ops.has('attribute')) {
      if (!ops.has('via') && !ops.has('aggregate')) return
    } else if (!ops.has('via') && !ops.has('aggregate')) {
      if (node.kind === 'bool') found.set(JSON.stringify(node), node)
      else countless = true
      return
    }
    if (node.op !== 'variable') childrenOf(node).forEach(visit)
    else if (!seen.has(node.name)) {
      seen.add(node.name)
      const variable = programme.variables.find(({ id }) => id === node.name)
      if (variable) visit(variable.expr)
    }
  }
  roots.forEach(visit)
  return countless || found.size > MOST_TRUTHS ? null : [...found.values()]
}

/** The number of a way: true, false, unknown count 1, 0, 2 in base three, the parents above them. */
function patternNumber(truths: number): string {
  const three = Array.from({ length: truths }, (_, at) => 3 ** at)
  const each = three.map(
    (weight, at) => `CASE WHEN l${at} THEN ${weight} WHEN NOT l${at} THEN 0 ELSE ${2 * weight} END`,
  )
  const above = 3 ** truths
  const parents = [
    `CASE WHEN father_known THEN ${above} ELSE 0 END`,
    `CASE WHEN mother_known THEN ${2 * above} ELSE 0 END`,
  ]
  return `CAST(${[...each, ...parents].join(' + ')} AS INTEGER)`
}

/** The ways of a programme; null where it asks more than truths, or too many. */
export function foldOf(programme: Programme, roots: readonly Node[]): Fold | null {
  const truths = truthsOf(programme, roots)
  if (truths === null) return null
  const at = new Map(truths.map((node, index) => [JSON.stringify(node), index]))
  const names = [...truths.map((_, index) => `l${index}`), 'father_known', 'mother_known']
  const ways = names.map((name, index) => {
    const values = index < truths.length ? '(TRUE), (FALSE), (NULL)' : '(TRUE), (FALSE)'
    return `(SELECT CAST(v AS BOOLEAN) AS ${name} FROM (VALUES ${values}) t(v))`
  })
  const number = patternNumber(truths.length)
  return {
    truths,
    column: (node) => {
      const index = at.get(JSON.stringify(node))
      return index === undefined ? null : `p.l${index}`
    },
    count: 4 * 3 ** truths.length,
    columns: names,
    patterns: `(SELECT *, ${number} AS pattern FROM ${ways.join(' CROSS JOIN ')})`,
    patterned: (from, exprs, known) => {
      const columns = [...exprs, ...known].map((expr, index) => `${expr} AS ${names[index]}`)
      return `SELECT person, father, mother, ${number} AS pattern FROM (SELECT ${['p.person', 'p.father', 'p.mother', ...columns].join(', ')} FROM ${from})`
    },
  }
}

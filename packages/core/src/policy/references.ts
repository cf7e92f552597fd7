/** What a tree refers to, through variables and parents: records, parameters; and which variables need records alone. */
import type { Ymd } from '../kernel/index.ts'
import { type Programme, parameterRows, rowsOn } from './programme.ts'
import { type Node, walk } from './tree.ts'

/** Every node that `node` depends on, through named variables too (cycles are the check's business, not ours). */
export function* reach(programme: Programme, node: Node, seen: Set<string> = new Set()): Generator<Node> {
  for (const one of walk(node)) {
    yield one
    if ((one.op !== 'variable' && one.op !== 'via') || seen.has(one.name)) continue
    seen.add(one.name)
    const variable = programme.variables.find(({ id }) => id === one.name)
    if (variable) yield* reach(programme, variable.expr, seen)
  }
}

/**
 * Whether a variable depends on records, parameters and the day alone, not on the person's attributes, parents or household.
 * Such a variable has one value for everybody without records: it is stored for the few who have some.
 */
export function isSparse(programme: Programme, node: Node): boolean {
  for (const one of reach(programme, node))
    if (one.op === 'attribute' || one.op === 'via' || one.op === 'members') return false
  return true
}

/** Whether a verdict asks anything of the people whom the person lives with. */
export const asksHouseholds = (programme: Programme): boolean =>
  [
    ...programme.conditions.map(({ expr }) => expr),
    ...programme.categories.flatMap(({ test, amount }) => [test, amount]),
  ]
    .flatMap((root) => [...reach(programme, root)])
    .some(({ op }) => op === 'members')

const found = new WeakMap<Programme, WeakMap<Node, ReadonlySet<string>>>()
/** The parameters that a tree refers to; remembered, for the trees of a programme never change. */
function parametersOf(programme: Programme, node: Node): ReadonlySet<string> {
  const trees = found.get(programme) ?? new WeakMap<Node, ReadonlySet<string>>()
  found.set(programme, trees)
  const known = trees.get(node)
  if (known) return known
  const used = new Set<string>()
  for (const one of reach(programme, node)) if (one.op === 'parameter') used.add(`${one.id}|${one.key ?? ''}`)
  trees.set(node, used)
  return used
}

/** The bit set of the parameter rows in force on a day that the trees refer to. */
export function parameterBits(programme: Programme, nodes: readonly Node[], on: Ymd): number {
  const used = nodes.map((node) => parametersOf(programme, node))
  let bits = 0
  parameterRows(programme).forEach(({ parameter, row }, index) => {
    const name = `${parameter.id}|${row.key ?? ''}`
    if (used.some((names) => names.has(name)) && rowsOn(parameter, on).includes(row)) bits += 2 ** index
  })
  return bits
}

const read = new WeakMap<Programme, Map<string, Set<string>>>()
const NOTHING: ReadonlySet<string> = new Set()

/** The columns of a record set that the programme's trees read: what a reader of its evidence needs to see. */
export function columnsRead(programme: Programme, records: string): ReadonlySet<string> {
  const known = read.get(programme)
  if (known) return known.get(records) ?? NOTHING
  const columns = new Map<string, Set<string>>()
  const roots = [...programme.variables, ...programme.conditions].map(({ expr }): Node => expr)
  for (const root of [...roots, ...programme.categories.flatMap(({ test, amount }) => [test, amount])])
    for (const node of walk(root)) {
      if (node.op !== 'aggregate') continue
      const mine = columns.get(node.records) ?? new Set<string>()
      columns.set(node.records, mine)
      for (const inner of walk(node)) if (inner.op === 'column') mine.add(inner.name)
    }
  read.set(programme, columns)
  return columns.get(records) ?? NOTHING
}

/** What the parts of a programme's SELECT share: what is asked of whom, and expressions layer by layer over a relation. */
import { assert } from '../kernel/index.ts'
import type { Dialect, Stage } from '../sql/index.ts'
import { valueAt } from './evaluate.ts'
import type { Asked } from './household-sql.ts'
import { type Aggregate, literal, type Printer, print, type Source } from './print-sql.ts'
import type { Programme } from './programme.ts'
import { isSparse, reach } from './references.ts'
import { childrenOf, type Node, walk } from './tree.ts'

/** A programme's SELECT and, before it, the stages that it reads, each of those only stages before it. */
export type StagedSql = { readonly stages: readonly Stage[]; readonly select: string }

export const rootsOf = (programme: Programme): Node[] => [
  ...programme.conditions.map(({ expr }) => expr),
  ...programme.categories.flatMap(({ test, amount }) => [test, amount]),
]

/** A part of the verdict that needs the person's own records alone: column `x` + at of the sparse stage. */
type Lifted = { readonly node: Node; readonly key: string; readonly at: number }
type Named = { readonly node: Aggregate; readonly key: string; readonly at: number; readonly records: string }

/** Every aggregate that a verdict needs, once, by its serialised form. */
export function aggregatesOf(programme: Programme): readonly Named[] {
  const found = new Map<string, Aggregate>()
  for (const root of rootsOf(programme)) {
    for (const node of reach(programme, root)) if (node.op === 'aggregate') found.set(JSON.stringify(node), node)
  }
  return [...found].map(([key, node], at) => ({ node, key, at, records: node.records }))
}

export type Plan = {
  readonly programme: Programme
  readonly source: Source
  readonly dialect: Dialect
  readonly aggregates: readonly Named[]
  readonly sets: readonly Programme['records'][number][]
  readonly lifted: readonly Lifted[]
  readonly households: readonly Asked[]
}

/**
 * The largest such parts, once each. Connectives stay with everybody: they cost less than the column they would save.
 */
export function liftedOf(programme: Programme): readonly Lifted[] {
  const found = new Map<string, Node>()
  const seen = new Set<string>()
  const visit = (node: Node): void => {
    const connective = node.op === 'and' || node.op === 'or' || node.op === 'not'
    if (!connective && isSparse(programme, node) && [...reach(programme, node)].some(({ op }) => op === 'aggregate')) {
      found.set(JSON.stringify(node), node)
    } else if (node.op === 'variable') {
      if (seen.has(node.name)) return
      seen.add(node.name)
      visit(exprOf(programme, node.name))
    } else childrenOf(node).forEach(visit)
  }
  rootsOf(programme).forEach(visit)
  return [...found].map(([key, node], at) => ({ node, key, at }))
}

const emptyFacts = ({ source }: Plan) => ({
  asOf: source.asOf,
  available: Object.keys(source.records),
  persons: { 0: {} },
  records: {},
})
/** What a node is for a person without a row anywhere. */
export const emptyLiteral = (plan: Plan, node: Node): string =>
  literal(plan.dialect, node.kind, valueAt(plan.programme, emptyFacts(plan), 0, node))

/** Whether any of the columns is not what its node is for a person without a row. */
export const unusual = (plan: Plan, columns: readonly (readonly [name: string, node: Node])[]): string =>
  columns.length === 0
    ? 'FALSE'
    : columns.map(([name, node]) => `${name} IS DISTINCT FROM ${emptyLiteral(plan, node)}`).join(' OR ')

export const exprOf = (programme: Programme, name: string): Node => {
  const found = programme.variables.find(({ id }) => id === name)
  assert(found, `no variable ${name}`)
  return found.expr
}

/** Variables in layers: each layer needs only those before it, so that each is computed once. */
function layers(programme: Programme, wanted: ReadonlySet<string>): string[][] {
  const depth = new Map<string, number>()
  const depthOf = (name: string): number => {
    const known = depth.get(name)
    if (known !== undefined) return known
    let deepest = 0
    for (const node of walk(exprOf(programme, name)))
      if (node.op === 'variable') deepest = Math.max(deepest, depthOf(node.name) + 1)
    depth.set(name, deepest)
    return deepest
  }
  const result: string[][] = []
  for (const name of wanted) {
    const at = depthOf(name)
    const layer = result[at] ?? []
    result[at] = [...layer, name]
  }
  return Array.from(result, (layer) => layer ?? [])
}

/** The named variables that the nodes need at the person itself (not at a parent, not at a member of the household). */
export function neededHere(
  programme: Programme,
  nodes: readonly Node[],
  isReady: (node: Node) => boolean,
): Set<string> {
  const found = new Set<string>()
  const visit = (node: Node): void => {
    if (isReady(node) || node.op === 'members') return
    if (node.op !== 'variable') childrenOf(node).forEach(visit)
    else if (!found.has(node.name)) {
      found.add(node.name)
      visit(exprOf(programme, node.name))
    }
  }
  nodes.forEach(visit)
  return found
}

/** Wraps `from` (aliased p) in one SELECT a layer. */
export function stack(plan: Plan, from: string, wanted: ReadonlySet<string>, printer: Printer): string {
  return layers(plan.programme, wanted).reduce((inner, names) => {
    const columns = names.map(
      (name) => `${print(exprOf(plan.programme, name), printer)} AS ${plan.dialect.identifier(`v_${name}`)}`,
    )
    return `(SELECT p.*, ${columns.join(', ')} FROM ${inner} p CROSS JOIN prm)`
  }, from)
}

export const printerOf = (plan: Plan): Printer => ({
  programme: plan.programme,
  dialect: plan.dialect,
  source: plan.source,
  variable: (name) => `p.${plan.dialect.identifier(`v_${name}`)}`,
  via: (parent, name) => `p.${plan.dialect.identifier(`${parent}_${name}`)}`,
  aggregate: (node) => `p.a${plan.aggregates.find(({ key }) => key === JSON.stringify(node))?.at}`,
  members: (node) => `p.h${plan.households.find(({ key }) => key === JSON.stringify(node))?.at}`,
})

/** What the records say: of the person (`own`), and to those who ask a parent (`kin`); columns of the stage `s`. */
export const saidOf = (plan: Plan): Readonly<Record<'own' | 'kin', readonly (readonly [string, Node])[]>> => ({
  own: plan.lifted.map(({ node, at }) => [`x${at}`, node]),
  kin: [...viaNames(plan.programme)].map((name) => [plan.dialect.identifier(name), exprOf(plan.programme, name)]),
})

/** The variables asked for at a parent. */
export function viaNames(programme: Programme): Set<string> {
  const names = new Set<string>()
  for (const root of rootsOf(programme))
    for (const node of reach(programme, root)) if (node.op === 'via') names.add(node.name)
  return names
}

/** Conditions, tests and amounts over `from` (aliased p), layer by layer. */
export function judged(plan: Plan, from: string, printer: Printer, person: string): string {
  const { programme } = plan
  const isReady = (node: Node): boolean => (printer.ready?.(node) ?? null) !== null
  const conditions = programme.conditions.map(({ expr }, index) => `${print(expr, printer)} AS c${index}`)
  const categories = programme.categories.flatMap(({ test, amount }, index) => [
    `${print(test, printer)} AS t${index}`,
    `${print(amount, printer)} AS m${index}`,
  ])
  const inner = stack(plan, from, neededHere(programme, rootsOf(programme), isReady), printer)
  return `SELECT ${[`${person} AS person`, ...conditions, ...categories].join(', ')} FROM ${inner} p CROSS JOIN prm`
}

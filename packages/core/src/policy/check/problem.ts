/** What a static check found: a value with a place in the tree, in both languages; nothing is thrown. */
import type { Register, Text } from '../../kernel/index.ts'
import type { Programme } from '../programme.ts'
import { type Node, type RecordSet, walk } from '../tree.ts'

export type ProblemCode =
  | 'UNKNOWN_ID'
  | 'DUPLICATE_ID'
  | 'CYCLE'
  | 'DATE_GAP'
  | 'DATE_OVERLAP'
  | 'UNIT'
  | 'UNREACHABLE'
  | 'TABLE_GAP'
  | 'TABLE_OVERLAP'
  | 'UNBOUNDED'
  | 'UNROUNDED'
  | 'NO_CITATION'
  | 'NO_ABSENCE'
  | 'THRESHOLD'
  | 'UNUSED'
  | 'NOBODY'
  | 'TOO_MANY'
  | 'TOO_MANY_ROWS'

export type Problem = {
  readonly code: ProblemCode
  readonly programme: string
  /** Where in the programme, from its root: `variables/jailed/exists.where/and.2`. */
  readonly path: string
  /** Ids by which the place is found in the programme's source, the nearest first. */
  readonly names: readonly string[]
  readonly text: Text
  readonly remedy: Text
}

/** What the checks hold a programme against. */
export type Catalogue = { readonly registers: readonly Register[] }

/** A tree of the programme, and under which name it stands. */
export type Tree = { readonly path: string; readonly id: string; readonly root: Node }

/** Every tree of a programme; whatever is evaluated is in here. */
export function treesOf(programme: Programme): readonly Tree[] {
  const { effect } = programme
  return [
    ...programme.variables.map(({ id, expr }) => ({ path: `variables/${id}`, id, root: expr })),
    ...programme.conditions.map(({ id, expr }) => ({ path: `conditions/${id}`, id, root: expr })),
    ...programme.categories.flatMap(({ code: id, test, amount, derivation }) => [
      { path: `categories/${id}/test`, id, root: test },
      { path: `categories/${id}/amount`, id, root: amount },
      ...derivation.flatMap(({ value, shared }, at) => [
        { path: `categories/${id}/derivation/${at}`, id, root: value as Node },
        ...(shared === null ? [] : [{ path: `categories/${id}/derivation/${at}/shared`, id, root: shared as Node }]),
      ]),
    ]),
    ...(effect === null
      ? []
      : [
          { path: 'effect/startMonths', id: 'effect', root: effect.startMonths },
          { path: 'effect/stopMonths', id: 'effect', root: effect.stopMonths },
          { path: 'effect/onlyByDecision', id: 'effect', root: effect.onlyByDecision },
          ...(effect.cutAtOnce ? [{ path: 'effect/cutAtOnce', id: 'effect', root: effect.cutAtOnce as Node }] : []),
        ]),
  ]
}

export type Placed = { readonly node: Node; readonly path: string; readonly records: RecordSet | null }

const direct = (node: Node): readonly (readonly [name: string, child: Node])[] =>
  Object.entries(node).flatMap(([name, value]): [string, Node][] =>
    Array.isArray(value)
      ? value.flatMap((one, at): [string, Node][] => (isNode(one) ? [[String(at + 1), one]] : []))
      : isNode(value)
        ? [[name, value]]
        : [],
  )
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value

/** Every node with its path, and the record set whose rows it speaks of. */
export function* placed(programme: Programme, { root, path }: Tree): Generator<Placed> {
  function* visit(node: Node, at: string, records: RecordSet | null): Generator<Placed> {
    yield { node, path: at, records }
    const inner = node.op === 'aggregate' ? (programme.records.find(({ id }) => id === node.records) ?? null) : records
    for (const [name, child] of direct(node))
      yield* visit(child, `${at}/${labelOf(node)}.${name}`, name === 'none' ? records : inner)
  }
  yield* visit(root, path, null)
}
/** The id that a node carries, for finding it in a source; none of a constant or an operation. */
export const nameOf = (node: Node): readonly string[] =>
  'name' in node ? [node.name] : node.op === 'parameter' ? [node.id] : node.op === 'aggregate' ? [node.records] : []

const labelOf = (node: Node): string =>
  node.op === 'aggregate' ? node.fn : node.op === 'compare' ? node.relation : node.op

/** The nodes of all trees. */
export const allNodes = (programme: Programme): readonly Node[] =>
  treesOf(programme).flatMap(({ root }) => [...walk(root)])

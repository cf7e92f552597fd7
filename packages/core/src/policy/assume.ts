/** A test under the assumption that some of its parts turned out thus: the parts replaced, everything else as it is. */
import { keyOf } from './node-key.ts'
import type { Node } from './tree.ts'

/** `assumed`: by the key of a part (node-key.ts). */
export function assume(node: Node, assumed: ReadonlyMap<string, boolean>): Node {
  const value = assumed.get(keyOf(node))
  if (value !== undefined) return { op: 'const', kind: 'bool', value }
  const of = (child: Node): Node => assume(child, assumed)
  switch (node.op) {
    case 'and':
    case 'or':
      return { ...node, args: node.args.map(of) }
    case 'not':
      return { ...node, arg: of(node.arg) }
    case 'when':
      // biome-ignore lint/suspicious/noThenProperty: the language's own word; a node is never awaited
      return { ...node, condition: of(node.condition), then: of(node.then), otherwise: of(node.otherwise) }
    default:
      return node
  }
}

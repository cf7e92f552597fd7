/** A node's identity by what it says: two trees that say the same have the same key. Remembered, for trees never change. */
import type { Node } from './tree.ts'

const keys = new WeakMap<Node, string>()

export function keyOf(node: Node): string {
  const key = keys.get(node) ?? JSON.stringify(node)
  keys.set(node, key)
  return key
}

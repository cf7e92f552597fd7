/**
 * Which conditions carry a verdict: found in the trees themselves, so that no programme says it a second time.
 *
 * Held: what the category says it rests on. Refused: per category, the conditions in whose clauses the test fails, or
 * those alone that fail every category. Cannot tell: the unknown conditions in the unknown clauses of the categories
 * still open.
 */
import { type Explained, valueAt } from './evaluate.ts'
import { keyOf } from './node-key.ts'
import type { Facts, Programme } from './programme.ts'
import type { Node } from './tree.ts'

/** For each category that does not apply or cannot be told: the conditions that make it so, in the tree's order. */
export type Ground = { readonly category: string; readonly conditions: readonly string[] }

type Ask = { readonly programme: Programme; readonly facts: Facts; readonly person: number }

/** The conditions under `node` through which it has the value `wanted`. */
function carriers(ask: Ask, node: Node, wanted: boolean | null): string[] {
  if (valueAt(ask.programme, ask.facts, ask.person, node) !== wanted) return []
  const key = keyOf(node)
  const own = ask.programme.conditions.find(({ expr }) => keyOf(expr) === key)
  if (own) return [own.id]
  switch (node.op) {
    case 'and':
    case 'or':
      return [...new Set(node.args.flatMap((arg) => carriers(ask, arg, wanted)))]
    case 'not':
      return carriers(ask, node.arg, wanted === null ? null : !wanted)
    default:
      return []
  }
}

/** Why each category does not apply (a refusal), or is still open (cannot tell). Empty for a category held. */
export function groundsOf(programme: Programme, facts: Facts, person: number, told: Explained): readonly Ground[] {
  if (told.status === 'eligible') return []
  const ask = { programme, facts, person }
  const wanted = told.status === 'ineligible' ? false : null
  const grounds = programme.categories
    .map(({ code, test }) => ({ category: code, conditions: carriers(ask, test, wanted) }))
    .filter(({ conditions }) => conditions.length > 0)
  const everywhere = (grounds[0]?.conditions ?? []).filter((id) =>
    grounds.every(({ conditions }) => conditions.includes(id)),
  )
  // What rules out every category says enough: nobody reads four times that a child is of age.
  return everywhere.length > 0 && grounds.length === programme.categories.length
    ? [{ category: '', conditions: everywhere }]
    : grounds
}

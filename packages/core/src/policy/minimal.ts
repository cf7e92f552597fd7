/**
 * The fewest conditions that carry a verdict: with these as they are, and nothing known of the others, it stands.
 *
 * Nothing can be left out of the set; where several sets would do, the one that keeps what rules out most categories.
 */
import { all3, any3, not3, type Ternary } from '../kernel/index.ts'
import { type Explained, valueAt } from './evaluate.ts'
import { keyOf } from './node-key.ts'
import type { Facts, Programme } from './programme.ts'
import type { Node } from './tree.ts'

/** A test seen from its conditions: what stands between them, and what is no condition. */
type Shape =
  | { readonly is: 'all' | 'any'; readonly parts: readonly Shape[] }
  | { readonly is: 'not'; readonly part: Shape }
  | { readonly is: 'condition' | 'leaf'; readonly at: number }
type Shapes = { readonly tests: readonly Shape[]; readonly leaves: readonly Node[] }

const shapes = new WeakMap<Programme, Shapes>()
/** The trees of a programme never change: their shapes are found once. */
function shapesOf(programme: Programme): Shapes {
  const known = shapes.get(programme)
  if (known) return known
  const conditions = new Map(programme.conditions.map(({ expr }, at) => [keyOf(expr), at]))
  const leaves: Node[] = []
  const of = (node: Node): Shape => {
    const condition = conditions.get(keyOf(node))
    if (condition !== undefined) return { is: 'condition', at: condition }
    if (node.op === 'and' || node.op === 'or')
      return { is: node.op === 'and' ? 'all' : 'any', parts: node.args.map(of) }
    if (node.op === 'not') return { is: 'not', part: of(node.arg) }
    return { is: 'leaf', at: leaves.push(node) - 1 }
  }
  const found = { tests: programme.categories.map(({ test }) => of(test)), leaves }
  shapes.set(programme, found)
  return found
}

type Known = { readonly conditions: readonly Ternary[]; readonly leaves: readonly Ternary[] }
function told(shape: Shape, known: Known): Ternary {
  switch (shape.is) {
    case 'all':
      return all3(shape.parts.map((part) => told(part, known)))
    case 'any':
      return any3(shape.parts.map((part) => told(part, known)))
    case 'not':
      return not3(told(shape.part, known))
    case 'condition':
      return known.conditions[shape.at] ?? null
    case 'leaf':
      return known.leaves[shape.at] ?? null
  }
}

/** Ids of conditions in their order; empty for a verdict that cannot be told, which no condition carries. */
export function minimalReason(
  programme: Programme,
  facts: Facts,
  person: number,
  { status, category, conditions }: Explained,
): readonly string[] {
  if (status === 'unknown') return []
  const { tests, leaves } = shapesOf(programme)
  const leafValues = leaves.map((leaf) => valueAt(programme, facts, person, leaf) as Ternary)
  const under = (kept: ReadonlySet<number>): readonly Ternary[] => {
    const known = { leaves: leafValues, conditions: conditions.map(({ value }, at) => (kept.has(at) ? value : null)) }
    return tests.map((test) => told(test, known))
  }
  const stands = (kept: ReadonlySet<number>): boolean => {
    const values = under(kept)
    const first = values.findIndex((test) => test !== false)
    if (status === 'ineligible') return first < 0
    return values[first] === true && programme.categories[first]?.code === category
  }
  const weight = (at: number): number => under(new Set([at])).filter((test) => test === false).length
  const order = conditions
    .flatMap(({ value }, at) => (value === null ? [] : [{ at, weight: weight(at) }]))
    .toSorted((a, b) => a.weight - b.weight)
  const kept = new Set(order.map(({ at }) => at))
  for (const { at } of order) {
    kept.delete(at)
    if (!stands(kept)) kept.add(at)
  }
  return programme.conditions.flatMap(({ id }, at) => (kept.has(at) ? [id] : []))
}

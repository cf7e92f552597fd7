/**
 * Of a person nobody can tell: which facts would settle it.
 *
 * The unknown facts are the smallest true-or-false parts of the tests that have no value. Every way they could turn out
 * is tried; a fact settles something when, all else equal, its turning out otherwise changes the verdict or the amount.
 */
import { assume } from './assume.ts'
import { type Missing, missingFor, valueAt } from './evaluate.ts'
import { keyOf } from './node-key.ts'
import type { Facts, Programme } from './programme.ts'
import type { Node } from './tree.ts'

/** Beyond so many unknown facts the ways are too many to try: each is then taken to matter. */
export const MOST_FACTS = 8

const branches = (node: Node): readonly Node[] =>
  node.op === 'and' || node.op === 'or'
    ? node.args
    : node.op === 'not'
      ? [node.arg]
      : node.op === 'when'
        ? [node.condition, node.then, node.otherwise].filter(({ kind }) => kind === 'bool')
        : []

/** The smallest parts of a test, true or false in kind, that have no value. */
function unknownParts(programme: Programme, facts: Facts, person: number, test: Node): readonly Node[] {
  if (valueAt(programme, facts, person, test) !== null) return []
  const parts = branches(test).flatMap((branch) => unknownParts(programme, facts, person, branch))
  return parts.length > 0 ? parts : [test]
}

/** Substituted trees are the same for everybody of whom the same is assumed. */
const assumedTests = new WeakMap<Programme, Map<string, readonly Node[]>>()
export function testsUnder(programme: Programme, assumed: ReadonlyMap<string, boolean>): readonly Node[] {
  const known = assumedTests.get(programme) ?? new Map<string, readonly Node[]>()
  assumedTests.set(programme, known)
  const name = JSON.stringify([...assumed])
  const tests = known.get(name) ?? programme.categories.map(({ test }) => assume(test, assumed))
  known.set(name, tests)
  return tests
}

/** The unknown facts that the tests of all categories rest on, each once. */
export function openFacts(programme: Programme, facts: Facts, person: number): readonly Node[] {
  const parts = programme.categories.flatMap(({ test }) => unknownParts(programme, facts, person, test))
  return [...new Map(parts.map((part) => [keyOf(part), part])).values()].toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  )
}

/** One of the ways that unknown facts can turn out: bit by bit, in their order. */
export const wayOf = (open: readonly Node[], way: number): ReadonlyMap<string, boolean> =>
  new Map(open.map((part, at) => [keyOf(part), (way & (1 << at)) !== 0]))

export type Settling = {
  /** What is missing for the facts that matter; empty where however they turn out nothing changes. */
  readonly missing: readonly Missing[]
  /** The one amount owed however they turn out; null where it depends, or where nothing is owed. */
  readonly amountFen: number | null
}

/** Asked of a person whose status is unknown. */
export function settling(programme: Programme, facts: Facts, person: number): Settling {
  const unknown = openFacts(programme, facts, person)
  const missingOf = (nodes: readonly Node[]): Missing[] =>
    nodes.flatMap((node) => missingFor(programme, facts, person, node))
  // What is unknown is an amount, or too much to try.
  if (unknown.length === 0)
    return {
      missing: missingOf(programme.categories.flatMap(({ test, amount }) => [test, amount])),
      amountFen: null,
    }
  if (unknown.length > MOST_FACTS) return { missing: missingOf(unknown), amountFen: null }
  const outcome = (way: number): string => {
    const tests = testsUnder(programme, wayOf(unknown, way))
    const first = tests.findIndex((test) => valueAt(programme, facts, person, test) !== false)
    const category = programme.categories[first]
    if (!category) return 'none'
    return String(valueAt(programme, facts, person, category.amount))
  }
  const outcomes = Array.from({ length: 2 ** unknown.length }, (_, way) => outcome(way))
  const matters = unknown.filter((_, at) => outcomes.some((one, way) => one !== outcomes[way ^ (1 << at)]))
  const only = matters.length === 0 ? Number(outcomes[0]) : Number.NaN
  return { missing: missingOf(matters), amountFen: Number.isNaN(only) ? null : only }
}

/**
 * The fewest conditions that carry a verdict: with these as they are, and nothing known of the others, it stands.
 *
 * Nothing can be left out of the set; where several sets would do, the one that keeps what rules out most categories.
 */
import { assume } from './assume.ts'
import { type Explained, valueAt } from './evaluate.ts'
import { keyOf } from './node-key.ts'
import type { Facts, Programme } from './programme.ts'

/** Ids of conditions in their order; empty for a verdict that cannot be told, which no condition carries. */
export function minimalReason(programme: Programme, facts: Facts, person: number, told: Explained): readonly string[] {
  if (told.status === 'unknown') return []
  const known = told.conditions.filter(({ value }) => value !== null)
  const keys = new Map(programme.conditions.map(({ id, expr }) => [id, keyOf(expr)]))
  const under = (kept: readonly string[]): readonly (boolean | null)[] => {
    const assumed = new Map<string, boolean | null>([...keys.values()].map((key) => [key, null]))
    for (const { id, value } of known) if (kept.includes(id)) assumed.set(keys.get(id) ?? '', value)
    return programme.categories.map(
      ({ test }) => valueAt(programme, facts, person, assume(test, assumed)) as boolean | null,
    )
  }
  const stands = (kept: readonly string[]): boolean => {
    const tests = under(kept)
    const first = tests.findIndex((test) => test !== false)
    if (told.status === 'ineligible') return first < 0
    return tests[first] === true && programme.categories[first]?.code === told.category
  }
  const weight = (id: string): number => under([id]).filter((test) => test === false).length
  const order = known.map(({ id }) => id).toSorted((a, b) => weight(a) - weight(b))
  let kept = order
  for (const id of order) {
    const fewer = kept.filter((one) => one !== id)
    if (stands(fewer)) kept = fewer
  }
  return programme.conditions.map(({ id }) => id).filter((id) => kept.includes(id))
}

/** The drawn families as facts: child 3n+1, father 3n+2, mother 3n+3, each family by itself and all of them together. */
import type { Register, Ymd } from '@doudi/core/kernel'
import { type Expr, type Facts, type Programme, yes } from '@doudi/core/policy'
import fc from 'fast-check'
import { type Family, familyArb } from './boundary-people.ts'

const SEED = 20261123

function factsOf(family: Family, at: number, asOf: Ymd, available: readonly string[]): Facts {
  const child = at * 3 + 1
  // Most live together; of some nobody wrote down where, some fathers live elsewhere.
  const homes = [at % 7 === 3 ? null : child, at % 3 === 2 ? child + 1 : child] as const
  const records = Object.entries(family.records).map(([register, rows]) => [
    register,
    rows.map(({ of, ...row }) => ({ ...row, person: child + of })),
  ])
  return {
    asOf,
    available,
    persons: {
      [child]: { ...family.child, household: homes[0], father: child + 1, mother: child + 2 },
      [child + 1]: { ...family.parents[0], household: homes[1], fatherState: 1, motherState: 1 },
      [child + 2]: { ...family.parents[1], household: child, fatherState: 1, motherState: 1 },
    },
    records: Object.fromEntries(records),
  }
}

const joined = (all: readonly Facts[], asOf: Ymd, available: readonly string[]): Facts => ({
  asOf,
  available,
  persons: Object.assign({}, ...all.map(({ persons }) => persons)),
  records: Object.fromEntries(available.map((id) => [id, all.flatMap(({ records }) => records[id] ?? [])])),
})

export type Draw = { readonly asOf: Ymd; readonly at: number; readonly families: number }
export type Drawn = {
  readonly together: Facts
  readonly each: readonly { readonly child: number; readonly facts: Facts }[]
}

/** Families for a programme on a day; every second draw lacks a register or two, whose silence means nothing. */
export function drawFamilies(
  programme: Programme,
  registers: readonly Register[],
  { asOf, at, families }: Draw,
): Drawn {
  const available = registers.map(({ id }) => id).filter((_, index) => at % 2 === 0 || index % 7 !== at % 7)
  const drawn = fc.sample(familyArb(programme, registers, asOf), { numRuns: families, seed: SEED + at })
  const all = drawn.map((family, index) => factsOf(family, index, asOf, available))
  return {
    together: joined(all, asOf, available),
    each: all.map((facts, index) => ({ child: index * 3 + 1, facts })),
  }
}

/** The same trees with nothing hidden: every named truth a condition of its own, the first amount owed to everybody. */
export function laidBare(programme: Programme): Programme {
  const [model] = programme.conditions
  const truths = programme.variables.flatMap(({ id, expr }) =>
    model && expr.kind === 'bool' ? [{ ...model, id: `v-${id}`, expr: expr as Expr<'bool'> }] : [],
  )
  return {
    ...programme,
    id: `${programme.id} laid bare`,
    conditions: [...programme.conditions, ...truths],
    categories: programme.categories.slice(0, 1).map((category) => ({ ...category, test: yes })),
  }
}

/** The drawn families as facts, each by itself and all of them together; whoever is asked is the first of each family. */
import { assert, type Register, type Ymd } from '@doudi/core/kernel'
import { type Expr, type Facts, type Programme, yes } from '@doudi/core/policy'
import fc from 'fast-check'
import { type Family, familyArb } from './boundary-people.ts'
import { drawNear, type Near } from './near-examples.ts'

const SEED = 20261123

/** Numbers that a family has to itself; the first is whoever is asked, and every first is 1 modulo 3. */
const ROOM = 12
const firstOf = (at: number): number => at * ROOM + 1
/** One family in three stands near a worked case, where there are any. */
const NEAR = 3

function factsOf(family: Family, at: number, asOf: Ymd, available: readonly string[]): Facts {
  const child = firstOf(at)
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

/** The same people under the numbers of that family, whoever is asked before the others. */
function settled({ facts, person }: Near, at: number, available: readonly string[]): Facts {
  const others = Object.keys(facts.persons).map(Number)
  const order = [person, ...others.filter((one) => one !== person)]
  assert(order.length <= ROOM, 'a worked case has no more people than a family has room for')
  const numberOf = (one: unknown): number | null =>
    typeof one === 'number' && order.includes(one) ? firstOf(at) + order.indexOf(one) : null
  return {
    asOf: facts.asOf,
    available,
    persons: Object.fromEntries(
      order.map((one) => {
        const own = facts.persons[one] ?? {}
        const home = typeof own['household'] === 'number' ? firstOf(at) + own['household'] : null
        const kin = { father: numberOf(own['father']), mother: numberOf(own['mother']), household: home }
        return [numberOf(one), { fatherState: 1, motherState: 1, ...own, ...kin }]
      }),
    ),
    records: Object.fromEntries(
      Object.entries(facts.records).map(([register, rows]) => [
        register,
        rows.map((row) => ({ ...row, person: numberOf(row['person']) })),
      ]),
    ),
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
  const near = drawNear(programme, registers, { asOf, families: Math.floor(families / NEAR), seed: SEED + at })
  const numRuns = families - near.length
  const drawn = fc.sample(familyArb(programme, registers, asOf), { numRuns, seed: SEED + at })
  const all = [
    ...drawn.map((family, index) => factsOf(family, index, asOf, available)),
    ...near.map((one, index) => settled(one, numRuns + index, available)),
  ]
  return {
    together: joined(all, asOf, available),
    each: all.map((facts, index) => ({ child: firstOf(index), facts })),
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

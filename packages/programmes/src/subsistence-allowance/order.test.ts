import { evaluate, type FactRow, type Facts } from '@doudi/core/policy'
import { expect, test } from 'vitest'
import { programme as children } from '../children/programme.ts'
import { programme } from './programme.ts'

/** The grandmother and the child of E04, with the child's allowance in full; both parents of the child are dead. */
const [given] = programme.examples.filter(({ name }) => name.startsWith('E04')).map(({ facts }) => facts)
const GRANDMOTHER = 1
const CHILD = 2
const family: Facts = {
  ...(given as Facts),
  available: [...(given as Facts).available, 'R23', 'R31', 'R32', 'R33', 'R34'],
  persons: {
    ...(given as Facts).persons,
    [CHILD]: { ...(given as Facts).persons[CHILD], father: 3, mother: 4, fatherState: 0, motherState: 0 },
    3: { birth: 19850101, registered: false },
    4: { birth: 19850101, registered: false },
  },
}
const deaths = [3, 4].map((person) => ({ person, deathDate: 20250301 }))

/** The facts once the allowances are paid as they have just been worked out. */
function paid(facts: Facts, allowance: number, subsistence: number): Facts {
  const shared = { benefit: 'DB', caseAmount: subsistence, coveredPersons: 2, from: 20260201, county: '370602' }
  const income = (facts.records['R36'] ?? []).map(
    (row): FactRow => (row['kind'] === '26' ? { ...row, amount: allowance } : row),
  )
  return {
    ...facts,
    records: {
      ...facts.records,
      R03: deaths,
      R21: [GRANDMOTHER, CHILD].map((person) => ({ ...shared, person })),
      R22: [{ person: CHILD, category: 'CH-2', amount: allowance, from: 20260201, county: '370602' }],
      R36: income,
    },
  }
}

test('E04: the subsistence allowance first, then the difference; once more, and nothing changes', () => {
  let facts = paid(family, 213800, 0)
  const found = [1, 2, 3].map(() => {
    const subsistence = evaluate(programme, facts, GRANDMOTHER).amountFen ?? 0
    facts = paid(facts, 0, subsistence)
    const allowance = evaluate(children, facts, CHILD).amountFen ?? 0
    facts = paid(facts, allowance, subsistence)
    return { subsistence, allowance }
  })
  expect(found).toEqual(Array.from({ length: 3 }, () => ({ subsistence: 144400, allowance: 141600 })))
})

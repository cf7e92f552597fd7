import { type Attributes, evaluate, type FactRow, type Facts, settling } from '@doudi/core/policy'
import { describe, expect, test } from 'vitest'
import { programme } from './programme.ts'

const REGISTERS = [
  'R01',
  'R03',
  'R04',
  'R05',
  'R06',
  'R07',
  'R08',
  'R09',
  'R10',
  'R11',
  'R21',
  'R23',
  'R32',
  'R33',
  'R34',
]
const adult: Attributes = { birth: 19850615, sex: 1, registered: true }
const [CHILD, FATHER, MOTHER] = [1, 2, 3]
/** A child of 8 whose father and mother are known unless `own` says otherwise. */
const facts = (records: Readonly<Record<string, readonly FactRow[]>>, own: Attributes = {}): Facts => ({
  asOf: 20261123,
  available: REGISTERS,
  persons: {
    [CHILD]: {
      birth: 20180310,
      registered: true,
      father: FATHER,
      mother: MOTHER,
      fatherState: 0,
      motherState: 0,
      ...own,
    },
    [FATHER]: adult,
    [MOTHER]: { ...adult, sex: 2 },
  },
  records,
})
const noFather: Attributes = { father: null, fatherState: 1 }
const dead = (person: number, doubtful = false): FactRow => ({ person, deathDate: 20250401, doubtful })
const jailed: FactRow = { person: FATHER, mode: '1', inDate: 20250101, termMonths: 36, releaseDate: 20271231 }

/** What would settle the case, as kind and name. */
function asked(given: Facts): string[] {
  expect(evaluate(programme, given, CHILD).status).toBe('unknown')
  const { missing } = settling(programme, given, CHILD)
  return missing.map((one) => `${one.kind} ${'who' in one ? one.who : one.id}`).toSorted()
}

describe('what would settle a case that nobody can tell', () => {
  test('is who the father is, where the mother is dead', () => {
    expect(new Set(asked(facts({ R03: [dead(MOTHER)] }, noFather)))).toEqual(new Set(['parent father']))
  })

  test("is the city's list of illnesses, where a parent's illness would decide", () => {
    const ill = { R03: [dead(MOTHER)], R10: [{ person: FATHER, illnessClass: '1', diagnosisDate: 20250105 }] }
    expect(asked(facts(ill))).toContain('parameter P-ILL-LIST')
  })

  test('is not the household’s means, where they are known: only the father is asked for', () => {
    const poor: FactRow = { person: CHILD, benefit: 'DB', caseAmount: 50000, coveredPersons: 1, from: 20250101 }
    expect(asked(facts({ R03: [dead(MOTHER)], R21: [poor] }, noFather)).every((one) => one === 'parent father')).toBe(
      true,
    )
  })

  test('is nothing, where both ways owe the same: a father in prison whose death is doubtful, the mother dead', () => {
    const given = facts({ R03: [dead(MOTHER), dead(FATHER, true)], R06: [jailed] })
    expect(evaluate(programme, given, CHILD).status).toBe('unknown')
    expect(settling(programme, given, CHILD)).toEqual({ missing: [], amountFen: 213800 })
  })
})

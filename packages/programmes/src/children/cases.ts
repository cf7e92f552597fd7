/** How a worked case is written: person 1 is the child, 2 the father, 3 the mother; all invented. */
import type { Attributes, Example, FactRow, Facts, Status } from '@doudi/core/policy'

/** The registers that a case has unless it says otherwise. */
export const ALL = 'R01 R03 R04 R05 R06 R07 R08 R09 R10 R11 R12 R13 R21 R22 R23 R31 R32 R33 R34'.split(' ')
export const CHILD = 1
export const FATHER = 2
export const MOTHER = 3
const adult: Attributes = { birth: 19850615, sex: 1, registered: true, urbanRural: '2' }
const child: Attributes = {
  birth: 20180310,
  sex: 2,
  registered: true,
  urbanRural: '2',
  father: FATHER,
  mother: MOTHER,
  fatherState: 0,
  motherState: 0,
}

export type Records = Readonly<Record<string, readonly FactRow[]>>
export const facts = (asOf: number, records: Records, own: Attributes = {}): Facts => ({
  asOf,
  available: ALL,
  persons: { [CHILD]: { ...child, ...own }, [FATHER]: adult, [MOTHER]: { ...adult, sex: 2 } },
  records,
})
export const died = (person: number, deathDate = 20250401): Records => ({ R03: [{ person, deathDate }] })
export const allowance = (benefit: string, caseAmount: number, coveredPersons: number): FactRow => ({
  person: CHILD,
  benefit,
  caseAmount,
  coveredPersons,
  from: 20250101,
})
export const merge = (...all: readonly Records[]): Records => {
  const merged: Record<string, FactRow[]> = {}
  for (const records of all)
    for (const [register, rows] of Object.entries(records)) merged[register] = [...(merged[register] ?? []), ...rows]
  return merged
}
export const jail = (person: number, row: FactRow): Records => ({ R06: [{ person, mode: '1', ...row }] })
export const example = (
  name: string,
  given: Facts,
  status: Status,
  category: string | null = null,
  amountYuan: number | null = null,
  months?: Example['months'],
): Example => ({
  name,
  facts: given,
  person: CHILD,
  expect: { status, category, amountFen: amountYuan === null ? null : Math.round(amountYuan * 100) },
  source: name.split(' ')[0] ?? '',
  ...(months === undefined ? {} : { months }),
})

/** What is due in consecutive months: `[category, yuan]`, or null for nothing. */
export const due = (
  from: number,
  decisions: readonly number[],
  ...months: readonly (readonly [category: string, amountYuan: number] | null)[]
): NonNullable<Example['months']> => ({
  decisions,
  due: months.map((one, at) => ({
    month: from + at,
    category: one?.[0] ?? null,
    amountFen: Math.round((one?.[1] ?? 0) * 100),
  })),
})

/** A case whose letters are signed off, in golden/. */
export const signed = (letter: string, one: Example): Example => ({ ...one, letter })

/** How a worked case of social assistance is written: a household, who applied, what each has; all invented. */
import type { Attributes, Example, FactRow, Facts, Status, TestFigure } from '@doudi/core/policy'

const IN_FORCE =
  'R01 R03 R04 R05 R06 R07 R08 R09 R10 R11 R14 R15 R16 R17 R18 R20 R21 R22 R35 R36 R37 R38 R39 R40 R41'.split(' ')
/** The application of every case was made on this day. */
export const APPLIED = 20260105
export type Records = Readonly<Record<string, readonly FactRow[]>>

/** One person of the household. */
export type Person = {
  /** To the applicant; null: nobody declared this person. */
  readonly relation: string | null
  readonly birth?: number
  /** Recognised by the month, in yuan, of a kind that counts as it is. */
  readonly income?: number
  readonly own?: Attributes
  /** What the application says of this person, beside the usual; null: nothing. */
  readonly says?: FactRow
}

export const fen = (yuan: number): number => Math.round(yuan * 100)
export const earns = (person: number, kind: string, yuan: number, row: FactRow = {}): FactRow => ({
  person,
  kind,
  amount: fen(yuan),
  from: 20260101,
  ...row,
})

/** What nobody said is not there. */
const filled = (row: FactRow): FactRow => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))

const attributes = ({ birth = 19850615, own = {} }: Person): Attributes =>
  filled({
    birth,
    sex: 1,
    registered: true,
    county: '370602',
    urbanRural: '1',
    household: 1,
    fatherState: 1,
    motherState: 1,
    ...own,
  })

/** A household as facts; person 1 is the first. What stands in `records` comes beside what the persons bring. */
export function household(asOf: number, people: readonly Person[], records: Records = {}): Facts {
  const declared = people.filter(({ relation }) => relation !== null).length
  const rows = people.flatMap(({ relation, says = {} }, at): FactRow[] =>
    relation === null
      ? []
      : [
          filled({
            person: at + 1,
            applicationNo: 'A1',
            applicant: 1,
            relation,
            appliedOn: APPLIED,
            declaredPersons: declared,
            coResident: true,
            dependent: false,
            employed: false,
            county: '370602',
            ...says,
          }),
        ],
  )
  const incomes = people.flatMap(({ income }, at) => (income === undefined ? [] : [earns(at + 1, '19', income)]))
  const all: Record<string, readonly FactRow[]> = { ...records }
  all['R35'] = [...rows, ...(records['R35'] ?? [])]
  all['R36'] = [...incomes, ...(records['R36'] ?? [])]
  return {
    asOf,
    available: IN_FORCE,
    persons: Object.fromEntries(people.map((one, at) => [at + 1, attributes(one)])),
    records: all,
  }
}

type Beside = Partial<Pick<Example, 'months' | 'figures' | 'letter' | 'person'>>
/** A worked case; its source is the first word of its name. */
export const example = (
  name: string,
  facts: Facts,
  status: Status,
  category: string | null = null,
  amountYuan: number | null = null,
  beside: Beside = {},
): Example => ({
  name,
  facts,
  person: 1,
  expect: { status, category, amountFen: amountYuan === null ? null : fen(amountYuan) },
  source: name.split(' ')[0] ?? '',
  ...beside,
})
export const suppose = (id: string, value: TestFigure['value'], key: string | null = null): TestFigure => ({
  id,
  key,
  value,
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
    amountFen: fen(one?.[1] ?? 0),
  })),
})

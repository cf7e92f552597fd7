/** The people that the cases of our own are made of: a household of one or two, and what registers say of the first. */
import type { FactRow } from '@doudi/core/policy'
import { earns, household as facts, type Person, type Records, suppose } from '../assistance/index.ts'

export const self: Person = { relation: '01' }
export const wife: Person = { relation: '10' }
export const child: Person = { relation: '20', birth: 20150401 }
export const DAY = 20260601
export const household = (people: readonly Person[], records: Records = {}, asOf = DAY) => facts(asOf, people, records)
/** Alone, with so much a month, in yuan. */
export const alone = (income: number, records: Records = {}) => household([{ ...self, income }], records)
/** A child who came of age on that day, or not yet; not in school, living elsewhere. */
export const grown = (birth: number, says: FactRow = {}): Person => ({
  relation: '20',
  birth,
  says: { coResident: false, ...says },
})
export const study = (row: FactRow = {}): Records => ({
  R11: [{ person: 2, stage: '42', schoolStatus: '1', fullTime: true, entryDate: 20240901, endDate: 20280630, ...row }],
})
export const assets = (yuan: number): Records => ({
  R20: [{ person: 1, account: 'a', kind: '1', balance: yuan * 100, balanceDate: 20260101 }],
})
export const limit = [suppose('P-AST-FIN', 500000, 'DB')]
export const wages = (yuan: number): Records => ({ R36: [earns(1, '11', yuan)] })
export const pension = (recognised: number, insured: number, row: FactRow = {}): Records => ({
  R36: [earns(1, '14', recognised)],
  R14: [{ person: 1, benefit: '1', amount: insured * 100, from: 20200101, ...row }],
})
export const taxed = (yuan: number, to: number): Records => ({
  R36: [earns(1, '19', 500)],
  R15: [{ person: 1, incomeClass: '2', amount: yuan * 100, from: 20250101, to }],
})
export const obligor = (row: FactRow): Records => ({
  R39: [
    {
      person: 1,
      obligorBirth: 19800101,
      severe: false,
      withinProperty: true,
      income: 300000,
      from: 20250101,
      ...row,
    },
  ],
})
export const prison = (row: FactRow): Records => ({ R06: [{ person: 2, mode: '1', inDate: 20250601, ...row }] })
export const certificate = (row: FactRow = {}): Records => ({
  R05: [{ person: 1, disabilityClass: '4', grade: '1', issueDate: 20200101, expiryDate: 20300101, ...row }],
})
/** The first of two people in a family that has 3000 a month: from 2138 up to 3207. */
export const inEdge = (records: Records, own: Person = self, asOf = DAY) =>
  household([own, { ...wife, income: 3000 }], records, asOf)
export const lifted = (row: FactRow, asOf: number) =>
  household(
    [{ ...self, income: 2400 }, wife],
    {
      R21: [{ person: 1, benefit: 'DB', caseAmount: 113800, from: 20260201 }],
      R41: [{ person: 1, reviewedOn: 20260420, finding: '1', ...row }],
    },
    asOf,
  )
export const clergy = (since: number) => household([{ ...self, says: { clergySince: since } }])

/** The worked cases of the policy test-suite (T, E); every case of our own stands in boundaries.ts. */
import type { Example } from '@doudi/core/policy'
import { due, earns, example, household, type Person, suppose } from '../assistance/index.ts'
import { boundaries } from './boundaries.ts'

const self: Person = { relation: '01' }
const wife: Person = { relation: '10' }
const child: Person = { relation: '20', birth: 20150401 }
const certificate = (person: number, disabilityClass: string, grade: string) => ({
  person,
  disabilityClass,
  grade,
  issueDate: 20200101,
  expiryDate: 20300101,
})

const three = [{ ...self, income: 1894 }, wife, child]
const dies = {
  R03: [{ person: 2, deathDate: 20260320 }],
  R21: [{ person: 1, benefit: 'DB', caseAmount: 131300, from: 20260201 }],
}
/** Four people with 5000 a month: from the line, 4276, up to 6414. The first three are the members of T17. */
const edge = household(20260601, [self, wife, { relation: '50' }, { relation: '20', birth: 20000101, income: 5000 }], {
  R05: [certificate(1, '4', '2'), certificate(2, '4', '3'), certificate(3, '5', '3')],
})
/** Two people who had 1000 a month; the first takes work in April. */
const working = {
  R36: [earns(1, '19', 1000), earns(1, '11', 1400, { from: 20260401 })],
  R21: [{ person: 1, benefit: 'DB', caseAmount: 113800, coveredPersons: 2, from: 20260201 }],
  R41: [{ person: 1, reviewedOn: 20260420, finding: '1' }],
}
const nothingOff = [suppose('P-DED-WORK', 0)]
/** A grandmother and a child, rural; the child's own allowance is recognised and does not count. */
const raised = (allowance: number) =>
  household(
    20260601,
    [
      { ...self, birth: 19580301, income: 300, own: { urbanRural: '2' } },
      { relation: '40', birth: 20160301, own: { urbanRural: '2' } },
    ],
    { R36: [earns(2, '26', allowance)] },
  )

export const examples: readonly Example[] = [
  {
    ...example('T13 urban, three persons, 1894', household(20260120, three), 'eligible', 'DB', 1313),
    letter: 'T13',
  },
  example(
    'T14 a son in full-time study up to bachelor counts, a daughter in her master’s course elsewhere does not',
    household(
      20260601,
      [
        { ...self, income: 3200 },
        wife,
        { relation: '20', birth: 20060301, says: { coResident: false } },
        { relation: '30', birth: 20020301, says: { coResident: false } },
      ],
      {
        R11: [
          { person: 3, stage: '42', schoolStatus: '1', fullTime: true, entryDate: 20240901, endDate: 20280630 },
          { person: 4, stage: '43', schoolStatus: '1', fullTime: true, entryDate: 20250901, endDate: 20280630 },
        ],
      },
    ),
    'eligible',
    'DB',
    7,
  ),
  example(
    'T15 the father is in prison',
    household(20260601, [{ ...self, income: 1500 }, { relation: '10' }, child], {
      R06: [{ person: 2, mode: '1', inDate: 20250601, termMonths: 36, releaseDate: 20280531 }],
    }),
    'eligible',
    'DB',
    638,
  ),
  {
    ...example(
      'T16 exactly at the standard is not below it',
      household(20260601, [{ ...self, income: 2138 }, wife]),
      'ineligible',
    ),
    letter: 'T16',
  },
  example('T17a limb grade 2 in a near-subsistence family', edge, 'eligible', 'DB-S', 1069),
  example('T17b limb grade 3 there', edge, 'ineligible', null, null, { person: 2 }),
  example('T17c intellectual grade 3 there', edge, 'eligible', 'DB-S', 1069, { person: 3 }),
  example(
    'T22 a member without income dies: the amount falls from the month after, whoever decides when',
    household(20260401, three, dies),
    'eligible',
    'DB',
    244,
    {
      months: due(202603, [20260120, 20260610], ['DB', 1313], ['DB', 244], ['DB', 244], ['DB', 244], ['DB', 244]),
    },
  ),
  {
    ...example(
      'T23 lifted above the line by work: six months at the amount so far',
      household(20260420, [self, wife], working),
      'eligible',
      'DB-G',
      1138,
      {
        figures: nothingOff,
        months: due(
          202604,
          [20260120, 20260420],
          ['DB', 1138],
          ...Array.from({ length: 6 }, () => ['DB-G', 1138] as const),
          null,
          null,
        ),
      },
    ),
    letter: 'T23',
  },
  example('E03 on the total, not by the head: 632 × 3 − 1894', household(20260601, three), 'eligible', 'DB', 2, {
    figures: [suppose('P-DB-STD', 63200, 'urban')],
  }),
  example('E04 the allowance of the child in full is no income', raised(2138), 'eligible', 'DB', 1444),
  example('E04 nor is the difference that is left of it', raised(1416), 'eligible', 'DB', 1444),
  ...boundaries,
]

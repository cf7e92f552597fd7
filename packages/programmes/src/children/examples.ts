/**
 * Worked cases: facts, the day asked, what the law gives, and from which month. T and E cases are the policy test-suite's;
 * U: what cannot be told; B: boundaries. They run on every engine.
 */
import type { Example } from '@doudi/core/policy'
import { ALL, allowance, CHILD, died, due, example, FATHER, facts, jail, MOTHER, merge, signed } from './cases.ts'

const fatherDead = died(FATHER)
const granted = { person: CHILD, category: 'GRANT', amount: 0, from: 20250901, county: '370602' } as const
const bothDead = merge(died(FATHER), died(MOTHER))
const unattended = merge(fatherDead, jail(MOTHER, { inDate: 20260105, termMonths: 14, releaseDate: 20270304 }))

export const examples: readonly Example[] = [
  example(
    'T01 foundling in an institution',
    facts(
      20260318,
      { R32: [{ person: CHILD, institutionKind: '1', inDate: 20200501 }] },
      { father: null, mother: null, fatherState: 1, motherState: 1 },
    ),
    'eligible',
    'CH-1',
    2673,
    due(202603, [20260318], null, ['CH-1', 2673]),
  ),
  example(
    'T02 both parents dead, with the grandmother: eight months to the end of the year',
    facts(20260430, bothDead),
    'eligible',
    'CH-2',
    2138,
    due(202604, [20260430], null, ...Array.from({ length: 8 }, () => ['CH-2', 2138] as const)),
  ),
  example(
    'T03 the police accepted six months ago today: not yet',
    facts(20260310, merge(fatherDead, { R33: [{ person: MOTHER, acceptedDate: 20250910, result: '0' }] })),
    'ineligible',
  ),
  signed(
    'T03-asked',
    example(
      'T03 asked on 2026-03-05: not yet',
      facts(20260305, merge(fatherDead, { R33: [{ person: MOTHER, acceptedDate: 20250910, result: '0' }] })),
      'ineligible',
    ),
  ),
  signed(
    'T03-met',
    example(
      'T03 met from the day after the last day',
      facts(20260311, merge(fatherDead, { R33: [{ person: MOTHER, acceptedDate: 20250910, result: '1' }] })),
      'eligible',
      'CH-3',
      2138,
    ),
  ),
  example(
    'T03 the mother was found',
    facts(
      20260601,
      merge(fatherDead, { R33: [{ person: MOTHER, acceptedDate: 20250910, result: '2', foundDate: 20260501 }] }),
    ),
    'ineligible',
  ),
  example(
    'T04 term of exactly six months and mental grade 3',
    facts(
      20260601,
      merge(jail(FATHER, { inDate: 20260301, termMonths: 6, releaseDate: 20260831 }), {
        R05: [{ person: MOTHER, disabilityClass: '6', grade: '3', issueDate: 20200101, expiryDate: 20300101 }],
      }),
    ),
    'eligible',
    'CH-3',
    2138,
  ),
  example(
    'T04 dates alone: first and last day both count',
    facts(20260601, merge(jail(FATHER, { inDate: 20260110, releaseDate: 20260709 }), died(MOTHER))),
    'eligible',
    'CH-3',
    2138,
  ),
  example(
    'T04 dates alone: a day short',
    facts(20260601, merge(jail(FATHER, { inDate: 20260110, releaseDate: 20260708 }), died(MOTHER))),
    'ineligible',
  ),
  signed(
    'T05',
    example(
      'T05 suspended sentence, subsistence family of two',
      facts(
        20260601,
        merge(died(MOTHER), {
          R06: [{ person: FATHER, mode: '2', inDate: 20250601, termMonths: 36 }],
          R21: [allowance('DB', 104400, 2)],
        }),
      ),
      'eligible',
      'CH-4',
      1399,
    ),
  ),
  example(
    'T06 limb grade 3 and not poor',
    facts(
      20260601,
      merge(fatherDead, {
        R05: [{ person: MOTHER, disabilityClass: '4', grade: '3', issueDate: 20200101, expiryDate: 20300101 }],
      }),
    ),
    'ineligible',
  ),
  example(
    'T07 both guardianships revoked, in an institution',
    facts(20260601, {
      R08: [
        { person: FATHER, documentType: '3', effectiveDate: 20260201 },
        { person: MOTHER, documentType: '3', effectiveDate: 20260201 },
      ],
      R32: [{ person: CHILD, institutionKind: '1', inDate: 20260210 }],
    }),
    'eligible',
    'CH-1',
    2673,
  ),
  signed(
    'T08',
    example(
      'T08 subsistence first, then the difference',
      facts(20260601, merge(unattended, { R21: [allowance('DB', 114400, 2)] })),
      'eligible',
      'CH-3',
      1566,
    ),
  ),
  example(
    'T09 subsistence granted later, recomputed',
    facts(20260601, merge(unattended, { R21: [allowance('DB', 144400, 2)] })),
    'eligible',
    'CH-3',
    1416,
  ),
  example(
    'T10 living subsidy counts, care subsidy does not',
    facts(
      20260601,
      merge(unattended, {
        R05: [{ person: CHILD, disabilityClass: '5', grade: '2', issueDate: 20240101, expiryDate: 20340101 }],
        R23: [
          { person: CHILD, kind: '1', amount: 20000, from: 20250101 },
          { person: CHILD, kind: '2', amount: 15000, from: 20250101 },
        ],
      }),
    ),
    'eligible',
    'CH-3',
    1938,
  ),
  example(
    'T11 the day before the 18th birthday; the month of it is the last',
    facts(20260609, unattended, { birth: 20080610 }),
    'eligible',
    'CH-3',
    2138,
    due(202605, [20260201], ['CH-3', 2138], ['CH-3', 2138], null, null),
  ),
  example('T11 the 18th birthday, out of school', facts(20260610, unattended, { birth: 20080610 }), 'ineligible'),
  example(
    'T11 the 18th birthday, still in senior middle school',
    facts(
      20260610,
      merge(unattended, {
        R11: [
          { person: CHILD, stage: '34', schoolStatus: '1', fullTime: true, entryDate: 20240901, endDate: 20270630 },
        ],
      }),
      { birth: 20080610 },
    ),
    'eligible',
    'CH-3',
    2138,
  ),
  example(
    'U over 18, paid the education grant, and no school record: the two disagree',
    facts(20260610, merge(bothDead, { R22: [granted] }), { birth: 20080610 }),
    'unknown',
  ),
  example(
    'U over 18, paid the education grant, and the record says that school has ended',
    facts(
      20260610,
      merge(bothDead, {
        R22: [granted],
        R11: [{ person: CHILD, stage: '34', schoolStatus: '3', fullTime: true, entryDate: 20230901 }],
      }),
      { birth: 20080610 },
    ),
    'ineligible',
  ),
  example(
    'U over 18, the education grant ended, and no school record',
    facts(20260610, merge(bothDead, { R22: [{ ...granted, to: 20260609 }] }), { birth: 20080610 }),
    'ineligible',
  ),
  example(
    'E05 declared dead by a court',
    facts(20260105, {
      R08: [{ person: FATHER, documentType: '1', effectiveDate: 20241001 }],
      ...died(MOTHER, 20240301),
    }),
    'eligible',
    'CH-2',
    2138,
  ),
  example(
    'E05 and returned: the category is tested again',
    facts(20260601, {
      R08: [
        { person: FATHER, documentType: '1', effectiveDate: 20241001 },
        { person: FATHER, documentType: '4', effectiveDate: 20260520 },
      ],
      ...died(MOTHER, 20240301),
    }),
    'ineligible',
    null,
    null,
    due(202605, [20260105, 20260610], ['CH-2', 2138], ['CH-2', 2138], null),
  ),
  example(
    'E07 the prefix of an abolished county decides nothing',
    facts(20260601, unattended, { county: '370614' }),
    'eligible',
    'CH-3',
    2138,
  ),
  example(
    'E08 key child before the second death',
    facts(20260516, merge(fatherDead, { R21: [{ ...allowance('BY', 0, 2) }] })),
    'eligible',
    'CH-4',
    1921,
  ),
  example(
    'E08 orphan after it',
    facts(20260609, merge(fatherDead, died(MOTHER, 20260517), { R21: [{ ...allowance('BY', 0, 2) }] })),
    'eligible',
    'CH-2',
    2138,
    due(202605, [20260112, 20260609], ['CH-4', 1921], ['CH-4', 1921], ['CH-2', 2138]),
  ),
  signed(
    'U01',
    example(
      'U01 the father is not on record and the mother is dead: cannot tell',
      facts(20260601, died(MOTHER), { father: null, fatherState: 1 }),
      'unknown',
    ),
  ),
  example(
    'U02 the father is not on record and the mother lives: not',
    facts(20260601, {}, { father: null, fatherState: 1 }),
    'ineligible',
  ),
  signed(
    'U03',
    example(
      'U03 an expired certificate leaves it unknown',
      facts(
        20260601,
        merge(fatherDead, {
          R05: [{ person: MOTHER, disabilityClass: '4', grade: '1', issueDate: 20100101, expiryDate: 20260531 }],
        }),
      ),
      'unknown',
    ),
  ),
  example(
    'U04 a severe illness while the list is open',
    facts(20260601, merge(fatherDead, { R10: [{ person: MOTHER, illnessClass: '1', diagnosisDate: 20260101 }] })),
    'unknown',
  ),
  example(
    'U05 a death record that does not fit for certain',
    facts(
      20260601,
      merge(fatherDead, {
        R03: [
          { person: FATHER, deathDate: 20250401 },
          { person: MOTHER, deathDate: 20260401, doubtful: true },
        ],
      }),
    ),
    'unknown',
  ),
  example(
    'U06 no disability register in force',
    { ...facts(20260601, fatherDead), available: ALL.filter((id) => id !== 'R05') },
    'unknown',
  ),
  example(
    'B01 bail leaves the parent at home',
    facts(20260601, merge(fatherDead, { R34: [{ person: MOTHER, measure: '4', from: 20260101, termMonths: 12 }] })),
    'ineligible',
  ),
  example(
    'B02 released: the last day counts',
    facts(20260831, merge(fatherDead, jail(MOTHER, { inDate: 20260301, termMonths: 6, releaseDate: 20260831 }))),
    'eligible',
    'CH-3',
    2138,
  ),
  example(
    'B03 released: not the day after',
    facts(20260901, merge(fatherDead, jail(MOTHER, { inDate: 20260301, termMonths: 6, releaseDate: 20260831 }))),
    'ineligible',
  ),
  example(
    'B04 a third of a fen is rounded up',
    facts(20260601, merge(unattended, { R21: [allowance('DB', 100000, 3)] })),
    'eligible',
    'CH-3',
    1804.67,
  ),
  example(
    'B05 more held than the standard gives zero',
    facts(20260601, merge(unattended, { R21: [allowance('DB', 500000, 2)] })),
    'eligible',
    'CH-3',
    0,
  ),
  example(
    'B06 the difference against hardship support',
    facts(20260601, merge(bothDead, { R21: [allowance('TK', 139000, 1)] })),
    'eligible',
    'CH-2',
    748,
  ),
  example(
    'E05 the child comes of age before anybody decides',
    facts(
      20260630,
      {
        R08: [
          { person: FATHER, documentType: '1', effectiveDate: 20241001 },
          { person: FATHER, documentType: '4', effectiveDate: 20260520 },
        ],
        ...died(MOTHER, 20240301),
      },
      { birth: 20080610 },
    ),
    'ineligible',
    null,
    null,
    due(202605, [20260105], ['CH-2', 2138], ['CH-2', 2138], null),
  ),
  example(
    'B07 no release on record: held to the end of the ordered term',
    facts(20260831, merge(fatherDead, jail(MOTHER, { inDate: 20260301, termMonths: 6 }))),
    'eligible',
    'CH-3',
    2138,
  ),
  example(
    'B08 no release on record, the ordered term over: cannot tell',
    facts(20260901, merge(fatherDead, jail(MOTHER, { inDate: 20260301, termMonths: 6 }))),
    'unknown',
  ),
  example(
    'B09 an expired severe certificate followed by a lesser one that is valid: not severe',
    facts(
      20260601,
      merge(fatherDead, {
        R05: [
          { person: MOTHER, disabilityClass: '4', grade: '2', issueDate: 20160101, expiryDate: 20251231 },
          { person: MOTHER, disabilityClass: '4', grade: '3', issueDate: 20260105, expiryDate: 20360104 },
        ],
      }),
    ),
    'ineligible',
  ),
]

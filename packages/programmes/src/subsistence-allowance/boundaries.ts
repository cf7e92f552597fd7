/** Cases of our own: at, one below and one above every line, and what cannot be told. */
import type { Example, FactRow } from '@doudi/core/policy'
import { APPLIED, earns, example, household as facts, type Person, type Records, suppose } from '../assistance/index.ts'

const self: Person = { relation: '01' }
const wife: Person = { relation: '10' }
const child: Person = { relation: '20', birth: 20150401 }
const DAY = 20260601
const household = (people: readonly Person[], records: Records = {}, asOf = DAY) => facts(asOf, people, records)
/** Alone, with so much a month, in yuan. */
const alone = (income: number, records: Records = {}) => household([{ ...self, income }], records)
/** A child who came of age on that day, or not yet; not in school, living elsewhere. */
const grown = (birth: number, says: FactRow = {}): Person => ({
  relation: '20',
  birth,
  says: { coResident: false, ...says },
})
const study = (row: FactRow = {}): Records => ({
  R11: [{ person: 2, stage: '42', schoolStatus: '1', fullTime: true, entryDate: 20240901, endDate: 20280630, ...row }],
})
const assets = (yuan: number): Records => ({
  R20: [{ person: 1, account: 'a', kind: '1', balance: yuan * 100, balanceDate: 20260101 }],
})
const limit = [suppose('P-AST-FIN', 500000, 'DB')]
const wages = (yuan: number): Records => ({ R36: [earns(1, '11', yuan)] })
const pension = (recognised: number, insured: number, row: FactRow = {}): Records => ({
  R36: [earns(1, '14', recognised)],
  R14: [{ person: 1, benefit: '1', amount: insured * 100, from: 20200101, ...row }],
})
const taxed = (yuan: number, to: number): Records => ({
  R36: [earns(1, '19', 500)],
  R15: [{ person: 1, incomeClass: '2', amount: yuan * 100, from: 20250101, to }],
})
const obligor = (row: FactRow): Records => ({
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
const prison = (row: FactRow): Records => ({ R06: [{ person: 2, mode: '1', inDate: 20250601, ...row }] })
const certificate = (row: FactRow = {}): Records => ({
  R05: [{ person: 1, disabilityClass: '4', grade: '1', issueDate: 20200101, expiryDate: 20300101, ...row }],
})
/** The first of two people in a family that has 3000 a month: from 2138 up to 3207. */
const inEdge = (records: Records, own: Person = self, asOf = DAY) =>
  household([own, { ...wife, income: 3000 }], records, asOf)
const lifted = (row: FactRow, asOf: number) =>
  household(
    [{ ...self, income: 2400 }, wife],
    {
      R21: [{ person: 1, benefit: 'DB', caseAmount: 113800, from: 20260201 }],
      R41: [{ person: 1, reviewedOn: 20260420, finding: '1', ...row }],
    },
    asOf,
  )
const clergy = (since: number) => household([{ ...self, says: { clergySince: since } }])

const theLine: readonly Example[] = [
  example('B01 a fen below the line: rounded up to a yuan', alone(1068.99), 'eligible', 'DB', 1),
  example('B02 a fen above the line', alone(1069.01), 'ineligible'),
  example('B03 no income at all', household([self]), 'eligible', 'DB', 1069),
  example('B04 a difference of 0.01 above whole yuan is a yuan more', alone(1000.99), 'eligible', 'DB', 69),
  example('B05 a difference in whole yuan stays', alone(1001), 'eligible', 'DB', 68),
  example('B06 rural', household([{ ...self, income: 700, own: { urbanRural: '2' } }]), 'eligible', 'DB', 172),
  example(
    'B07 nobody wrote down whether urban or rural',
    household([{ ...self, own: { urbanRural: null } }]),
    'unknown',
  ),
  example(
    'B08 before the figures of October 2025 there is no line',
    household([{ ...self, says: { appliedOn: 20250901 } }], {}, 20250930),
    'unknown',
  ),
]
const theFamily: readonly Example[] = [
  example('B10 not yet 18: counts', household([{ ...self, income: 1500 }, grown(20080602)]), 'eligible', 'DB', 638),
  example(
    'B11 18 today, out of school, lives elsewhere: does not',
    household([{ ...self, income: 1500 }, grown(20080601)]),
    'ineligible',
  ),
  example(
    'B12 18, in his last day of school',
    household([{ ...self, income: 1500 }, grown(20080601)], study({ endDate: DAY })),
    'eligible',
    'DB',
    638,
  ),
  example(
    'B13 18, school ended yesterday',
    household([{ ...self, income: 1500 }, grown(20080601)], study({ endDate: 20260531 })),
    'ineligible',
  ),
  example(
    'B14 grown, and cannot live independently',
    household([{ ...self, income: 1500 }, grown(19900101, { dependent: true })]),
    'eligible',
    'DB',
    638,
  ),
  example(
    'B15 grown, and nobody found out whether he can',
    household([{ ...self, income: 1500 }, grown(19900101, { dependent: null })]),
    'unknown',
  ),
  example(
    'B16 a parent who lives there for long counts',
    household([
      { ...self, income: 1500 },
      { relation: '50', birth: 19550101 },
    ]),
    'eligible',
    'DB',
    638,
  ),
  example(
    'B17 a parent who does not',
    household([
      { ...self, income: 1500 },
      { relation: '50', says: { coResident: false } },
    ]),
    'ineligible',
  ),
  example(
    'B18 a sibling, and no duty was found',
    household([
      { ...self, income: 1500 },
      { relation: '70', says: { dutyBound: false } },
    ]),
    'ineligible',
  ),
  example(
    'B19 a sibling bound to support',
    household([
      { ...self, income: 1500 },
      { relation: '70', says: { dutyBound: true } },
    ]),
    'eligible',
    'DB',
    638,
  ),
  example(
    'B20 a sibling of whose duty nobody says anything',
    household([{ ...self, income: 1500 }, { relation: '70' }]),
    'unknown',
  ),
  example('B21 somebody of the household is not declared', household([self, { relation: null }]), 'unknown'),
  example(
    'B22 somebody declared is not of the household',
    household([{ ...self, says: { declaredPersons: 2 } }]),
    'unknown',
  ),
  example(
    'B23 the last day in prison',
    household([{ ...self, income: 1100 }, wife], prison({ releaseDate: DAY })),
    'ineligible',
  ),
  example(
    'B24 released the day before',
    household([{ ...self, income: 1100 }, wife], prison({ releaseDate: 20260531 })),
    'eligible',
    'DB',
    1038,
  ),
  example(
    'B25 a suspended sentence leaves him at home',
    household([{ ...self, income: 1100 }, wife], prison({ mode: '2', termMonths: 24 })),
    'eligible',
    'DB',
    1038,
  ),
  example(
    'B26 in compulsory rehabilitation',
    household([{ ...self, income: 1100 }, wife], { R07: [{ person: 2, decisionDate: 20260101, termMonths: 24 }] }),
    'ineligible',
  ),
  example(
    'B27 declared missing by a court',
    household([{ ...self, income: 1100 }, wife], { R08: [{ person: 2, documentType: '2', effectiveDate: 20260301 }] }),
    'ineligible',
  ),
  example(
    'B28 the applicant has died',
    household([self, wife], { R03: [{ person: 1, deathDate: DAY }] }),
    'ineligible',
  ),
  example(
    'B29 the last day of an application',
    household([{ ...self, says: { closedOn: DAY } }]),
    'eligible',
    'DB',
    1069,
  ),
  example(
    'B30 an application that was closed yesterday',
    household([{ ...self, says: { closedOn: 20260531 } }]),
    'ineligible',
  ),
  example('B31 the day of the application', household([self], {}, APPLIED), 'eligible', 'DB', 1069),
  example('B32 the day before it', household([self], {}, 20260104), 'ineligible'),
  example(
    'B33 the registration was cancelled yesterday',
    household([{ ...self, own: { registered: false, cancelDate: 20260531 } }]),
    'ineligible',
  ),
  example(
    'B34 the master’s student who lives with the family counts',
    household([{ ...self, income: 3200 }, wife, child, { relation: '30', birth: 20020301 }]),
    'eligible',
    'DB',
    1076,
  ),
]
const theIncome: readonly Example[] = [
  example('B40 wages, while the cost of working is open', household([self], wages(800)), 'unknown'),
  example('B41 wages, nothing taken off', household([self], wages(800)), 'eligible', 'DB', 269, {
    figures: [suppose('P-DED-WORK', 0)],
  }),
  example('B42 wages, less the cost of working', household([self], wages(1200)), 'eligible', 'DB', 69, {
    figures: [suppose('P-DED-WORK', 20000)],
  }),
  example(
    'B43 what is taken off wages is never more than the wages',
    household([self], wages(100)),
    'eligible',
    'DB',
    1069,
    { figures: [suppose('P-DED-WORK', 20000)] },
  ),
  example(
    'B44 the basic pension of residents does not count',
    alone(500, { R36: [earns(1, '20', 900)] }),
    'eligible',
    'DB',
    569,
  ),
  example(
    'B45 the basic pension, were it to count',
    alone(500, { R36: [earns(1, '20', 300)] }),
    'eligible',
    'DB',
    269,
    { figures: [suppose('P-INC-BASICPENSION-EXCL', false)] },
  ),
  example(
    'B46 an old-age allowance, of which the city has not said whether it counts',
    alone(500, { R36: [earns(1, '31', 100)] }),
    'unknown',
  ),
  example('B47 charity, were it not to count', alone(500, { R36: [earns(1, '32', 5000)] }), 'eligible', 'DB', 569, {
    figures: [suppose('P-INC-CHARITY', false)],
  }),
  example(
    'B48 a scholarship, a bravery award, a disability subsidy do not count',
    alone(500, { R36: [earns(1, '23', 900), earns(1, '24', 9000), earns(1, '27', 200)] }),
    'eligible',
    'DB',
    569,
  ),
  example(
    'B49 income that ended yesterday',
    alone(500, { R36: [earns(1, '13', 900, { to: 20260531 })] }),
    'eligible',
    'DB',
    569,
  ),
  example('B50 income that ends today', alone(500, { R36: [earns(1, '13', 300, { to: DAY })] }), 'eligible', 'DB', 269),
  example('B51 a daughter who could support, and no formula', alone(500, obligor({})), 'unknown'),
  example(
    'B52 her support as recognised stands for the formula',
    alone(500, { ...obligor({}), R36: [earns(1, '16', 200)] }),
    'eligible',
    'DB',
    369,
  ),
  example(
    'B53 a son in extreme hardship can support nobody',
    alone(500, obligor({ obligorBenefit: 'TK' })),
    'eligible',
    'DB',
    569,
  ),
  example(
    'B54 severe disability, spending on it, and no deduction published',
    alone(900, {
      ...certificate(),
      R37: [{ person: 1, kind: '3', amount: 100000, spentOn: 20260301, appliedOn: APPLIED }],
    }),
    'unknown',
  ),
  example(
    'B55 the same, with a deduction',
    alone(900, {
      ...certificate(),
      R37: [{ person: 1, kind: '3', amount: 100000, spentOn: 20260301, appliedOn: APPLIED }],
    }),
    'eligible',
    'DB',
    269,
    { figures: [suppose('P-DED-CARE', 10000)] },
  ),
  example(
    'B56 severe disability without such spending takes nothing off',
    alone(900, certificate()),
    'eligible',
    'DB',
    169,
  ),
]
const theChecks: readonly Example[] = [
  example('B60 a pension as social insurance pays it', household([self], pension(600, 600)), 'eligible', 'DB', 469),
  {
    ...example(
      'B61 social insurance pays a yuan more than was declared',
      household([self], pension(600, 601)),
      'unknown',
    ),
    letter: 'B61',
  },
  example(
    'B62 social insurance stopped paying yesterday',
    household([self], pension(600, 900, { to: 20260531 })),
    'eligible',
    'DB',
    469,
  ),
  example(
    'B63 taxed income of twelve times what was recognised',
    household([self], taxed(6000, 20260101)),
    'eligible',
    'DB',
    569,
  ),
  example('B64 a yuan more than that', household([self], taxed(6001, 20260101)), 'unknown'),
  example(
    'B65 the same, in a period that ended twelve months ago',
    household([self], taxed(6001, 20250601)),
    'eligible',
    'DB',
    569,
  ),
  example('B66 in a period that ended a day later', household([self], taxed(6001, 20250602)), 'unknown'),
  example(
    'B67 behind an enterprise that trades',
    alone(500, { R16: [{ person: 1, creditCode: 'x', role: '1', status: '1', from: 20200101 }] }),
    'unknown',
  ),
  example(
    'B68 behind one that was struck off',
    alone(500, { R16: [{ person: 1, creditCode: 'x', role: '1', status: '3', from: 20200101 }] }),
    'eligible',
    'DB',
    569,
  ),
]
const theProperty: readonly Example[] = [
  example('B70 a deposit, while the limit is open', alone(500, assets(1)), 'unknown'),
  example('B71 at the limit', alone(500, assets(5000)), 'eligible', 'DB', 569, { figures: limit }),
  example('B72 a yuan below it', alone(500, assets(4999)), 'eligible', 'DB', 569, { figures: limit }),
  example('B73 a yuan above it', alone(500, assets(5001)), 'ineligible', null, null, { figures: limit }),
  example(
    'B74 the limit is by the head',
    household([{ ...self, income: 1500 }, wife], assets(10000)),
    'eligible',
    'DB',
    638,
    { figures: limit },
  ),
  example(
    'B75 a car, were none allowed',
    alone(500, { R18: [{ person: 1, plate: 'p', kind: '1', from: 20240101 }] }),
    'ineligible',
    null,
    null,
    { figures: [suppose('P-AST-CAR', 0, 'DB')] },
  ),
  example(
    'B76 a car struck off yesterday',
    alone(500, { R18: [{ person: 1, plate: 'p', kind: '1', from: 20240101, to: 20260531 }] }),
    'eligible',
    'DB',
    569,
  ),
  example(
    'B77 a home, were one allowed',
    alone(500, { R17: [{ person: 1, unitNo: 'u', use: '1', from: 20100101 }] }),
    'eligible',
    'DB',
    569,
    { figures: [suppose('P-AST-HOME', 1, 'DB')] },
  ),
]
const theSingle: readonly Example[] = [
  example(
    'B80 own income of 100.50',
    inEdge({ ...certificate(), R36: [earns(1, '19', 100.5)] }),
    'eligible',
    'DB-S',
    969,
  ),
  example(
    'B81 own income a fen below the standard',
    household(
      [
        { ...self, income: 1068.99 },
        { ...wife, income: 1500 },
      ],
      certificate(),
    ),
    'eligible',
    'DB-S',
    1,
  ),
  example(
    'B81 own income at the standard',
    household(
      [
        { ...self, income: 1069 },
        { ...wife, income: 1500 },
      ],
      certificate(),
    ),
    'ineligible',
  ),
  example(
    'B82 the family a fen below the line of near-subsistence',
    household([self, { ...wife, income: 3206.99 }], certificate({ grade: '2' })),
    'eligible',
    'DB-S',
    1069,
  ),
  example(
    'B83 the family at that line: by want of work alone',
    household([self, { ...wife, income: 3207 }], certificate()),
    'eligible',
    'DB-S',
    1069,
  ),
  example(
    'B84 and if he works',
    household(
      [
        { ...self, says: { employed: true } },
        { ...wife, income: 3207 },
      ],
      certificate(),
    ),
    'ineligible',
  ),
  example(
    'B85 and if he is not yet 18',
    household(
      [
        { ...self, birth: 20080602 },
        { ...wife, income: 3207 },
      ],
      certificate(),
    ),
    'ineligible',
  ),
  example(
    'B86 mental grade 4 is not severe here',
    inEdge(certificate({ disabilityClass: '6', grade: '4' })),
    'ineligible',
  ),
  example('B87 the certificate expired yesterday', inEdge(certificate({ expiryDate: 20260531 })), 'unknown'),
  example(
    'B88 a severe illness, while the list is open',
    inEdge({ R10: [{ person: 1, illnessClass: '1', diagnosisDate: 20260101 }] }),
    'unknown',
  ),
  example(
    'B89 a severe illness of the list',
    inEdge({ R10: [{ person: 1, illnessClass: '1', diagnosisDate: 20260101 }] }),
    'eligible',
    'DB-S',
    1069,
    { figures: [suppose('P-ILL-LIST', true)] },
  ),
  example('B90 named by the county', inEdge({}, { ...self, says: { countyListed: true } }), 'eligible', 'DB-S', 1069),
  example('B91 clergy, away for three years today', clergy(20230601), 'eligible', 'DB-S', 1069),
  example('B92 clergy, a day short: of the family still', clergy(20230602), 'eligible', 'DB', 1069),
]
const theGrace: readonly Example[] = [
  example('B95 the day before grace begins to run out', lifted({}, 20261019), 'eligible', 'DB-G', 1138),
  example('B96 six months after the review', lifted({}, 20261020), 'ineligible'),
  example('B97 the day of the review', lifted({}, 20260420), 'eligible', 'DB-G', 1138),
  example('B98 the day before it', lifted({}, 20260419), 'ineligible'),
  example('B99 other income gives no grace', lifted({ finding: '2' }, DAY), 'ineligible'),
]

export const boundaries: readonly Example[] = [
  ...theLine,
  ...theFamily,
  ...theIncome,
  ...theChecks,
  ...theProperty,
  ...theSingle,
  ...theGrace,
]

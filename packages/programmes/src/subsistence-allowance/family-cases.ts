/** The line itself and who counts as the family, a fen and a day to either side. */
import type { Example } from '@doudi/core/policy'
import { APPLIED, example } from '../assistance/index.ts'
import { alone, child, DAY, grown, household, prison, self, study, wife } from './own-cases.ts'

export const theLine: readonly Example[] = [
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

export const theFamily: readonly Example[] = [
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

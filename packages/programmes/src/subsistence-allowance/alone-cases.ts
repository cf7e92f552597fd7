/** Who is judged alone, and how long grace lasts. */
import type { Example } from '@doudi/core/policy'
import { earns, example, suppose } from '../assistance/index.ts'
import { certificate, clergy, DAY, household, inEdge, lifted, self, wife } from './own-cases.ts'

export const theSingle: readonly Example[] = [
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

export const theGrace: readonly Example[] = [
  example('B95 the day before grace begins to run out', lifted({}, 20261019), 'eligible', 'DB-G', 1138),
  example('B96 six months after the review', lifted({}, 20261020), 'ineligible'),
  example('B97 the day of the review', lifted({}, 20260420), 'eligible', 'DB-G', 1138),
  example('B98 the day before it', lifted({}, 20260419), 'ineligible'),
  example('B99 other income gives no grace', lifted({ finding: '2' }, DAY), 'ineligible'),
]

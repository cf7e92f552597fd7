/** What counts as income, what registers know of, what the family owns. */
import type { Example } from '@doudi/core/policy'
import { APPLIED, earns, example, suppose } from '../assistance/index.ts'
import {
  alone,
  assets,
  certificate,
  DAY,
  household,
  limit,
  obligor,
  pension,
  self,
  taxed,
  wages,
  wife,
} from './own-cases.ts'

export const theIncome: readonly Example[] = [
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

export const theChecks: readonly Example[] = [
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

export const theProperty: readonly Example[] = [
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

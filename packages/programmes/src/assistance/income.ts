/**
 * 收入: what is recognised as income by the month, what of it counts, what is taken off.
 *
 * The investigation recognises income (R36); the law says which kinds count (民发〔2021〕57号 article 13). What social
 * insurance and the tax office know is held against it: where they know of more, nobody can tell before that is settled.
 */
import {
  add,
  addMonths,
  and,
  anyMember,
  asOf,
  clamp,
  codeOf,
  column,
  type Expr,
  eq,
  exists,
  fenMonth,
  forMonths,
  greatest,
  gt,
  isIn,
  le,
  least,
  not,
  or,
  parameter,
  sub,
  sum,
  sumOverMembers,
  unknown,
  type Variable,
  when,
} from '@doudi/core/policy'
import { ENTERPRISE_STATUS, EXPENSE_KIND, INCOME_KIND, INSURANCE_BENEFIT } from '../city/index.ts'
import { active, coded, date, define, ill } from '../person-status/index.ts'
import { severe } from './disability.ts'
import { counts } from './household.ts'
import { capableObligor } from './obligors.ts'
import { benefits, enterprises, incomes, spending, taxed } from './records.ts'

/** More than any line of the law; it keeps sums over a household within the integers of every engine. */
const BEYOND = fenMonth(1_000_000_000)
const NONE = fenMonth(0)
const recognised = (...kinds: readonly string[]): Expr<'fenMonth'> =>
  clamp(
    sum(
      incomes,
      and(
        active('from', 'to'),
        isIn(
          coded('kind'),
          kinds.map((one) => codeOf(INCOME_KIND, one)),
        ),
      ),
      column('fenMonth', 'amount'),
    ),
    NONE,
    BEYOND,
  )

const wages = define('wages', '工资性收入', 'wages', recognised('11'))
const otherIncome = define(
  'otherIncome',
  '其他计入收入',
  'other income that counts',
  recognised('12', '13', '14', '15', '19'),
)
const support = define('support', '赡养抚养扶养费', 'support by obligors', recognised('16'))
const basicPension = define('basicPension', '居民基础养老金', 'basic pension of residents', recognised('20'))
const ageAllowance = define('ageAllowance', '高龄津贴', 'old-age allowance', recognised('31'))
const charity = define('charity', '慈善捐赠', 'charity', recognised('32'))

/** Wages less the necessary cost of working; of whoever earns none nothing is taken off. */
const netWages = when(gt(wages.use, NONE), greatest(NONE, sub(wages.use, parameter('fenMonth', 'P-DED-WORK'))), NONE)
/** What obligors who live elsewhere pay: as recognised, else imputed from those who could. */
const supportDue = when(
  and(capableObligor, eq(support.use, NONE)),
  parameter('fenMonth', 'P-SUPPORT-FORMULA'),
  support.use,
)
const counted = (where: Expr<'bool'>, amount: Expr<'fenMonth'>): Expr<'fenMonth'> => when(where, amount, NONE)
const steady = add(
  add(netWages, otherIncome.use),
  add(supportDue, counted(parameter('bool', 'P-INC-CHARITY'), charity.use)),
)

const costly = exists(
  spending,
  and(
    isIn(
      coded('kind'),
      ['1', '3'].map((one) => codeOf(EXPENSE_KIND, one)),
    ),
    gt(addMonths(date('spentOn'), parameter('int', 'P-INC-MONTHS')), asOf),
    le(date('spentOn'), asOf),
  ),
)
/** The extra rigid cost of severe disability or illness, of whoever has shown such spending. */
const careCost = when(and(or(severe.use, ill.use), costly), parameter('fenMonth', 'P-DED-CARE'), NONE)
/** One person's income as the subsistence allowance counts it. */
export const income = define(
  'income',
  '个人月收入',
  'own income a month',
  least(
    greatest(
      NONE,
      sub(
        add(
          steady,
          add(
            counted(not(parameter('bool', 'P-INC-BASICPENSION-EXCL')), basicPension.use),
            counted(parameter('bool', 'P-INC-AGEALLOW'), ageAllowance.use),
          ),
        ),
        careCost,
      ),
    ),
    BEYOND,
  ),
)
/** And as 特困 counts it: neither the basic pension nor the old-age allowance (民发〔2021〕43号 article 6). */
export const hardshipIncome = define(
  'hardshipIncome',
  '特困认定月收入',
  'own income a month for extreme hardship',
  least(steady, BEYOND),
)
export const familyIncome = define(
  'familyIncome',
  '家庭月收入',
  "the family's income a month",
  sumOverMembers(counts.use, income.use),
)

const insured = sum(
  benefits,
  and(
    active('from', 'to'),
    isIn(
      coded('benefit'),
      ['1', '3', '4'].map((one) => codeOf(INSURANCE_BENEFIT, one)),
    ),
  ),
  column('fenMonth', 'amount'),
)
const earned = sum(
  taxed,
  and(gt(addMonths(date('to'), parameter('int', 'P-INC-MONTHS')), asOf), le(date('to'), asOf)),
  column('fenOnce', 'amount'),
)
/** A register knows of more than was recognised, or of an enterprise behind which the person stands. */
export const doubtful = define(
  'doubtful',
  '核对与申报不符',
  'registers know of more than was declared',
  or(
    gt(insured, recognised('14', '15')),
    gt(earned, forMonths(recognised('11', '12', '13', '19'), parameter('int', 'P-INC-MONTHS'))),
    exists(enterprises, and(active('from', 'to'), isIn(coded('status'), [codeOf(ENTERPRISE_STATUS, '1')]))),
  ),
)
/** Never a refusal by itself: it is verified (国办发〔2023〕39号 3.4). */
export const matched = or(not(anyMember(and(counts.use, doubtful.use))), unknown('bool'))
export const matchedAlone = or(not(doubtful.use), unknown('bool'))

/** What the sum of anybody's income rests on. */
export const sources: readonly Variable[] = [wages, otherIncome, support, charity, doubtful]
export const incomeVariables: readonly Variable[] = [...sources, basicPension, ageAllowance, income, familyIncome]

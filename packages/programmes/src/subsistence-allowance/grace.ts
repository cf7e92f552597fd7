/** 渐退期: work has lifted a family in payment above the line; it keeps its allowance for so many months after the review. */
import {
  addMonths,
  and,
  asOf,
  code,
  codeOf,
  column,
  type Expr,
  eq,
  exists,
  fenMonth,
  ge,
  largest,
  lt,
  type Parameter,
  parameter,
  recordsOf,
  unknown,
  when,
} from '@doudi/core/policy'
import { ASSUMED, cite, D4, FLAG, figure, known, MONTHS, t } from '../assistance/index.ts'
import { ASSISTANCE, REVIEW_FINDING } from '../city/index.ts'
import { definition as R41 } from '../city/registers/r41-subsistence-reviews.ts'
import { active, assistance, begun, coded, date, silent } from '../person-status/index.ts'

export const reviews = recordsOf(R41, silent)
const paid = and(eq(coded('benefit'), code(codeOf(ASSISTANCE, 'DB'))), active('from', 'to'))
export const inPayment = exists(assistance, paid)
const lifted = and(eq(coded('finding'), code(codeOf(REVIEW_FINDING, '1'))), begun('reviewedOn'))
const end = addMonths(date('reviewedOn'), parameter('int', 'P-DB-GRACE'))
/** Up to the day of that month on which the review was decided; the month itself is the last that is paid. */
export const inGrace = exists(reviews, and(lifted, lt(asOf, end)))
export const graceOver = exists(reviews, and(lifted, ge(asOf, end)))
export const amountInGrace: Expr<'fenMonth'> = when(
  parameter('bool', 'P-GRACE-AMT'),
  largest(assistance, paid, column('fenMonth', 'caseAmount'), fenMonth(0)),
  unknown('fenMonth'),
)
export const graceParameters: readonly Parameter[] = [
  figure(
    'P-DB-GRACE',
    t('渐退期', 'grace'),
    'int',
    MONTHS,
    known(6, cite(D4, '一（三），不超过6个月；自复核决定次月起')),
  ),
  figure(
    'P-GRACE-AMT',
    t('渐退期金额不变', 'the amount stays unchanged in grace'),
    'bool',
    FLAG,
    known(true, cite(ASSUMED, '渐退期内按原金额', 'assumed')),
  ),
]

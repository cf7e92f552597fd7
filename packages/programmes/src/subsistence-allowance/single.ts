/**
 * 单人户: whoever is judged alone, on their own income.
 *
 * 民发〔2021〕57号 article 8, 民发〔2022〕83号 1.1: severely disabled or ill in a near-subsistence family, or named by the
 * county; grown, out of work and severely disabled; clergy away from home for three years or more.
 */
import { and, type Expr, lt, not, or, type Parameter, parameter, unknown, when } from '@doudi/core/policy'
import {
  ASSUMED,
  belowEdge,
  belowLine,
  cite,
  clergy,
  counts,
  FLAG,
  familyKnown,
  familyWithin,
  figure,
  flag,
  inApplication,
  income,
  known,
  lacking,
  minor,
  ownWithin,
  severe,
  standard,
  t,
  ticked,
} from '../assistance/index.ts'
import { ill } from '../person-status/index.ts'

/** Not below the line, below the multiple, property within the limits of near-subsistence. */
export const edgeFamily = and(counts.use, familyKnown, not(belowLine), belowEdge, familyWithin('BY'))
export const special = or(severe.use, ill.use, ticked('countyListed'))
export const outOfWork = and(severe.use, not(minor), not(inApplication(flag('employed'))), ownWithin('DB'))
export const clergyAlone = and(clergy.use, ownWithin('DB'))
export const ownLow = lt(income.use, standard.use)
export const alone = or(and(edgeFamily, special), outOfWork, clergyAlone)
export const amountAlone: Expr<'fenMonth'> = when(
  parameter('bool', 'P-DB-SINGLE'),
  lacking(standard.use, income.use),
  unknown('fenMonth'),
)
export const singleFormula: Parameter = figure(
  'P-DB-SINGLE',
  t('单人户按本人收入补差', 'who is judged alone gets the difference on own income'),
  'bool',
  FLAG,
  known(true, cite(ASSUMED, '单人户补差', 'assumed')),
)

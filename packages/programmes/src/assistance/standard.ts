/** 低保标准: the line by which all of social assistance is drawn, urban and rural, here and by county. */
import {
  attribute,
  code,
  codeOf,
  divide,
  type Expr,
  eq,
  fenMonth,
  greatest,
  int,
  lt,
  type Parameter,
  parameter,
  parameterAt,
  portion,
  sub,
  times,
  type Variable,
  when,
} from '@doudi/core/policy'
import { URBAN_RURAL } from '../city/index.ts'
import { define } from '../person-status/index.ts'
import { members } from './household.ts'
import { familyIncome } from './income.ts'
import { ASSUMED, cite, D2, D5, D80, figure, known, PERCENT, t, YUAN_PERSON_MONTH } from './sources.ts'

const county = attribute('code', 'county')
export const standard = define(
  'standard',
  '低保标准',
  'standard of the subsistence allowance',
  when(
    eq(attribute('code', 'urbanRural'), code(codeOf(URBAN_RURAL, '1'))),
    parameterAt('fenMonth', 'P-DB-STD', county, 'urban'),
    parameterAt('fenMonth', 'P-DB-STD', county, 'rural'),
  ),
)
/** For the whole family: thresholds are compared on totals, exactly; nothing is divided first. */
export const line = define('line', '家庭低保标准', 'the line for the family', times(standard.use, members.use))
export const edgeLine: Expr<'fenMonth'> = portion(line.use, parameter('int', 'P-EDGE-MULT'), int(100), 'ceil')
/** 低于 is strict: whoever stands on the line is not below it. */
export const belowLine = lt(familyIncome.use, line.use)
/** An income in whole fen is below the multiple exactly where it is below the multiple rounded up. */
export const belowEdge = lt(familyIncome.use, edgeLine)
/** What is lacking, never less than nothing, rounded up to the yuan after the total has been taken. */
export const lacking = (due: Expr<'fenMonth'>, has: Expr<'fenMonth'>): Expr<'fenMonth'> => {
  const unit = parameter('int', 'P-ROUND-DB')
  return times(divide(greatest(fenMonth(0), sub(due, has)), unit, 'ceil'), unit)
}

export const standardVariables: readonly Variable[] = [standard, line]
export const standardParameter: Parameter = figure(
  'P-DB-STD',
  t('低保标准', 'standard of the subsistence allowance'),
  'fenMonth',
  YUAN_PERSON_MONTH,
  // Reported in October 2025; from when they hold, and what 2026 brings, the city has yet to say.
  { ...known(106900, cite(D80, '城市低保 1069'), 'urban'), from: 20251001 },
  { ...known(87200, cite(D80, '农村低保 872'), 'rural'), from: 20251001 },
)
export const rounding: Parameter = figure(
  'P-ROUND-DB',
  t('低保金进位', 'the subsistence allowance is rounded up to'),
  'int',
  t('分', 'fen'),
  known(100, cite(ASSUMED, '合计后进到元', 'assumed')),
)
export const edgeMultiple: Parameter = figure(
  'P-EDGE-MULT',
  t('低保边缘收入倍数', 'multiple of the standard for near-subsistence'),
  'int',
  PERCENT,
  known(150, cite(`${D2}；${D5}`, '第八条，低于1.5倍')),
)

/**
 * 法定义务人: whether each person bound by law to support the applicant is able to, by what was found of that person.
 *
 * 民发〔2021〕43号 articles 8 and 9. Unable: in extreme hardship; 60 or more and on the subsistence allowance; 70 or more, or
 * severely disabled, with an income below last year's disposable income and property within the rules; without civil
 * capacity, declared missing or in prison, with property within the rules.
 */
import {
  age,
  and,
  asOf,
  code,
  codeOf,
  column,
  type Expr,
  eq,
  exists,
  forMonths,
  ge,
  isIn,
  lt,
  months,
  not,
  or,
  type Parameter,
  parameter,
  present,
} from '@doudi/core/policy'
import { ASSISTANCE, INCAPACITY } from '../city/index.ts'
import { active, coded, date } from '../person-status/index.ts'
import { obligors } from './records.ts'
import { cite, D3, figure, known, open, t } from './sources.ts'

const has = (benefit: string): Expr<'bool'> =>
  and(present(coded('obligorBenefit')), eq(coded('obligorBenefit'), code(codeOf(ASSISTANCE, benefit))))
const years = age(date('obligorBirth'), asOf)
const within = column('bool', 'withinProperty')
const poor = and(lt(forMonths(column('fenMonth', 'income'), months(12)), parameter('fenOnce', 'P-DISP')), within)
const incapable = and(
  present(coded('incapacity')),
  isIn(
    coded('incapacity'),
    ['1', '2', '3'].map((one) => codeOf(INCAPACITY, one)),
  ),
)
const unable = or(
  has('TK'),
  and(ge(years, parameter('int', 'P-OBL-AGE', 'DB')), has('DB')),
  and(or(ge(years, parameter('int', 'P-OBL-AGE', 'income')), column('bool', 'severe')), poor),
  and(incapable, within),
)

/** Somebody bound by law could support the person. */
export const capableObligor = exists(obligors, and(active('from', 'to'), not(unable)))

export const disposableIncome: Parameter = figure(
  'P-DISP',
  t('上年度人均可支配收入', "last year's disposable income per person"),
  'fenOnce',
  t('元/人·年', 'yuan/person/year'),
  open('上年度当地人均可支配收入'),
)
export const obligorParameters: readonly Parameter[] = [
  disposableIncome,
  figure(
    'P-OBL-AGE',
    t('义务人年龄', 'age of the obligor'),
    'int',
    t('周岁', 'years'),
    known(60, cite(D3, '第八条，60周岁以上的低保对象'), 'DB'),
    known(70, cite(D3, '第八条，70周岁以上且收入低于人均可支配收入'), 'income'),
  ),
]

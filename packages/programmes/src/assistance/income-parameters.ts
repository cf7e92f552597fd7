/** What counts as income and what is taken off it. The city has published little: what is open stays open. */
import type { Parameter } from '@doudi/core/policy'
import { ASSUMED, cite, D2, FLAG, figure, known, MONTHS, open, t, YUAN_PERSON_MONTH } from './sources.ts'

/** Of whatever income is asked. */
export const sourceParameters: readonly Parameter[] = [
  figure(
    'P-INC-MONTHS',
    t('收入核算期', 'period over which income is reckoned'),
    'int',
    MONTHS,
    known(12, cite(ASSUMED, '申请前12个月', 'assumed')),
  ),
  figure(
    'P-DED-WORK',
    t('必要就业成本扣减', 'deduction for the necessary cost of working'),
    'fenMonth',
    YUAN_PERSON_MONTH,
    open('必要就业成本扣减标准'),
  ),
  figure(
    'P-SUPPORT-FORMULA',
    t('赡养费核算', 'support imputed from obligors'),
    'fenMonth',
    YUAN_PERSON_MONTH,
    open('赡养抚养扶养费核算公式'),
  ),
  figure('P-INC-CHARITY', t('慈善捐赠计入收入', 'charity counts as income'), 'bool', FLAG, open('慈善捐赠是否计入')),
]

/** Of income as the subsistence allowance counts it. */
export const incomeParameters: readonly Parameter[] = [
  ...sourceParameters,
  figure(
    'P-INC-BASICPENSION-EXCL',
    t('居民基础养老金不计入', 'the basic pension of residents does not count'),
    'bool',
    FLAG,
    known(true, cite(`${D2}；${ASSUMED}`, '第十三条，“十四五”期间；此后待确认', 'assumed')),
  ),
  figure(
    'P-INC-AGEALLOW',
    t('高龄津贴计入收入', 'the old-age allowance counts'),
    'bool',
    FLAG,
    open('高龄津贴是否计入'),
  ),
  figure(
    'P-DED-CARE',
    t('残疾重病刚性支出扣减', 'deduction for the rigid cost of disability or illness'),
    'fenMonth',
    YUAN_PERSON_MONTH,
    open('因残因病刚性支出扣减标准'),
  ),
]

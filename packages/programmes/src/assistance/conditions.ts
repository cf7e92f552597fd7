/** What every application is asked, as named conditions. */
import { asOf, attribute, type Condition, type Expr, gt, not, or } from '@doudi/core/policy'
import { dead } from '../person-status/index.ts'
import { applied, counts, familyKnown } from './household.ts'
import { matched } from './income.ts'
import { ASSUMED, cite, D2, D5, t } from './sources.ts'

type Says = Omit<Condition, 'id' | 'expr'>
export const condition = (id: string, expr: Expr<'bool'>, says: Says): Condition => ({ id, expr, ...says })
export const town = t('镇街入户调查', 'a visit of the town')

export const registered = condition(
  'registered',
  or(attribute('bool', 'registered'), gt(attribute('date', 'cancelDate'), asOf)),
  {
    label: t('户籍', 'registration'),
    requires: t('本市户籍', 'registered in the city'),
    met: t('本市户籍在册', 'registered here'),
    notMet: t('户籍不在本市或已注销', 'not registered here, or cancelled'),
    unknown: t('户籍登记册查不到此人', 'not found in the household register'),
    neutral: t('户籍', 'registration'),
    citation: cite(D2, '第五条'),
    ask: t('公安户籍', 'public security'),
  },
)
export const alive = condition('alive', not(dead.use), {
  label: t('在世', 'alive'),
  requires: t('本人在世', 'the person is alive'),
  met: t('无死亡记录', 'no record of death'),
  notMet: t('有死亡记录', 'a record of death exists'),
  unknown: t('有一条死亡类记录对不上人，须核实', 'a record of death does not fit for certain'),
  neutral: t('在世情况', 'alive'),
  citation: cite(ASSUMED, '死亡次月停发', 'assumed'),
  ask: t('卫健、殡葬、走访', 'health, funeral homes, a visit'),
})
export const hasApplied = condition('applied', applied.use, {
  label: t('申请', 'application'),
  requires: t('在未办结的申请中', 'in an open application'),
  met: t('已申请', 'has applied'),
  notMet: t('没有未办结的申请', 'no open application'),
  unknown: t('是否申请不能确定', 'cannot tell whether there is an application'),
  neutral: t('申请情况', 'application'),
  citation: cite(D2, '第六条、第二十八条，未经申请、调查、审核确认不得纳入'),
  ask: t('镇街', 'the town'),
})
export const member = condition('member', counts.use, {
  label: t('共同生活', 'of the family'),
  requires: t('属共同生活的家庭成员', 'a member of the family by law'),
  met: t('属共同生活的家庭成员', 'a member of the family'),
  notMet: t('不计入共同生活的家庭成员', 'not counted as a member of the family'),
  unknown: t('是否属共同生活的家庭成员不能确定', 'cannot tell whether this is a member of the family'),
  neutral: t('家庭成员', 'members of the family'),
  citation: cite(D2, '第七条'),
  ask: town,
})
export const family = condition('family', familyKnown, {
  label: t('家庭成员申报', 'members declared'),
  requires: t(
    '户内人员均已申报，申报人员均在户内',
    'everybody of the household is declared and everybody declared lives in it',
  ),
  met: t('申报与户内人员一致', 'those declared are those who live there'),
  notMet: t('申报与户内人员不一致', 'those declared are not those who live there'),
  unknown: t(
    '有户内人员未申报，或有申报人员不在户内，须核实',
    'somebody there is not declared, or somebody declared is not there',
  ),
  neutral: t('家庭成员', 'members of the family'),
  citation: cite(D2, '第七条'),
  ask: town,
})
export const verified = condition('verified', matched, {
  label: t('核对', 'verification'),
  requires: t('申报收入与核对结果相符', 'what was declared agrees with what registers know'),
  met: t('核对无出入', 'registers know of nothing more'),
  notMet: t('核对与申报不符', 'registers know of more'),
  unknown: t(
    '登记的收入或经营多于申报，须逐项核实',
    'registers know of more income or of an enterprise; to be verified',
  ),
  neutral: t('家庭经济状况', 'means of the family'),
  citation: cite(`${D2}；${D5}`, '第十七条；数据疑点须核实，不自动停发'),
  ask: t('居民家庭经济状况核对机构', 'the economic-status verification office'),
})

/**
 * 困境儿童基本生活费: the living allowance of children in difficulty.
 *
 * Institution-raised, orphan, de-facto-unattended (the parent matrix), key child in difficulty, in that order of
 * precedence; age 18 and the school extension; the difference against what is held.
 */
import { and, type Category, type Condition, type Expr, not, or, type Programme } from '@doudi/core/policy'
import {
  ageGate,
  alive,
  amountOf,
  bothGone,
  derivationOf,
  effect,
  fatherAway,
  inSchool,
  minor,
  moneyVariables,
  motherAway,
  oneGone,
  placed,
  poor,
  registered,
  selfIll,
  selfSevere,
} from './child.ts'
import { examples } from './examples.ts'
import { matrix } from './matrix.ts'
import { parameters } from './parameters.ts'
import { parentVariables } from './parent-status.ts'
import { records } from './records.ts'
import { ASSUMED, cite, D11, D14, D16, SEED, t } from './sources.ts'

type Says = Pick<Condition, 'label' | 'requires' | 'met' | 'notMet' | 'unknown' | 'neutral' | 'citation' | 'ask'>
const condition = (id: string, expr: Expr<'bool'>, says: Says): Condition => ({ id, expr, ...says })
const visit = t('村居走访', 'village visit')

const conditions: readonly Condition[] = [
  condition('registered', registered, {
    label: t('户籍', 'registration'),
    requires: t('本市户籍', 'registered in the city'),
    met: t('本市户籍在册', 'registered here'),
    notMet: t('户籍不在本市或已注销', 'not registered here, or cancelled'),
    unknown: t('户籍登记册查不到此人', 'not found in the household register'),
    neutral: t('户籍', 'registration'),
    citation: cite(D11, '第二部分（一）'),
    ask: t('公安户籍', 'public security'),
  }),
  condition('alive', alive, {
    label: t('在世', 'alive'),
    requires: t('儿童在世', 'the child is alive'),
    met: t('无死亡记录', 'no record of death'),
    notMet: t('有死亡记录', 'a record of death exists'),
    unknown: t('有一条死亡类记录对不上人，须核实', 'a record of death does not fit for certain'),
    neutral: t('在世情况', 'alive'),
    citation: cite(ASSUMED, '死亡次月停发', 'assumed'),
    ask: t('卫健、殡葬、走访', 'health, funeral homes, a visit'),
  }),
  condition('minor', minor, {
    label: t('年龄', 'age'),
    requires: t('未满18周岁', 'under 18'),
    met: t('未满18周岁', 'under 18'),
    notMet: t('已满18周岁', '18 or over'),
    unknown: t('出生日期不明', 'birth date unknown'),
    neutral: t('年龄', 'age'),
    citation: cite(D11, '第一部分'),
    ask: t('公安户籍', 'public security'),
  }),
  condition('inSchool', inSchool, {
    label: t('满18周岁在读', 'in school after 18'),
    requires: t('高中至本科全日制在读', 'full-time, senior middle school to bachelor'),
    met: t('全日制在读', 'in full-time school'),
    notMet: t('无高中以上全日制在读学籍', 'no full-time enrolment from senior middle school up'),
    unknown: t('学籍状态不明', 'enrolment unclear'),
    neutral: t('就学情况', 'schooling'),
    citation: cite(ASSUMED, '满18周岁在读延长', 'assumed'),
    ask: t('教育学籍', 'education'),
  }),
  condition('placed', placed, {
    label: t('机构养育', 'raised by an institution'),
    requires: t('由民政儿童福利机构养育', 'raised by a civil-affairs institution'),
    met: t('在机构安置', 'placed in an institution'),
    notMet: t('未在机构安置', 'not in an institution'),
    unknown: t('安置记录不明', 'placement unclear'),
    neutral: t('养育方式', 'who raises the child'),
    citation: cite(D14, '第二部分'),
    ask: t('儿童福利机构', 'the institution'),
  }),
  condition('bothGone', bothGone, {
    label: t('父母均已死亡或宣告失踪', 'both parents dead or declared missing'),
    requires: t('父母双方死亡或经法院宣告失踪', 'both dead or declared missing by a court'),
    met: t('父母双方均已死亡或宣告失踪', 'both parents are dead or declared missing'),
    notMet: t('父母并非双方死亡或失踪', 'not both parents dead or missing'),
    unknown: t('父母是否均已死亡或失踪尚不能确定', 'cannot tell whether both parents are gone'),
    neutral: t('父母情况', "the parents' situation"),
    citation: cite(D14, '第一部分'),
    ask: visit,
  }),
  condition('fatherAway', fatherAway, {
    label: t('父亲', 'father'),
    requires: t(
      '死亡、失踪，或重残、重病、服刑在押、强制隔离戒毒、限制人身自由、失联、撤销监护资格、遣送出境之一',
      'gone, or one of the eight statuses',
    ),
    met: t('父亲情形符合', "the father's situation qualifies"),
    notMet: t('父亲无符合情形', "the father's situation does not qualify"),
    unknown: t('父亲情形不能确定', "the father's situation cannot be told"),
    neutral: t('父亲情况', "the father's situation"),
    citation: cite(D11, '第一部分；“以上”含本数，民法典1259条'),
    ask: visit,
  }),
  condition('motherAway', motherAway, {
    label: t('母亲', 'mother'),
    requires: t(
      '死亡、失踪，或重残、重病、服刑在押、强制隔离戒毒、限制人身自由、失联、撤销监护资格、遣送出境之一',
      'gone, or one of the eight statuses',
    ),
    met: t('母亲情形符合', "the mother's situation qualifies"),
    notMet: t('母亲无符合情形', "the mother's situation does not qualify"),
    unknown: t('母亲情形不能确定', "the mother's situation cannot be told"),
    neutral: t('母亲情况', "the mother's situation"),
    citation: cite(D11, '第一部分；“以上”含本数，民法典1259条'),
    ask: visit,
  }),
  condition('oneGone', oneGone, {
    label: t('父母一方死亡或失踪', 'one parent gone'),
    requires: t('父母至少一方死亡或宣告失踪', 'at least one parent dead or declared missing'),
    met: t('父母一方已死亡或宣告失踪', 'one parent is dead or declared missing'),
    notMet: t('父母均无死亡或失踪记录', 'neither parent is dead or missing'),
    unknown: t('父母是否有一方死亡或失踪不能确定', 'cannot tell whether a parent is gone'),
    neutral: t('父母情况', "the parents' situation"),
    citation: cite(D16, '重点困境儿童的定义'),
    ask: visit,
  }),
  condition('poor', poor, {
    label: t('家庭困难', 'poor family'),
    requires: t('低保、特困、低保边缘或刚性支出家庭', 'in a low-income register'),
    met: t('家庭为在册低收入家庭', 'the family is in a low-income register'),
    notMet: t('家庭不在低收入登记册', 'the family is in no low-income register'),
    unknown: t('家庭是否困难不能确定', 'cannot tell whether the family is poor'),
    neutral: t('家庭经济状况', 'means of the family'),
    citation: cite(`${D16}；${ASSUMED}`, '困难家庭的范围', 'assumed'),
    ask: t('社会救助', 'social assistance'),
  }),
  condition('selfSevere', selfSevere, {
    label: t('儿童重残', 'the child severely disabled'),
    requires: t('一、二级残疾，或三、四级智力、精神残疾', 'grade 1–2, or grade 3–4 intellectual or mental'),
    met: t('持有效重度残疾证', 'a valid certificate of severe disability'),
    notMet: t('无重度残疾证', 'no certificate of severe disability'),
    unknown: t('残疾证已到期或对不上人，须核实', 'the certificate has expired or does not fit for certain'),
    neutral: t('儿童身体情况', "the child's health"),
    citation: cite(D16, '重点困境儿童的定义'),
    ask: t('残联', "disabled persons' federation"),
  }),
  condition('selfIll', selfIll, {
    label: t('儿童重病', 'the child severely ill'),
    requires: t('患目录内重病或罕见病', 'an illness of the list'),
    met: t('患目录内疾病', 'an illness of the list'),
    notMet: t('无重病记录', 'no record of severe illness'),
    unknown: t('有重病类记录，本市病种目录待确认', "a record exists; the city's list is not known"),
    neutral: t('儿童身体情况', "the child's health"),
    citation: cite(D16, '重点困境儿童的定义'),
    ask: t('医保、卫健', 'insurance, health'),
  }),
]

const gate = (category: string, ...tests: readonly Expr<'bool'>[]): Expr<'bool'> =>
  and(registered, alive, ageGate(category), ...tests)
const keyChild = and(poor, or(oneGone, selfSevere, selfIll))

const categories: readonly Category[] = [
  {
    code: 'CH-1',
    label: t('机构养育儿童', 'institution-raised child'),
    test: gate('CH-1', placed),
    amount: amountOf('CH-1'),
    derivation: derivationOf('CH-1'),
    because: ['placed'],
  },
  {
    code: 'CH-2',
    label: t('社会散居孤儿', 'scattered orphan'),
    test: gate('CH-2', bothGone, not(placed)),
    amount: amountOf('CH-2'),
    derivation: derivationOf('CH-2'),
    because: ['bothGone'],
  },
  {
    code: 'CH-3',
    label: t('事实无人抚养儿童', 'de-facto-unattended child'),
    test: gate('CH-3', fatherAway, motherAway, not(placed), not(bothGone)),
    amount: amountOf('CH-3'),
    derivation: derivationOf('CH-3'),
    because: ['fatherAway', 'motherAway'],
  },
  {
    code: 'CH-4',
    label: t('重点困境儿童', 'key child in difficulty'),
    test: gate('CH-4', keyChild, not(placed), not(and(fatherAway, motherAway))),
    amount: amountOf('CH-4'),
    derivation: derivationOf('CH-4'),
    because: ['poor', 'oneGone', 'selfSevere', 'selfIll'],
  },
]

export const programme: Programme = {
  id: 'children',
  label: t('困境儿童基本生活费', 'living allowance of children in difficulty'),
  version: '2026.1',
  subject: 'child',
  // The plan's 2100 children are 0.03 % of the city; a small sample of it, which holds every kind of case, is denser.
  mostShare: 0.03,
  records,
  parameters,
  variables: [...parentVariables, ...moneyVariables],
  conditions,
  categories,
  held: {
    register: 'R22',
    code: 'category',
    codes: ['CH-1', 'CH-2', 'CH-3', 'CH-4'],
    amount: 'amount',
    from: 'from',
    to: 'to',
    county: 'county',
  },
  effect,
  // “5300多万元”, “2100多名”: the announced round figures stand for what they exceed.
  plan: {
    year: 2026,
    budgetFen: 5_300_000_000,
    people: 2100,
    citation: cite(SEED, '5300多万元，保障2100多名困境儿童', 'seed'),
  },
  examples: [...examples, ...matrix],
}

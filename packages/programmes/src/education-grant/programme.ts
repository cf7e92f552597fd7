/**
 * 孤儿、事实无人抚养儿童助学金: 10000 yuan a school year, paid by the quarter (P-GRANT, P-GRANT-FREQ).
 *
 * Recognised before 18, then in full-time senior middle, vocational, college, bachelor or master's study.
 * Its monthly amount is zero by declaration: the grant is no monthly benefit, and the register in payment carries none.
 */
import {
  addMonths,
  age,
  and,
  asOf,
  attribute,
  type Citation,
  type Condition,
  code,
  codeOf,
  column,
  day,
  divide,
  type Example,
  eq,
  exists,
  type Facts,
  fenMonth,
  ge,
  int,
  isIn,
  lt,
  type Programme,
  parameter,
  recordsOf,
  smallest,
  variable,
} from '@doudi/core/policy'
import { CHILD_BENEFIT, SCHOOL_STAGE, SCHOOL_STATUS } from '../city/index.ts'
import { definition as R22 } from '../city/registers/r22-child-welfare.ts'
import { active, date, schooling, silent } from '../person-status/index.ts'

const t = (zh: string, en: string) => ({ zh, en })
const D15: Citation = { title: '“福彩圆梦·孤儿助学工程”项目实施办法（2025修订）', article: '对象', status: 'doc' }
const recognitions = recordsOf(R22, silent)

const NEVER = day(99991231)
const stages = ['34', '36', '41', '42', '43'].map((one) => codeOf(SCHOOL_STAGE, one))
const studying = exists(
  schooling,
  and(
    isIn(column('code', 'stage'), stages),
    eq(column('code', 'schoolStatus'), code(codeOf(SCHOOL_STATUS, '1'))),
    column('bool', 'fullTime'),
    active('entryDate', 'endDate'),
  ),
)
const firstRecognised = smallest(
  recognitions,
  isIn(
    column('code', 'category'),
    ['CH-1', 'CH-2', 'CH-3'].map((one) => codeOf(CHILD_BENEFIT, one)),
  ),
  date('from'),
  NEVER,
)

const says = (zh: string, en: string, ask: string): Omit<Condition, 'id' | 'expr'> => ({
  label: t(zh, en),
  requires: t(zh, en),
  met: t(`${zh}：符合`, `${en}: met`),
  notMet: t(`${zh}：不符合`, `${en}: not met`),
  unknown: t(`${zh}：不能确定`, `${en}: cannot tell`),
  neutral: t(zh, en),
  citation: D15,
  ask: t(ask, 'the office that keeps the register'),
})
const conditions: readonly Condition[] = [
  {
    id: 'adult',
    expr: ge(age(attribute('date', 'birth'), asOf), int(18)),
    ...says('年满18周岁', '18 or over', '公安'),
  },
  {
    id: 'recognised',
    expr: lt(variable('date', 'firstRecognised'), addMonths(attribute('date', 'birth'), int(216))),
    ...says('18周岁前已认定为孤儿或事实无人抚养儿童', 'recognised before 18', '民政'),
  },
  {
    id: 'studying',
    expr: studying,
    ...says('全日制在读（高中、中职、大专、本科、硕士）', 'in full-time study', '教育'),
  },
]

const facts = (asOfDay: number, birth: number, school: Readonly<Record<string, string | boolean | number>>): Facts => ({
  asOf: asOfDay,
  available: ['R11', 'R22'],
  persons: { 1: { birth, registered: true, fatherState: 1, motherState: 1 } },
  records: {
    R22: [{ person: 1, category: 'CH-2', from: 20210601, amount: 213800 }],
    R11: [{ person: 1, schoolStatus: '1', entryDate: 20240901, endDate: 20280630, ...school }],
  },
})
const example = (name: string, given: Facts, eligible: boolean): Example => ({
  name,
  facts: given,
  person: 1,
  source: 'T12',
  expect: eligible
    ? { status: 'eligible', category: 'GRANT', amountFen: 0 }
    : { status: 'ineligible', category: null, amountFen: null },
})

export const programme: Programme = {
  id: 'education-grant',
  label: t('孤儿、事实无人抚养儿童助学金', 'education grant for orphans and de-facto-unattended children'),
  version: '2026.1',
  subject: 'student',
  mostShare: 0.01,
  records: [schooling, recognitions],
  parameters: [
    {
      id: 'P-GRANT',
      label: t('助学金标准', 'education grant'),
      kind: 'fenOnce',
      unit: t('元/学年', 'yuan/school year'),
      rows: [
        {
          key: null,
          value: 1000000,
          from: 20260101,
          to: null,
          enacted: null,
          status: 'seed',
          citation: { title: '烟台市民政局 2026-04-22 新闻发布会', article: '助学金 10000', status: 'seed' },
        },
      ],
    },
    {
      id: 'P-GRANT-FREQ',
      label: t('每学年发放次数', 'instalments a school year'),
      kind: 'int',
      unit: t('次', 'times'),
      rows: [
        {
          key: null,
          value: 4,
          from: 20260101,
          to: null,
          enacted: null,
          status: 'assumed',
          citation: { title: D15.title, article: '按月或按季，由省定；本系统按季', status: 'assumed' },
        },
      ],
    },
  ],
  variables: [
    { id: 'firstRecognised', label: t('首次认定日期', 'first recognised on'), expr: firstRecognised },
    {
      id: 'instalment',
      label: t('每季', 'a quarter'),
      expr: divide(parameter('fenOnce', 'P-GRANT'), parameter('int', 'P-GRANT-FREQ'), 'ceil'),
    },
  ],
  conditions,
  categories: [
    {
      code: 'GRANT',
      label: t('助学金（每学年）', 'grant a school year'),
      test: and(...conditions.map(({ expr }) => expr)),
      amount: fenMonth(0),
      because: conditions.map(({ id }) => id),
      derivation: [
        { label: t('每学年', 'a school year '), value: parameter('fenOnce', 'P-GRANT'), shared: null },
        { label: t('每季', 'a quarter '), value: variable('fenOnce', 'instalment'), shared: null },
      ],
    },
  ],
  held: { register: 'R22', code: 'category', codes: ['GRANT'], amount: null, from: 'from', to: 'to', county: 'county' },
  effect: null,
  plan: null,
  examples: [
    {
      ...example(
        'T12a recognised at 15, now 20, full-time bachelor',
        facts(20260901, 20060301, { stage: '42', fullTime: true }),
        true,
      ),
      letter: 'T12a',
    },
    example('T12b full-time doctor', facts(20260901, 20000301, { stage: '44', fullTime: true }), false),
    example('T12c part-time college', facts(20260901, 20060301, { stage: '41', fullTime: false }), false),
    example(
      'T12 recognised on the 18th birthday is too late',
      facts(20260901, 20030601, { stage: '42', fullTime: true }),
      false,
    ),
    example('T12 recognised the day before it', facts(20260901, 20030602, { stage: '42', fullTime: true }), true),
  ],
}

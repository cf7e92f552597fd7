import { column, register } from '@doudi/core/kernel'
import { INCAPACITY } from '../codes/assistance.ts'
import { ASSISTANCE } from '../codes/codes.ts'
import { personColumns } from '../person-columns.ts'

/** R39 法定义务人: legal obligors, owner civil affairs (towns). Who is bound by law to support the person, with what was found of that obligor. Source: domain 5.5, 5.11. */
export const definition = register({
  id: 'R39',
  label: { zh: '法定义务人', en: 'legal obligors' },
  owner: { zh: '民政（镇街）', en: 'civil affairs (towns)' },
  status: 'assumed',
  key: ['residentId', 'obligorId', 'from'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    ...personColumns,
    column(
      'obligorId',
      '义务人公民身份号码',
      'obligor id',
      { kind: 'residentId', role: 'obligor' },
      { required: true, headers: ['义务人身份证号'], sensitivity: 'S3' },
    ),
    column(
      'obligorBirth',
      '义务人出生日期',
      'birth date of the obligor',
      { kind: 'date' },
      { headers: ['义务人出生年月'] },
    ),
    column(
      'obligorBenefit',
      '义务人救助类型',
      'assistance that the obligor has',
      { kind: 'code', list: ASSISTANCE },
      { headers: ['义务人救助类别'], sensitivity: 'S3' },
    ),
    column(
      'income',
      '义务人月均收入',
      'monthly income of the obligor',
      { kind: 'money', period: 'month' },
      { headers: ['义务人收入'], sensitivity: 'S3' },
    ),
    column(
      'withinProperty',
      '义务人财产符合规定',
      'property within the rules',
      { kind: 'flag' },
      { headers: ['义务人财产是否符合'], sensitivity: 'S3' },
    ),
    column(
      'severe',
      '义务人重残',
      'severely disabled',
      { kind: 'flag' },
      { headers: ['义务人是否重残'], sensitivity: 'S4' },
    ),
    column(
      'incapacity',
      '义务人能力情形',
      'incapacity',
      { kind: 'code', list: INCAPACITY },
      { headers: ['义务人情形'], sensitivity: 'S4' },
    ),
    column('from', '认定起始日期', 'from', { kind: 'date' }, { required: true, headers: ['起始日期'] }),
    column('to', '认定截止日期', 'to', { kind: 'date' }, { headers: ['截止日期'] }),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '特困人员认定办法（民发〔2021〕43号）',
    en: 'Measures on recognising people in extreme hardship (Minfa [2021] 43)',
  },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  ofApplicants: true,
})

import { column, register } from '@doudi/core/kernel'
import { DISABILITY_SUBSIDY } from '../codes/codes.ts'

/** R23 残疾人两项补贴: disability subsidies, owner civil affairs. Source: domain register list 9.1. */
export const definition = register({
  id: 'R23',
  label: { zh: '残疾人两项补贴', en: 'disability subsidies' },
  owner: { zh: '民政', en: 'civil affairs' },
  status: 'doc',
  key: ['residentId', 'kind'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    column(
      'residentId',
      '公民身份号码',
      'resident id',
      { kind: 'residentId', role: 'self' },
      {
        required: true,
        headers: ['身份证号', '身份证号码', '证件号码', '身份证', '公民身份证号', '身份证件号码'],
        sensitivity: 'S3',
      },
    ),
    column('name', '姓名', 'name', { kind: 'name', of: 'residentId' }, { headers: ['名字'] }),
    column(
      'kind',
      '补贴类型',
      'kind',
      { kind: 'code', list: DISABILITY_SUBSIDY },
      { required: true, headers: ['补贴类别', '补贴种类'], sensitivity: 'S2' },
    ),
    column(
      'amount',
      '月补贴金额',
      'monthly amount',
      { kind: 'money', period: 'month' },
      { required: true, headers: ['金额', '补贴金额'], sensitivity: 'S3' },
    ),
    column(
      'from',
      '起始日期',
      'from',
      { kind: 'date' },
      { required: true, headers: ['享受起始日期'], sensitivity: 'S2' },
    ),
    column('to', '停发日期', 'to', { kind: 'date' }, { required: false, headers: ['截止日期'], sensitivity: 'S2' }),
    column(
      'county',
      '发放区划',
      'paying county',
      { kind: 'division', digits: 6 },
      { required: true, headers: ['区县代码', '县区代码'], sensitivity: 'S1' },
    ),
  ],
  sensitivity: 'S3',
  legalBasis: { zh: '国发〔2015〕52号', en: 'Guofa [2015] 52' },
  cadence: { zh: '每月', en: 'monthly' },
  cadenceDays: 35,
  retentionMonths: 36,
  countyColumn: 'county',
})

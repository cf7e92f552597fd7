import { column, register } from '@doudi/core/kernel'

/** R07 强制隔离戒毒: compulsory rehabilitation, owner justice and public security. Source: domain register list 9.1. */
export const definition = register({
  id: 'R07',
  label: { zh: '强制隔离戒毒', en: 'compulsory rehabilitation' },
  owner: { zh: '司法、公安', en: 'justice and public security' },
  status: 'doc',
  key: ['residentId', 'decisionDate'],
  subject: 'residentId',
  period: { from: 'decisionDate', to: 'endDate' },
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
      'decisionDate',
      '决定日期',
      'decided on',
      { kind: 'date' },
      { required: true, headers: ['决定书日期', '入所日期'], sensitivity: 'S4' },
    ),
    column(
      'termMonths',
      '期限（月）',
      'term in months',
      { kind: 'integer', min: 0, max: 60 },
      { required: false, headers: ['期限', '期限月数'], sensitivity: 'S4' },
    ),
    column(
      'endDate',
      '解除日期',
      'ended on',
      { kind: 'date' },
      { required: false, headers: ['期满日期', '出所日期'], sensitivity: 'S4' },
    ),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '判决确认；政务数据共享条例（国务院令第809号）',
    en: 'Court judgment; Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '每月', en: 'monthly' },
  cadenceDays: 35,
  retentionMonths: 36,
  hideCounts: true,
})

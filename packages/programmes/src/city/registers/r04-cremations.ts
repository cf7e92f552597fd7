import { column, register } from '@doudi/core/kernel'

/** R04 火化: cremations, owner funeral homes. Source: domain register list 9.1. */
export const definition = register({
  id: 'R04',
  label: { zh: '火化', en: 'cremations' },
  owner: { zh: '殡仪馆（民政）', en: 'funeral homes' },
  status: 'doc',
  key: ['residentId', 'cremationDate'],
  subject: 'residentId',
  period: { from: 'cremationDate', to: null },
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
      'cremationDate',
      '火化日期',
      'date of cremation',
      { kind: 'date' },
      { required: true, headers: ['火化时间'], sensitivity: 'S3' },
    ),
    column(
      'unit',
      '火化单位',
      'funeral home',
      { kind: 'text' },
      { required: false, headers: ['殡仪馆'], sensitivity: 'S1' },
    ),
  ],
  sensitivity: 'S3',
  legalBasis: {
    zh: '政务数据共享条例（国务院令第809号）',
    en: 'Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '每日', en: 'daily' },
  cadenceDays: 7,
  retentionMonths: 36,
})

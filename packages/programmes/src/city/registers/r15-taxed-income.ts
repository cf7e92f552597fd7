import { column, register } from '@doudi/core/kernel'
import { INCOME_CLASS } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R15 个人所得: income as taxed, owner taxation. What was declared for tax, by the period that it was earned in. Source: domain register list 9.1. */
export const definition = register({
  id: 'R15',
  label: { zh: '个人所得', en: 'income as taxed' },
  owner: { zh: '税务', en: 'taxation' },
  status: 'doc',
  key: ['residentId', 'incomeClass', 'from', 'to'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    ...personColumns,
    column(
      'incomeClass',
      '所得项目',
      'class of income',
      { kind: 'code', list: INCOME_CLASS },
      { required: true, headers: ['所得类别', '收入类别'] },
    ),
    column(
      'amount',
      '收入额',
      'income of the period',
      { kind: 'money', period: 'once' },
      { required: true, headers: ['金额', '收入金额'], sensitivity: 'S3' },
    ),
    column('from', '所属期起', 'period from', { kind: 'date' }, { required: true, headers: ['税款所属期起'] }),
    column('to', '所属期止', 'period to', { kind: 'date' }, { required: true, headers: ['税款所属期止'] }),
  ],
  sensitivity: 'S3',
  legalBasis: {
    zh: '社会救助暂行办法（国务院令第649号）第五十八条；经家庭授权',
    en: "Order 649, article 58; with the family's authorisation",
  },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  ofApplicants: true,
})

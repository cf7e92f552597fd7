import { column, register } from '@doudi/core/kernel'
import { EXPENSE_KIND } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R37 家庭刚性支出: rigid spending, owner civil affairs (towns). Receipts that an application rests on. Source: domain 5.6. */
export const definition = register({
  id: 'R37',
  label: { zh: '家庭刚性支出', en: 'rigid spending' },
  owner: { zh: '民政（镇街）', en: 'civil affairs (towns)' },
  status: 'assumed',
  key: ['residentId', 'kind', 'spentOn'],
  subject: 'residentId',
  period: { from: 'spentOn', to: null },
  columns: [
    ...personColumns,
    column(
      'kind',
      '支出类别',
      'kind of spending',
      { kind: 'code', list: EXPENSE_KIND },
      { required: true, headers: ['支出项目'], sensitivity: 'S4' },
    ),
    column(
      'amount',
      '支出金额',
      'amount',
      { kind: 'money', period: 'once' },
      { required: true, headers: ['自付金额', '金额'], sensitivity: 'S3' },
    ),
    column(
      'publicPrice',
      '同类公办学校收费',
      'price at a public school of the same type',
      { kind: 'money', period: 'once' },
      { headers: ['公办收费标准'] },
    ),
    column('spentOn', '支出日期', 'spent on', { kind: 'date' }, { required: true, headers: ['票据日期'] }),
    column(
      'appliedOn',
      '所附申请日期',
      'day of the application',
      { kind: 'date' },
      { required: true, headers: ['申请日期'] },
    ),
  ],
  sensitivity: 'S4',
  legalBasis: { zh: '社会救助暂行办法（国务院令第649号）', en: 'Interim measures on social assistance (order 649)' },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  ofApplicants: true,
})

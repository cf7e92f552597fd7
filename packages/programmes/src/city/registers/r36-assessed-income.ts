import { column, register } from '@doudi/core/kernel'
import { INCOME_KIND } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R36 家庭收入核定: income as assessed, owner civil affairs (towns). What the investigation recognises as income, by the month, averaged over the period that the law asks for; verified against R14, R15. Source: domain 5.3. */
export const definition = register({
  id: 'R36',
  label: { zh: '家庭收入核定', en: 'income as assessed' },
  owner: { zh: '民政（镇街）', en: 'civil affairs (towns)' },
  status: 'assumed',
  key: ['residentId', 'kind', 'from'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    ...personColumns,
    column(
      'kind',
      '收入类别',
      'kind of income',
      { kind: 'code', list: INCOME_KIND },
      { required: true, headers: ['收入项目'] },
    ),
    column(
      'amount',
      '月均金额',
      'monthly average',
      { kind: 'money', period: 'month' },
      { required: true, headers: ['月收入', '月均收入'], sensitivity: 'S3' },
    ),
    column('from', '核定起始日期', 'from', { kind: 'date' }, { required: true, headers: ['起始日期'] }),
    column('to', '核定截止日期', 'to', { kind: 'date' }, { headers: ['截止日期'] }),
  ],
  sensitivity: 'S3',
  legalBasis: { zh: '社会救助暂行办法（国务院令第649号）', en: 'Interim measures on social assistance (order 649)' },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  ofApplicants: true,
})

import { column, register } from '@doudi/core/kernel'
import { INSURANCE_BENEFIT } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R14 社会保险待遇: social insurance benefits, owner human resources. What social insurance pays by the month. Source: domain register list 9.1. */
export const definition = register({
  id: 'R14',
  label: { zh: '社会保险待遇', en: 'social insurance benefits' },
  owner: { zh: '人社', en: 'human resources' },
  status: 'doc',
  key: ['residentId', 'benefit', 'from'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    ...personColumns,
    column(
      'benefit',
      '待遇类别',
      'benefit',
      { kind: 'code', list: INSURANCE_BENEFIT },
      { required: true, headers: ['险种待遇', '待遇类型'] },
    ),
    column(
      'amount',
      '月待遇金额',
      'monthly amount',
      { kind: 'money', period: 'month' },
      { required: true, headers: ['金额', '月养老金'], sensitivity: 'S3' },
    ),
    column('from', '起始日期', 'from', { kind: 'date' }, { required: true, headers: ['待遇起始日期'] }),
    column('to', '停发日期', 'to', { kind: 'date' }, { headers: ['截止日期'] }),
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

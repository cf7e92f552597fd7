import { column, register } from '@doudi/core/kernel'
import { ENTERPRISE_ROLE, ENTERPRISE_STATUS } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R16 市场主体: enterprises, owner market regulation. Who stands behind which enterprise. A role may be a shell: it raises a doubt, never a refusal. Source: domain register list 9.1. */
export const definition = register({
  id: 'R16',
  label: { zh: '市场主体', en: 'enterprises' },
  owner: { zh: '市场监管', en: 'market regulation' },
  status: 'doc',
  key: ['residentId', 'creditCode', 'role'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    ...personColumns,
    column(
      'creditCode',
      '统一社会信用代码',
      'unified social credit code',
      { kind: 'text' },
      { required: true, headers: ['信用代码'] },
    ),
    column(
      'role',
      '任职',
      'role',
      { kind: 'code', list: ENTERPRISE_ROLE },
      { required: true, headers: ['身份', '职务'] },
    ),
    column(
      'status',
      '登记状态',
      'status',
      { kind: 'code', list: ENTERPRISE_STATUS },
      { headers: ['经营状态'], sensitivity: 'S1' },
    ),
    column('from', '任职起始日期', 'from', { kind: 'date' }, { headers: ['登记日期'] }),
    column('to', '任职终止日期', 'to', { kind: 'date' }, { headers: ['注销日期'] }),
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

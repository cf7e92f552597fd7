import { column, register } from '@doudi/core/kernel'
import { ASSET_KIND } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R20 金融资产: financial assets, owner economic-status verification. Balances on the day that the verification asked for, one row an account. Source: domain register list 9.1. */
export const definition = register({
  id: 'R20',
  label: { zh: '金融资产', en: 'financial assets' },
  owner: { zh: '居民家庭经济状况核对机构', en: 'economic-status verification' },
  status: 'doc',
  key: ['residentId', 'account'],
  subject: 'residentId',
  period: { from: 'balanceDate', to: null },
  columns: [
    ...personColumns,
    column(
      'account',
      '账户',
      'account',
      { kind: 'text' },
      { required: true, headers: ['账户标识'], sensitivity: 'S3' },
    ),
    column(
      'kind',
      '资产类别',
      'kind of asset',
      { kind: 'code', list: ASSET_KIND },
      { required: true, headers: ['类别'] },
    ),
    column(
      'balance',
      '余额',
      'balance',
      { kind: 'money', period: 'once' },
      { required: true, headers: ['金额', '市值'], sensitivity: 'S3' },
    ),
    column('balanceDate', '余额日期', 'day of the balance', { kind: 'date' }, { required: true, headers: ['时点'] }),
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

import { column, register } from '@doudi/core/kernel'
import { PROPERTY_USE } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R17 不动产: real estate, owner natural resources. Registered real estate; many village houses are missing from it. Source: domain register list 9.1. */
export const definition = register({
  id: 'R17',
  label: { zh: '不动产', en: 'real estate' },
  owner: { zh: '自然资源', en: 'natural resources' },
  status: 'doc',
  key: ['residentId', 'unitNo'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    ...personColumns,
    column(
      'unitNo',
      '不动产单元号',
      'unit number',
      { kind: 'text' },
      { required: true, headers: ['单元号', '产权证号'] },
    ),
    column('use', '用途', 'use', { kind: 'code', list: PROPERTY_USE }, { headers: ['规划用途'] }),
    column('from', '登记日期', 'registered on', { kind: 'date' }, { required: true, headers: ['登簿日期'] }),
    column('to', '转出日期', 'left on', { kind: 'date' }, { headers: ['注销日期'] }),
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

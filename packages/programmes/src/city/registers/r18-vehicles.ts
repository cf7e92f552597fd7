import { column, register } from '@doudi/core/kernel'
import { VEHICLE_KIND } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R18 机动车船农机: vehicles, ships and farm machines, owner traffic police, transport, farm machinery. Registered vehicles, ships and large machines; some are sold and not transferred. Source: domain register list 9.1. */
export const definition = register({
  id: 'R18',
  label: { zh: '机动车船农机', en: 'vehicles, ships and farm machines' },
  owner: { zh: '公安交管、交通、农机', en: 'traffic police, transport, farm machinery' },
  status: 'doc',
  key: ['residentId', 'plate'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    ...personColumns,
    column(
      'plate',
      '号牌',
      'plate',
      { kind: 'text' },
      { required: true, headers: ['车牌号', '号牌号码'], sensitivity: 'S3' },
    ),
    column('kind', '类型', 'kind', { kind: 'code', list: VEHICLE_KIND }, { headers: ['车辆类型'] }),
    column('from', '登记日期', 'registered on', { kind: 'date' }, { required: true, headers: ['初次登记日期'] }),
    column('to', '注销日期', 'struck off on', { kind: 'date' }, { headers: ['转出日期'] }),
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

import { column, register } from '@doudi/core/kernel'
import { INSTITUTION_KIND } from '../codes/codes.ts'

/** R32 机构安置: institution placement, owner civil affairs. Source: domain register list 9.1. */
export const definition = register({
  id: 'R32',
  label: { zh: '机构安置', en: 'institution placement' },
  owner: { zh: '民政', en: 'civil affairs' },
  status: 'assumed',
  key: ['residentId', 'inDate'],
  subject: 'residentId',
  period: { from: 'inDate', to: 'outDate' },
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
      'institution',
      '机构名称',
      'institution',
      { kind: 'text' },
      { required: false, headers: ['安置机构', '福利机构'], sensitivity: 'S2' },
    ),
    column(
      'institutionKind',
      '安置类型',
      'kind',
      { kind: 'code', list: INSTITUTION_KIND },
      { required: true, headers: ['机构类型'], sensitivity: 'S2' },
    ),
    column(
      'inDate',
      '入院日期',
      'in',
      { kind: 'date' },
      { required: true, headers: ['安置日期', '入住日期'], sensitivity: 'S2' },
    ),
    column(
      'outDate',
      '出院日期',
      'out',
      { kind: 'date' },
      { required: false, headers: ['离院日期'], sensitivity: 'S2' },
    ),
  ],
  sensitivity: 'S3',
  legalBasis: {
    zh: '政务数据共享条例（国务院令第809号）',
    en: 'Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '每月', en: 'monthly' },
  cadenceDays: 35,
  retentionMonths: 36,
})

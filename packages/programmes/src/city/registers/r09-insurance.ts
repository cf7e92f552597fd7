import { column, register } from '@doudi/core/kernel'
import { ILLNESS_CLASS } from '../codes/codes.ts'

/** R09 医保: medical insurance, owner medical insurance bureau. Source: domain register list 9.1. */
export const definition = register({
  id: 'R09',
  label: { zh: '医保', en: 'medical insurance' },
  owner: { zh: '医保局', en: 'medical insurance bureau' },
  status: 'doc',
  key: ['residentId', 'illnessClass', 'from'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
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
      'illnessClass',
      '病种类别',
      'class of illness',
      { kind: 'code', list: ILLNESS_CLASS },
      { required: false, headers: ['病种', '疾病类别'], sensitivity: 'S4' },
    ),
    column(
      'from',
      '待遇起始日期',
      'from',
      { kind: 'date' },
      { required: false, headers: ['起始日期', '享受开始日期'], sensitivity: 'S4' },
    ),
    column(
      'to',
      '待遇截止日期',
      'to',
      { kind: 'date' },
      { required: false, headers: ['截止日期', '享受截止日期'], sensitivity: 'S4' },
    ),
    column(
      'totalCost',
      '总费用',
      'total cost',
      { kind: 'money', period: 'year' },
      { required: false, headers: ['医疗总费用'], sensitivity: 'S3' },
    ),
    column(
      'ownPay',
      '个人自付',
      'own payment',
      { kind: 'money', period: 'year' },
      { required: false, headers: ['自付费用', '个人负担'], sensitivity: 'S3' },
    ),
    column(
      'county',
      '参保区划',
      'county of insurance',
      { kind: 'division', digits: 6 },
      { required: false, headers: ['参保地'], sensitivity: 'S1' },
    ),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '政务数据共享条例（国务院令第809号）',
    en: 'Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '每月', en: 'monthly' },
  cadenceDays: 45,
  retentionMonths: 36,
  countyColumn: 'county',
})

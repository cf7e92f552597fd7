import { column, register } from '@doudi/core/kernel'
import { CHILD_BENEFIT } from '../codes/codes.ts'

/** R22 儿童福利在享: child welfare in payment, owner civil affairs. Source: domain register list 9.1. */
export const definition = register({
  id: 'R22',
  label: { zh: '儿童福利在享', en: 'child welfare in payment' },
  owner: { zh: '民政', en: 'civil affairs' },
  status: 'doc',
  key: ['childNo'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    column(
      'childNo',
      '儿童编号',
      'child number',
      { kind: 'text' },
      { required: true, headers: ['编号'], sensitivity: 'S2' },
    ),
    column(
      'category',
      '保障类别',
      'category',
      { kind: 'code', list: CHILD_BENEFIT },
      { required: true, headers: ['儿童类别', '类别'], sensitivity: 'S2' },
    ),
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
      'amount',
      '月发放金额',
      'monthly amount',
      { kind: 'money', period: 'month' },
      { required: true, headers: ['发放标准', '月补贴金额', '金额'], sensitivity: 'S3' },
    ),
    column(
      'from',
      '起始日期',
      'from',
      { kind: 'date' },
      { required: true, headers: ['享受起始日期', '纳入日期'], sensitivity: 'S2' },
    ),
    column(
      'to',
      '停发日期',
      'to',
      { kind: 'date' },
      { required: false, headers: ['截止日期', '末领日期'], sensitivity: 'S2' },
    ),
    column(
      'county',
      '发放区划',
      'paying county',
      { kind: 'division', digits: 6 },
      { required: true, headers: ['区县代码', '县区代码'], sensitivity: 'S1' },
    ),
  ],
  sensitivity: 'S3',
  legalBasis: { zh: '民发〔2019〕62号；国办发〔2010〕54号', en: 'Minfa [2019] 62; Guobanfa [2010] 54' },
  cadence: { zh: '每月', en: 'monthly' },
  cadenceDays: 35,
  retentionMonths: 36,
  countyColumn: 'county',
})

import { column, register } from '@doudi/core/kernel'
import { ILLNESS_CLASS } from '../codes/codes.ts'

/** R10 诊断: diagnosis class, owner health. Source: domain register list 9.1. */
export const definition = register({
  id: 'R10',
  label: { zh: '诊断', en: 'diagnosis class' },
  owner: { zh: '卫健', en: 'health' },
  status: 'doc',
  key: ['residentId', 'illnessClass', 'diagnosisDate'],
  subject: 'residentId',
  period: { from: 'diagnosisDate', to: null },
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
      '诊断类别',
      'class of diagnosis',
      { kind: 'code', list: ILLNESS_CLASS },
      { required: true, headers: ['诊断分类'], sensitivity: 'S4' },
    ),
    column(
      'diagnosisDate',
      '诊断日期',
      'diagnosed on',
      { kind: 'date' },
      { required: true, headers: ['确诊日期'], sensitivity: 'S4' },
    ),
    column(
      'hospitalLevel',
      '医院等级',
      'hospital level',
      { kind: 'text' },
      { required: false, headers: ['医疗机构等级'], sensitivity: 'S1' },
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
})

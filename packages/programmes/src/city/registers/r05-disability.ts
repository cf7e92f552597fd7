import { column, register } from '@doudi/core/kernel'
import { DISABILITY_CLASS, DISABILITY_GRADE } from '../codes/codes.ts'

/** R05 残疾人证: disability certificates, owner disabled persons federation. Source: domain register list 9.1. */
export const definition = register({
  id: 'R05',
  label: { zh: '残疾人证', en: 'disability certificates' },
  owner: { zh: '残联', en: 'disabled persons federation' },
  status: 'doc',
  key: ['certificateNo'],
  subject: 'residentId',
  period: { from: 'issueDate', to: 'expiryDate' },
  columns: [
    column(
      'certificateNo',
      '残疾人证号',
      'certificate number',
      { kind: 'text' },
      { required: true, headers: ['残疾证号', '证号'], sensitivity: 'S3' },
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
      'disabilityClass',
      '残疾类别',
      'class',
      { kind: 'code', list: DISABILITY_CLASS },
      { required: true, headers: ['类别', '残疾类型'], sensitivity: 'S4' },
    ),
    column(
      'grade',
      '残疾等级',
      'grade',
      { kind: 'code', list: DISABILITY_GRADE },
      { required: true, headers: ['等级', '级别'], sensitivity: 'S4' },
    ),
    column(
      'multiple',
      '多重残疾明细',
      'detail of a multiple class',
      { kind: 'text' },
      { required: false, headers: ['多重明细'], sensitivity: 'S4' },
    ),
    column(
      'issueDate',
      '发证日期',
      'issued on',
      { kind: 'date' },
      { required: true, headers: ['签发日期', '批准日期'], sensitivity: 'S2' },
    ),
    column(
      'expiryDate',
      '有效期至',
      'valid to',
      { kind: 'date' },
      { required: false, headers: ['有效期止', '到期日期'], sensitivity: 'S2' },
    ),
    column(
      'guardianName',
      '监护人姓名',
      'guardian',
      { kind: 'text' },
      { required: false, headers: ['监护人'], sensitivity: 'S2' },
    ),
    column(
      'county',
      '发证区划',
      'issuing county',
      { kind: 'division', digits: 6 },
      { required: false, headers: ['区县代码'], sensitivity: 'S1' },
    ),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '政务数据共享条例（国务院令第809号）',
    en: 'Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '每月', en: 'monthly' },
  cadenceDays: 35,
  retentionMonths: 36,
  countyColumn: 'county',
})

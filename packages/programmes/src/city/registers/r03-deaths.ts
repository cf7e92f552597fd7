import { column, register } from '@doudi/core/kernel'
import { SEX } from '../codes/codes.ts'

/** R03 死亡登记: deaths, owner health. Source: domain register list 9.1. */
export const definition = register({
  id: 'R03',
  label: { zh: '死亡登记', en: 'deaths' },
  owner: { zh: '卫健（疾控）', en: 'health' },
  status: 'doc',
  key: ['certificateNo'],
  subject: 'residentId',
  period: { from: 'deathDate', to: null },
  columns: [
    column(
      'certificateNo',
      '死亡证明编号',
      'certificate number',
      { kind: 'text' },
      { required: true, headers: ['证明编号', '死亡证编号'], sensitivity: 'S2' },
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
      'sex',
      '性别',
      'sex',
      { kind: 'code', list: SEX, sexOf: 'residentId' },
      { required: false, headers: [], sensitivity: 'S2' },
    ),
    column(
      'deathDate',
      '死亡日期',
      'date of death',
      { kind: 'date' },
      { required: true, headers: ['死亡时间'], sensitivity: 'S3' },
    ),
    column(
      'issuer',
      '签发单位',
      'issuer',
      { kind: 'text' },
      { required: false, headers: ['出证单位'], sensitivity: 'S1' },
    ),
  ],
  sensitivity: 'S3',
  legalBasis: {
    zh: '政务数据共享条例（国务院令第809号）',
    en: 'Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '每日', en: 'daily' },
  cadenceDays: 7,
  retentionMonths: 36,
})

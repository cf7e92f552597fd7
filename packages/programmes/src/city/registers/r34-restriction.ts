import { column, register } from '@doudi/core/kernel'
import { RESTRICTION } from '../codes/codes.ts'

/** R34 其他限制人身自由和遣送出境: other restriction of liberty and deportation, owner public security, procuratorate, courts, supervision. Source: domain register list 9.1. */
export const definition = register({
  id: 'R34',
  label: { zh: '其他限制人身自由和遣送出境', en: 'other restriction of liberty and deportation' },
  owner: { zh: '公安、检察、法院、监察', en: 'public security, procuratorate, courts, supervision' },
  status: 'assumed',
  key: ['residentId', 'from'],
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
      'measure',
      '措施类型',
      'measure',
      { kind: 'code', list: RESTRICTION },
      { required: true, headers: ['强制措施'], sensitivity: 'S4' },
    ),
    column('from', '起始日期', 'from', { kind: 'date' }, { required: true, headers: ['执行日期'], sensitivity: 'S4' }),
    column(
      'termMonths',
      '期限（月）',
      'term in months',
      { kind: 'integer', min: 0, max: 240 },
      { required: false, headers: ['期限'], sensitivity: 'S4' },
    ),
    column('to', '解除日期', 'to', { kind: 'date' }, { required: false, headers: ['期满日期'], sensitivity: 'S4' }),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '判决确认；政务数据共享条例（国务院令第809号）',
    en: 'Court judgment; Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  hideCounts: true,
})

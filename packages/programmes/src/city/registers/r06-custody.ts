import { column, register } from '@doudi/core/kernel'
import { SENTENCE_MODE } from '../codes/codes.ts'

/** R06 服刑在押: custody, owner justice and public security. Source: domain register list 9.1. */
export const definition = register({
  id: 'R06',
  label: { zh: '服刑在押', en: 'custody' },
  owner: { zh: '司法、公安', en: 'justice and public security' },
  status: 'doc',
  key: ['residentId', 'inDate'],
  subject: 'residentId',
  period: { from: 'inDate', to: 'releaseDate' },
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
      'inDate',
      '入监日期',
      'taken in on',
      { kind: 'date' },
      { required: true, headers: ['收押日期', '羁押日期'], sensitivity: 'S4' },
    ),
    column(
      'termMonths',
      '刑期（月）',
      'term in months',
      { kind: 'integer', min: 0, max: 600 },
      { required: false, headers: ['刑期', '刑期月数'], sensitivity: 'S4' },
    ),
    column(
      'releaseDate',
      '释放日期',
      'release date',
      { kind: 'date' },
      { required: false, headers: ['刑满日期', '刑期止日', '出监日期'], sensitivity: 'S4' },
    ),
    column(
      'mode',
      '执行方式',
      'mode of execution',
      { kind: 'code', list: SENTENCE_MODE },
      { required: false, headers: ['服刑方式'], sensitivity: 'S4' },
    ),
    column(
      'placeType',
      '场所类型',
      'kind of place',
      { kind: 'text' },
      { required: false, headers: ['羁押场所'], sensitivity: 'S4' },
    ),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '判决确认；政务数据共享条例（国务院令第809号）',
    en: 'Court judgment; Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '每月', en: 'monthly' },
  cadenceDays: 35,
  retentionMonths: 36,
  hideCounts: true,
})

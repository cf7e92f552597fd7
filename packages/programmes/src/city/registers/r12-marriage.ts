import { column, register } from '@doudi/core/kernel'
import { MARRIAGE_EVENT } from '../codes/codes.ts'

/** R12 婚姻登记: marriage, owner civil affairs. Source: domain register list 9.1. */
export const definition = register({
  id: 'R12',
  label: { zh: '婚姻登记', en: 'marriage' },
  owner: { zh: '民政', en: 'civil affairs' },
  status: 'doc',
  key: ['certificateNo'],
  subject: 'partyAId',
  period: { from: 'date', to: null },
  columns: [
    column(
      'certificateNo',
      '登记证号',
      'certificate number',
      { kind: 'text' },
      { required: true, headers: ['证书编号', '字号'], sensitivity: 'S2' },
    ),
    column(
      'event',
      '登记类型',
      'kind',
      { kind: 'code', list: MARRIAGE_EVENT },
      { required: true, headers: ['业务类型', '登记类别'], sensitivity: 'S2' },
    ),
    column(
      'date',
      '登记日期',
      'registered on',
      { kind: 'date' },
      { required: true, headers: ['业务日期'], sensitivity: 'S2' },
    ),
    column(
      'office',
      '登记机关',
      'office',
      { kind: 'text' },
      { required: false, headers: ['登记处'], sensitivity: 'S1' },
    ),
    column(
      'partyAId',
      '男方公民身份号码',
      'husband id',
      { kind: 'residentId', role: 'partyA' },
      { required: true, headers: ['男方身份证号', '男方证件号码'], sensitivity: 'S3' },
    ),
    column('partyAName', '男方姓名', 'husband name', { kind: 'name', of: 'partyAId' }, { headers: [] }),
    column(
      'partyBId',
      '女方公民身份号码',
      'wife id',
      { kind: 'residentId', role: 'partyB' },
      { required: true, headers: ['女方身份证号', '女方证件号码'], sensitivity: 'S3' },
    ),
    column('partyBName', '女方姓名', 'wife name', { kind: 'name', of: 'partyBId' }, { headers: [] }),
  ],
  sensitivity: 'S3',
  legalBasis: { zh: '婚姻登记条例（国务院令第804号）', en: 'Marriage registration regulation (order 804)' },
  cadence: { zh: '每日', en: 'daily' },
  cadenceDays: 7,
  retentionMonths: 36,
})

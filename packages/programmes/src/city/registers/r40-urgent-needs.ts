import { column, register } from '@doudi/core/kernel'
import { URGENT_CAUSE } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R40 临时救助申请: applications for temporary assistance, owner civil affairs (towns). An event and what it takes to get through it, by the applicant. Source: domain 5.7. */
export const definition = register({
  id: 'R40',
  label: { zh: '临时救助申请', en: 'applications for temporary assistance' },
  owner: { zh: '民政（镇街）', en: 'civil affairs (towns)' },
  status: 'assumed',
  key: ['applicationNo', 'residentId'],
  subject: 'residentId',
  period: { from: 'appliedOn', to: 'closedOn' },
  columns: [
    ...personColumns,
    column(
      'applicationNo',
      '申请编号',
      'application number',
      { kind: 'text' },
      { required: true, headers: ['受理编号'] },
    ),
    column(
      'cause',
      '困难原因',
      'cause',
      { kind: 'code', list: URGENT_CAUSE },
      { required: true, headers: ['救助原因'], sensitivity: 'S4' },
    ),
    column('eventOn', '发生日期', 'happened on', { kind: 'date' }, { headers: ['事发日期'] }),
    column('appliedOn', '申请日期', 'applied on', { kind: 'date' }, { required: true, headers: ['受理日期'] }),
    column('closedOn', '办结日期', 'closed on', { kind: 'date' }, { headers: ['发放日期'] }),
    column(
      'need',
      '所需金额',
      'what is needed',
      { kind: 'money', period: 'once' },
      { required: true, headers: ['申请金额', '需求金额'], sensitivity: 'S3' },
    ),
    column(
      'meetingAmount',
      '一事一议金额',
      'amount that the county meeting set',
      { kind: 'money', period: 'once' },
      { headers: ['会议确定金额'], sensitivity: 'S3' },
    ),
    column(
      'place',
      '发生地区划',
      'county of the event',
      { kind: 'division', digits: 6 },
      { required: true, headers: ['受理地区划', '区县代码'], sensitivity: 'S1' },
    ),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '国务院关于全面建立临时救助制度的通知（国发〔2014〕47号）；民发〔2018〕23号',
    en: 'Guofa [2014] 47; Minfa [2018] 23',
  },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  ofApplicants: true,
})

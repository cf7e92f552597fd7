import { column, register } from '@doudi/core/kernel'
import { REVIEW_FINDING } from '../codes/assistance.ts'
import { personColumns } from '../person-columns.ts'

/** R41 低保复核: reviews of the subsistence allowance, owner civil affairs (towns). What a review of a family in payment decided. Source: domain 5.4. */
export const definition = register({
  id: 'R41',
  label: { zh: '低保复核', en: 'reviews of the subsistence allowance' },
  owner: { zh: '民政（镇街）', en: 'civil affairs (towns)' },
  status: 'assumed',
  key: ['residentId', 'reviewedOn'],
  subject: 'residentId',
  period: { from: 'reviewedOn', to: null },
  columns: [
    ...personColumns,
    column('reviewedOn', '复核决定日期', 'decided on', { kind: 'date' }, { required: true, headers: ['复核日期'] }),
    column(
      'finding',
      '复核情形',
      'finding',
      { kind: 'code', list: REVIEW_FINDING },
      { required: true, headers: ['复核结论'] },
    ),
  ],
  sensitivity: 'S3',
  legalBasis: {
    zh: '最低生活保障审核确认办法（民发〔2021〕57号）',
    en: 'Measures on confirming the subsistence allowance (Minfa [2021] 57)',
  },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  ofApplicants: true,
})

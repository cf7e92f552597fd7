import { column, register } from '@doudi/core/kernel'
import { personColumns } from '../person-columns.ts'

/** R38 生活自理能力评估: self-care assessments, owner civil affairs (towns). The six items of articles 21 and 22: what the person cannot do. Source: domain 5.5. */
export const definition = register({
  id: 'R38',
  label: { zh: '生活自理能力评估', en: 'self-care assessments' },
  owner: { zh: '民政（镇街）', en: 'civil affairs (towns)' },
  status: 'assumed',
  key: ['residentId', 'from'],
  subject: 'residentId',
  period: { from: 'from', to: 'to' },
  columns: [
    ...personColumns,
    column(
      'cannotEat',
      '不能自主吃饭',
      'cannot eat unaided',
      { kind: 'flag' },
      { required: true, headers: ['吃饭'], sensitivity: 'S4' },
    ),
    column(
      'cannotDress',
      '不能自主穿衣',
      'cannot dress unaided',
      { kind: 'flag' },
      { required: true, headers: ['穿衣'], sensitivity: 'S4' },
    ),
    column(
      'cannotLeaveBed',
      '不能自主上下床',
      'cannot leave the bed unaided',
      { kind: 'flag' },
      { required: true, headers: ['上下床'], sensitivity: 'S4' },
    ),
    column(
      'cannotUseToilet',
      '不能自主如厕',
      'cannot use the toilet unaided',
      { kind: 'flag' },
      { required: true, headers: ['如厕'], sensitivity: 'S4' },
    ),
    column(
      'cannotWalk',
      '不能室内行走',
      'cannot walk indoors',
      { kind: 'flag' },
      { required: true, headers: ['室内行走'], sensitivity: 'S4' },
    ),
    column(
      'cannotBathe',
      '不能自主洗澡',
      'cannot bathe unaided',
      { kind: 'flag' },
      { required: true, headers: ['洗澡'], sensitivity: 'S4' },
    ),
    column('from', '评估日期', 'assessed on', { kind: 'date' }, { required: true, headers: ['起始日期'] }),
    column('to', '失效日期', 'superseded on', { kind: 'date' }, { headers: ['截止日期'] }),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '特困人员认定办法（民发〔2021〕43号）',
    en: 'Measures on recognising people in extreme hardship (Minfa [2021] 43)',
  },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  ofApplicants: true,
})

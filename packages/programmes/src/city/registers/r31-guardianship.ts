import { column, register } from '@doudi/core/kernel'
import { GUARDIAN_BASIS, GUARDIAN_RELATION } from '../codes/codes.ts'

/** R31 监护登记: guardianship, owner civil affairs. Source: domain register list 9.1. */
export const definition = register({
  id: 'R31',
  label: { zh: '监护登记', en: 'guardianship' },
  owner: { zh: '民政', en: 'civil affairs' },
  status: 'assumed',
  key: ['wardId', 'guardianId', 'from'],
  subject: 'wardId',
  period: { from: 'from', to: 'to' },
  columns: [
    column(
      'wardId',
      '被监护人公民身份号码',
      'ward id',
      { kind: 'residentId', role: 'ward' },
      { required: true, headers: ['被监护人身份证号'], sensitivity: 'S3' },
    ),
    column('wardName', '被监护人姓名', 'ward name', { kind: 'name', of: 'wardId' }, { headers: [] }),
    column(
      'guardianId',
      '监护人公民身份号码',
      'guardian id',
      { kind: 'residentId', role: 'guardian' },
      { required: true, headers: ['监护人身份证号'], sensitivity: 'S3' },
    ),
    column('guardianName', '监护人姓名', 'guardian name', { kind: 'name', of: 'guardianId' }, { headers: [] }),
    column(
      'relation',
      '监护关系',
      'relation',
      { kind: 'code', list: GUARDIAN_RELATION },
      { required: false, headers: ['关系'], sensitivity: 'S2' },
    ),
    column(
      'basis',
      '监护依据',
      'basis',
      { kind: 'code', list: GUARDIAN_BASIS },
      { required: false, headers: ['依据'], sensitivity: 'S2' },
    ),
    column('from', '起始日期', 'from', { kind: 'date' }, { required: true, headers: [], sensitivity: 'S2' }),
    column('to', '终止日期', 'to', { kind: 'date' }, { required: false, headers: [], sensitivity: 'S2' }),
  ],
  sensitivity: 'S3',
  legalBasis: {
    zh: '民法典监护章；登记册为本系统拟定，待确认',
    en: 'Civil code on guardianship; the register is our assumption',
  },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
})

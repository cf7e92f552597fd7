import { column, register } from '@doudi/core/kernel'
import { COURT_DOCUMENT } from '../codes/codes.ts'

/** R08 法院文书: court documents, owner courts. Source: domain register list 9.1. */
export const definition = register({
  id: 'R08',
  label: { zh: '法院文书', en: 'court documents' },
  owner: { zh: '法院', en: 'courts' },
  status: 'doc',
  key: ['caseNo', 'residentId'],
  subject: 'residentId',
  period: { from: 'effectiveDate', to: null },
  columns: [
    column(
      'caseNo',
      '案号',
      'case number',
      { kind: 'text' },
      { required: true, headers: ['文书号'], sensitivity: 'S3' },
    ),
    column(
      'documentType',
      '文书类型',
      'kind of document',
      { kind: 'code', list: COURT_DOCUMENT },
      { required: true, headers: ['文书类别', '裁判事项'], sensitivity: 'S4' },
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
    column('name', '姓名', 'name', { kind: 'name', of: 'residentId' }, { headers: ['当事人', '当事人姓名'] }),
    column(
      'wardId',
      '被监护人公民身份号码',
      'ward id',
      { kind: 'residentId', role: 'ward' },
      { required: false, headers: ['被监护人身份证号'], sensitivity: 'S3' },
    ),
    column(
      'effectiveDate',
      '生效日期',
      'in force from',
      { kind: 'date' },
      { required: true, headers: ['生效时间'], sensitivity: 'S4' },
    ),
  ],
  sensitivity: 'S4',
  legalBasis: {
    zh: '政务数据共享条例（国务院令第809号）',
    en: 'Regulation on sharing government data (State Council order 809)',
  },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
})

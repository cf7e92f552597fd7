import { column, register } from '@doudi/core/kernel'
import { SEARCH_RESULT } from '../codes/codes.ts'

/** R33 失联父母查找回执: police receipts of searches for missing parents, owner public security. Source: domain register list 9.1. */
export const definition = register({
  id: 'R33',
  label: { zh: '失联父母查找回执', en: 'police receipts of searches for missing parents' },
  owner: { zh: '公安', en: 'public security' },
  status: 'assumed',
  key: ['receiptNo'],
  subject: 'parentId',
  period: { from: 'acceptedDate', to: 'foundDate' },
  columns: [
    column(
      'receiptNo',
      '回执编号',
      'receipt number',
      { kind: 'text' },
      { required: true, headers: ['回执单号'], sensitivity: 'S2' },
    ),
    column(
      'parentId',
      '失联父母公民身份号码',
      'missing parent id',
      { kind: 'residentId', role: 'missingParent' },
      { required: true, headers: ['失联父母身份证号', '被查找人身份证号'], sensitivity: 'S3' },
    ),
    column(
      'parentName',
      '失联父母姓名',
      'missing parent name',
      { kind: 'name', of: 'parentId' },
      { headers: ['被查找人姓名'] },
    ),
    column(
      'childId',
      '儿童公民身份号码',
      'child id',
      { kind: 'residentId', role: 'child' },
      { required: false, headers: ['儿童身份证号'], sensitivity: 'S3' },
    ),
    column(
      'acceptedDate',
      '受理日期',
      'accepted on',
      { kind: 'date' },
      { required: true, headers: ['报案受理日期', '接报日期'], sensitivity: 'S3' },
    ),
    column(
      'resultDate',
      '反馈日期',
      'answered on',
      { kind: 'date' },
      { required: false, headers: ['回执日期'], sensitivity: 'S3' },
    ),
    column(
      'result',
      '查找结果',
      'result',
      { kind: 'code', list: SEARCH_RESULT },
      { required: false, headers: ['结果'], sensitivity: 'S3' },
    ),
    column('foundDate', '找到日期', 'found on', { kind: 'date' }, { required: false, headers: [], sensitivity: 'S3' }),
  ],
  sensitivity: 'S4',
  legalBasis: { zh: '民发〔2020〕125号', en: 'Minfa [2020] 125' },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  hideCounts: true,
})

import { column, register } from '@doudi/core/kernel'

/** R13 收养登记: adoption, owner civil affairs. Source: domain register list 9.1. */
export const definition = register({
  id: 'R13',
  label: { zh: '收养登记', en: 'adoption' },
  owner: { zh: '民政', en: 'civil affairs' },
  status: 'doc',
  key: ['certificateNo'],
  subject: 'adopteeId',
  period: { from: 'adoptionDate', to: 'endDate' },
  columns: [
    column(
      'certificateNo',
      '收养登记证号',
      'certificate number',
      { kind: 'text' },
      { required: true, headers: ['登记证号'], sensitivity: 'S2' },
    ),
    column(
      'adopteeId',
      '被收养人公民身份号码',
      'adoptee id',
      { kind: 'residentId', role: 'adoptee' },
      { required: true, headers: ['被收养人身份证号'], sensitivity: 'S3' },
    ),
    column('adopteeName', '被收养人姓名', 'adoptee name', { kind: 'name', of: 'adopteeId' }, { headers: [] }),
    column(
      'adopterAId',
      '收养人一公民身份号码',
      'adopter 1 id',
      { kind: 'residentId', role: 'adopterA' },
      { required: true, headers: ['收养人身份证号', '收养人一身份证号'], sensitivity: 'S3' },
    ),
    column(
      'adopterAName',
      '收养人一姓名',
      'adopter 1 name',
      { kind: 'name', of: 'adopterAId' },
      { headers: ['收养人姓名'] },
    ),
    column(
      'adopterBId',
      '收养人二公民身份号码',
      'adopter 2 id',
      { kind: 'residentId', role: 'adopterB' },
      { required: false, headers: ['收养人二身份证号'], sensitivity: 'S3' },
    ),
    column('adopterBName', '收养人二姓名', 'adopter 2 name', { kind: 'name', of: 'adopterBId' }, { headers: [] }),
    column(
      'adoptionDate',
      '收养日期',
      'adopted on',
      { kind: 'date' },
      { required: true, headers: ['登记日期'], sensitivity: 'S3' },
    ),
    column(
      'endDate',
      '解除日期',
      'ended on',
      { kind: 'date' },
      { required: false, headers: ['解除收养日期'], sensitivity: 'S3' },
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

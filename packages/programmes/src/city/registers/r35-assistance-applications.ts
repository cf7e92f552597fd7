import { column, register } from '@doudi/core/kernel'
import { RELATION } from '../codes/codes.ts'
import { personColumns } from '../person-columns.ts'

/** R35 社会救助申请: applications for social assistance, owner civil affairs (towns). One row a declared member of the family (一次申请、分类审核认定), with what the investigators found of that member. Source: domain 5.1, 5.11. */
export const definition = register({
  id: 'R35',
  label: { zh: '社会救助申请', en: 'applications for social assistance' },
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
      'applicantId',
      '申请人公民身份号码',
      'applicant id',
      { kind: 'residentId', role: 'applicant' },
      { required: true, headers: ['申请人身份证号'], sensitivity: 'S3' },
    ),
    column(
      'relation',
      '与申请人关系',
      'relation to the applicant',
      { kind: 'code', list: RELATION },
      { required: true, headers: ['家庭关系'] },
    ),
    column('appliedOn', '申请日期', 'applied on', { kind: 'date' }, { required: true, headers: ['受理日期'] }),
    column('decidedOn', '确认日期', 'decided on', { kind: 'date' }, { headers: ['审核确认日期'] }),
    column('closedOn', '办结日期', 'closed on', { kind: 'date' }, { headers: ['终止日期'] }),
    column(
      'declaredPersons',
      '申报人数',
      'members declared',
      { kind: 'integer', min: 1, max: 30 },
      { required: true, headers: ['家庭人口'] },
    ),
    column(
      'coResident',
      '长期共同居住',
      'lives with the family for long',
      { kind: 'flag' },
      { headers: ['是否共同居住'] },
    ),
    column(
      'dependent',
      '不能独立生活',
      'cannot live independently',
      { kind: 'flag' },
      { headers: ['是否不能独立生活'] },
    ),
    column('employed', '就业', 'employed', { kind: 'flag' }, { headers: ['是否就业'] }),
    column(
      'clergySince',
      '宗教教职人员离家日期',
      'clergy, away from home since',
      { kind: 'date' },
      { headers: ['宗教教职人员离家起始日期'], sensitivity: 'S3' },
    ),
    column(
      'county',
      '区划',
      'county',
      { kind: 'division', digits: 6 },
      { required: true, headers: ['区县代码', '县区代码'], sensitivity: 'S1' },
    ),
  ],
  sensitivity: 'S3',
  legalBasis: { zh: '社会救助暂行办法（国务院令第649号）', en: 'Interim measures on social assistance (order 649)' },
  cadence: { zh: '按次', en: 'as it happens' },
  cadenceDays: 35,
  retentionMonths: 36,
  ofApplicants: true,
  countyColumn: 'county',
})

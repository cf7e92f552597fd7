/** How a person stands by the registers: dead, declared missing, disabled, ill. Each needs records alone. */
import {
  and,
  code,
  codeOf,
  day,
  type Expr,
  eq,
  exists,
  gt,
  isIn,
  largest,
  not,
  or,
  type Parameter,
  parameter,
  type RecordSet,
  unknown,
} from '@doudi/core/policy'
import { COURT_DOCUMENT, DISABILITY_GRADE, HUKOU_CANCEL, ILLNESS_CLASS } from '../city/index.ts'
import { cancellations, certificates, cremations, deaths, diagnoses, insured, judgments } from './records.ts'
import { active, begun, coded, date, define, lasting } from './rows.ts'

const latest = (kind: string): Expr<'date'> =>
  largest(
    judgments,
    and(eq(coded('documentType'), code(codeOf(COURT_DOCUMENT, kind))), begun('effectiveDate')),
    date('effectiveDate'),
    day(0),
  )
/** The court said so and has not taken it back since. */
export const declared = (kind: string, revoked: string): Expr<'bool'> => gt(latest(kind), latest(revoked))

export const dead = define(
  'dead',
  '死亡',
  'dead',
  or(
    exists(cancellations, and(eq(coded('cancelReason'), code(codeOf(HUKOU_CANCEL, '1'))), begun('cancelDate'))),
    exists(deaths, begun('deathDate')),
    exists(cremations, begun('cremationDate')),
    declared('1', '4'),
  ),
)
export const missing = define('missing', '宣告失踪', 'declared missing', declared('2', '5'))

export const gradeIn = (...grades: readonly string[]): Expr<'bool'> =>
  isIn(
    coded('grade'),
    grades.map((one) => codeOf(DISABILITY_GRADE, one)),
  )
const newest = (where: Expr<'bool'>): Expr<'date'> => largest(certificates, where, date('issueDate'), day(0))
/**
 * A valid certificate of a disability of that kind. One that has expired, with no new one of any kind since, leaves it
 * unknown, not absent (assumed).
 */
export function certified(kind: Expr<'bool'>): Expr<'bool'> {
  const valid = active('issueDate', 'expiryDate')
  const expiredAlone = gt(newest(and(kind, begun('issueDate'), not(lasting('expiryDate')))), newest(valid))
  return or(exists(certificates, and(kind, valid)), and(expiredAlone, unknown('bool')))
}

const severeIllness = (records: RecordSet, from: Expr<'bool'>): Expr<'bool'> =>
  exists(
    records,
    and(
      isIn(
        coded('illnessClass'),
        ['1', '2', '3'].map((one) => codeOf(ILLNESS_CLASS, one)),
      ),
      from,
      parameter('bool', 'P-ILL-LIST'),
    ),
  )
export const ill = define(
  'ill',
  '重病',
  'severely ill',
  or(severeIllness(insured, active('from', 'to')), severeIllness(diagnoses, begun('diagnosisDate'))),
)
const openList = { title: '本系统建模假定', article: '本市目录待确认', status: 'open' } as const
export const illnessList: Parameter = {
  id: 'P-ILL-LIST',
  label: { zh: '重病病种目录', en: 'list of severe diseases' },
  kind: 'bool',
  unit: { zh: '是/否', en: 'yes/no' },
  rows: [{ key: null, value: null, from: 19490101, to: null, enacted: null, status: 'open', citation: openList }],
}

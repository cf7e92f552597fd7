/**
 * The effective status of a parent: gone (G: dead, declared missing) or qualifying (Q: eight statuses).
 * Each is a variable that needs records alone, so it is known of everybody, and asked of father and mother.
 */
import {
  addDays,
  addMonths,
  and,
  asOf,
  code,
  codeOf,
  column,
  day,
  type Expr,
  eq,
  exists,
  ge,
  gt,
  int,
  isIn,
  largest,
  le,
  not,
  or,
  parameter,
  present,
  type RecordSet,
  unknown,
  type Variable,
  variable,
  when,
} from '@doudi/core/policy'
import {
  COURT_DOCUMENT,
  DISABILITY_CLASS,
  DISABILITY_GRADE,
  HUKOU_CANCEL,
  ILLNESS_CLASS,
  RESTRICTION,
  SEARCH_RESULT,
  SENTENCE_MODE,
} from '../city/index.ts'
import {
  cancellations,
  certificates,
  cremations,
  custody,
  deaths,
  diagnoses,
  insured,
  judgments,
  rehabilitation,
  restrictions,
  searches,
} from './records.ts'
import { t } from './sources.ts'

const date = (name: string): Expr<'date'> => column('date', name)
const coded = (name: string): Expr<'code'> => column('code', name)
const begun = (name: string): Expr<'bool'> => le(date(name), asOf)
/** No end on record, or not yet past: the last day counts. */
const lasting = (name: string): Expr<'bool'> => or(not(present(date(name))), ge(date(name), asOf))
const months = parameter('int', 'P-CH-CUST-M')

/**
 * Held on the day: up to the end on record, whose last day counts; without one, up to the end of the ordered term, and
 * nobody can tell after that; with neither, as long as nothing ends it.
 */
function held(term: string, from: string, to: string): Expr<'bool'> {
  const [end, ordered] = [present(date(to)), present(column('int', term))]
  const within = gt(addMonths(date(from), column('int', term)), asOf)
  return or(
    and(end, ge(date(to), asOf)),
    and(not(end), not(ordered)),
    and(not(end), ordered, or(within, unknown('bool'))),
  )
}

/** The ordered term counts, not what remains; where only dates are known, first and last day both count (assumed). */
function longEnough(term: string, from: string, to: string): Expr<'bool'> {
  const byDates = le(addMonths(date(from), months), addDays(date(to), int(1)))
  return when(present(column('int', term)), ge(column('int', term), months), byDates)
}

const latest = (kind: string): Expr<'date'> =>
  largest(
    judgments,
    and(eq(coded('documentType'), code(codeOf(COURT_DOCUMENT, kind))), begun('effectiveDate')),
    date('effectiveDate'),
    day(0),
  )
/** The court said so and has not taken it back since. */
const declared = (kind: string, revoked: string): Expr<'bool'> => gt(latest(kind), latest(revoked))

const severe = or(
  isIn(coded('grade'), [codeOf(DISABILITY_GRADE, '1'), codeOf(DISABILITY_GRADE, '2')]),
  isIn(coded('disabilityClass'), [codeOf(DISABILITY_CLASS, '5'), codeOf(DISABILITY_CLASS, '6')]),
)
const certificate = and(begun('issueDate'), lasting('expiryDate'))
const newest = (where: Expr<'bool'>): Expr<'date'> => largest(certificates, where, date('issueDate'), day(0))
/** An expired certificate without a new one leaves the grade unknown, not absent (assumed). */
const expiredAlone = gt(newest(and(severe, begun('issueDate'), not(lasting('expiryDate')))), newest(certificate))

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

const define = <K extends Expr['kind']>(
  id: string,
  zh: string,
  en: string,
  expr: Expr<K>,
): Variable & { readonly use: Expr<K> } => ({ id, label: t(zh, en), expr, use: variable(expr.kind as K, id) })

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
const missing = define('missing', '宣告失踪', 'declared missing', declared('2', '5'))
export const gone = define('gone', '死亡或宣告失踪', 'dead or declared missing', or(dead.use, missing.use))
export const disabled = define(
  'disabled',
  '重残',
  'severely disabled',
  or(exists(certificates, and(severe, certificate)), and(expiredAlone, unknown('bool'))),
)
export const ill = define(
  'ill',
  '重病',
  'severely ill',
  or(severeIllness(insured, and(begun('from'), lasting('to'))), severeIllness(diagnoses, begun('diagnosisDate'))),
)
const jailed = define(
  'jailed',
  '服刑在押',
  'in custody',
  exists(
    custody,
    and(
      eq(coded('mode'), code(codeOf(SENTENCE_MODE, '1'))),
      begun('inDate'),
      held('termMonths', 'inDate', 'releaseDate'),
      longEnough('termMonths', 'inDate', 'releaseDate'),
    ),
  ),
)
const rehab = define(
  'rehab',
  '强制隔离戒毒',
  'compulsory rehabilitation',
  exists(
    rehabilitation,
    and(
      begun('decisionDate'),
      held('termMonths', 'decisionDate', 'endDate'),
      longEnough('termMonths', 'decisionDate', 'endDate'),
    ),
  ),
)
const restricted = define(
  'restricted',
  '限制人身自由',
  'other restriction of liberty',
  exists(
    restrictions,
    and(
      isIn(
        coded('measure'),
        ['1', '2', '3'].map((one) => codeOf(RESTRICTION, one)),
      ),
      begun('from'),
      held('termMonths', 'from', 'to'),
      longEnough('termMonths', 'from', 'to'),
    ),
  ),
)
/** Six months or more since the police accepted: met from the day after the last day (T03). */
const lost = define(
  'lost',
  '失联',
  'out of contact',
  exists(
    searches,
    and(
      gt(asOf, addMonths(date('acceptedDate'), parameter('int', 'P-CH-LOST-M'))),
      or(not(present(date('foundDate'))), gt(date('foundDate'), asOf)),
      or(
        not(present(coded('result'))),
        not(eq(coded('result'), code(codeOf(SEARCH_RESULT, '2')))),
        present(date('foundDate')),
      ),
    ),
  ),
)
const revoked = define('revoked', '被撤销监护资格', 'guardianship revoked', declared('3', '6'))
const deported = define(
  'deported',
  '被遣送出境',
  'deported',
  exists(restrictions, and(eq(coded('measure'), code(codeOf(RESTRICTION, '5'))), begun('from'), lasting('to'))),
)
export const qualifying = define(
  'qualifying',
  '符合情形',
  'one of the eight statuses',
  or(disabled.use, jailed.use, rehab.use, restricted.use, lost.use, revoked.use, deported.use, ill.use),
)

/** A declaration of death or absence that a court has taken back. */
export const returned = define(
  'returned',
  '宣告被撤销',
  'declaration revoked',
  exists(
    judgments,
    and(
      isIn(
        coded('documentType'),
        ['4', '5'].map((one) => codeOf(COURT_DOCUMENT, one)),
      ),
      begun('effectiveDate'),
    ),
  ),
)

export const parentVariables: readonly Variable[] = [
  dead,
  missing,
  gone,
  disabled,
  ill,
  jailed,
  rehab,
  restricted,
  lost,
  revoked,
  deported,
  qualifying,
  returned,
].map(({ id, label, expr }) => ({ id, label, expr }))

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
  type Expr,
  eq,
  exists,
  ge,
  gt,
  int,
  isIn,
  le,
  not,
  or,
  parameter,
  present,
  type Variable,
  when,
} from '@doudi/core/policy'
import { COURT_DOCUMENT, DISABILITY_CLASS, RESTRICTION, SEARCH_RESULT, SENTENCE_MODE } from '../city/index.ts'
import {
  begun,
  certified,
  coded,
  custody,
  date,
  dead,
  declared,
  define,
  gradeIn,
  held,
  ill,
  judgments,
  lasting,
  missing,
  plain,
  rehabilitation,
} from '../person-status/index.ts'
import { restrictions, searches } from './records.ts'

const months = parameter('int', 'P-CH-CUST-M')

/** The ordered term counts, not what remains; where only dates are known, first and last day both count (assumed). */
function longEnough(term: string, from: string, to: string): Expr<'bool'> {
  const byDates = le(addMonths(date(from), months), addDays(date(to), int(1)))
  return when(present(column('int', term)), ge(column('int', term), months), byDates)
}

const severe = or(
  gradeIn('1', '2'),
  isIn(coded('disabilityClass'), [codeOf(DISABILITY_CLASS, '5'), codeOf(DISABILITY_CLASS, '6')]),
)

export const gone = define('gone', '死亡或宣告失踪', 'dead or declared missing', or(dead.use, missing.use))
export const disabled = define('disabled', '重残', 'severely disabled', certified(severe))
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
].map(plain)

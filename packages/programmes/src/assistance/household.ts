/**
 * 共同生活的家庭成员: who counts as the family of an application, worked out of each person who lives in the household.
 *
 * 民发〔2021〕57号 article 7: the applicant, the spouse, minor children, grown children who cannot live independently or are
 * in full-time study up to bachelor, and others bound by law to support who live there for long. Not: whoever is in prison,
 * in compulsory rehabilitation, declared missing, or as clergy away for three years or more.
 */
import {
  addMonths,
  age,
  and,
  anyMember,
  asOf,
  attribute,
  code,
  codeOf,
  column,
  countMembers,
  type Expr,
  eq,
  exists,
  int,
  isIn,
  largest,
  le,
  lt,
  not,
  or,
  type Parameter,
  parameter,
  present,
  unknown,
  type Variable,
} from '@doudi/core/policy'
import { RELATION, SCHOOL_STAGE, SCHOOL_STATUS, SENTENCE_MODE } from '../city/index.ts'
import {
  active,
  begun,
  coded,
  custody,
  date,
  dead,
  define,
  held,
  missing,
  rehabilitation,
  schooling,
} from '../person-status/index.ts'
import { applications } from './records.ts'
import { cite, D2, figure, known, MONTHS, t } from './sources.ts'

export const flag = (name: string): Expr<'bool'> => column('bool', name)
const current = active('appliedOn', 'closedOn')
/** True of the person's own row in an application that is open. */
export const inApplication = (where: Expr<'bool'>): Expr<'bool'> => exists(applications, and(current, where))
/** Ticked; an empty box is no. */
export const ticked = (name: string): Expr<'bool'> => inApplication(and(present(flag(name)), flag(name)))
const relatedAs = (...classes: readonly string[]): Expr<'bool'> =>
  isIn(
    coded('relation'),
    classes.map((one) => codeOf(RELATION, one)),
  )

export const applied = define(
  'applied',
  '申请家庭成员',
  'declared in an open application',
  exists(applications, current),
)
export const clergy = define(
  'clergy',
  '宗教教职人员离家满三年',
  'clergy away from home for three years or more',
  inApplication(
    and(present(date('clergySince')), le(addMonths(date('clergySince'), parameter('int', 'P-FAM-CLERGY-M')), asOf)),
  ),
)
const imprisoned = define(
  'imprisoned',
  '服刑在押',
  'in prison',
  exists(
    custody,
    and(
      eq(coded('mode'), code(codeOf(SENTENCE_MODE, '1'))),
      begun('inDate'),
      held('termMonths', 'inDate', 'releaseDate'),
    ),
  ),
)
const inRehabilitation = define(
  'inRehabilitation',
  '强制隔离戒毒',
  'in compulsory rehabilitation',
  exists(rehabilitation, and(begun('decisionDate'), held('termMonths', 'decisionDate', 'endDate'))),
)
export const minor = lt(age(attribute('date', 'birth'), asOf), int(18))
const student = define(
  'student',
  '本科及以下全日制在读',
  'in full-time study up to bachelor',
  exists(
    schooling,
    and(
      isIn(
        coded('stage'),
        ['21', '31', '34', '36', '41', '42'].map((one) => codeOf(SCHOOL_STAGE, one)),
      ),
      eq(coded('schoolStatus'), code(codeOf(SCHOOL_STATUS, '1'))),
      flag('fullTime'),
      active('entryDate', 'endDate'),
    ),
  ),
)
/** The duty is the law's between spouses, parents and children, grandparents and grandchildren; of others it is found. */
const bound = or(relatedAs('20', '30', '40', '50', '60'), and(relatedAs('70', '97', '99'), flag('dutyBound')))
const belongs = define(
  'belongs',
  '属共同生活关系',
  'of the family by relation',
  or(
    inApplication(relatedAs('01', '10')),
    and(inApplication(relatedAs('20', '30')), or(minor, student.use, inApplication(flag('dependent')))),
    inApplication(and(bound, flag('coResident'))),
  ),
)
export const counts = define(
  'counts',
  '共同生活的家庭成员',
  'a member of the family',
  and(belongs.use, not(dead.use), not(missing.use), not(imprisoned.use), not(inRehabilitation.use), not(clergy.use)),
)
export const members = define('members', '家庭成员人数', 'members of the family', countMembers(counts.use))

const declaredPersons = largest(applications, current, column('int', 'declaredPersons'), int(0))
/**
 * Everybody of the household is declared, and everybody declared lives in it. Otherwise nobody can tell: whoever is left
 * out may count, and of whoever is registered elsewhere nothing is known here.
 */
export const familyKnown = or(
  and(not(anyMember(and(not(dead.use), not(applied.use)))), eq(countMembers(applied.use), declaredPersons)),
  unknown('bool'),
)

export const householdVariables: readonly Variable[] = [
  dead,
  missing,
  applied,
  clergy,
  imprisoned,
  inRehabilitation,
  student,
  belongs,
  counts,
  members,
]
export const householdParameters: readonly Parameter[] = [
  figure(
    'P-FAM-CLERGY-M',
    t('宗教教职人员离家月数', 'months that clergy have been away'),
    'int',
    MONTHS,
    known(36, cite(D2, '第七条，脱离家庭连续三年以上')),
  ),
]

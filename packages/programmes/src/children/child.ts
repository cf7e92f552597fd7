/** What the rules ask of the child: age and school, registration, placement, poverty, and what is held already. */
import {
  add,
  age,
  and,
  asOf,
  attribute,
  code,
  codeOf,
  column,
  divide,
  type EffectRule,
  type Expr,
  eq,
  exists,
  fenMonth,
  greatest,
  gt,
  int,
  isIn,
  largest,
  lt,
  not,
  or,
  parameter,
  sub,
  sum,
  type Term,
  times,
  unknown,
  type Variable,
  variable,
  via,
  when,
} from '@doudi/core/policy'
import { ASSISTANCE, CHILD_BENEFIT, DISABILITY_SUBSIDY, SCHOOL_STAGE, SCHOOL_STATUS } from '../city/index.ts'
import { active, assistance, coded, dead, ill, schooling } from '../person-status/index.ts'
import { disabled, gone, qualifying, returned } from './parent-status.ts'
import { grants, placements, subsidies } from './records.ts'
import { t } from './sources.ts'

const stages = ['34', '36', '41', '42'].map((one) => codeOf(SCHOOL_STAGE, one))
export const minor = lt(age(attribute('date', 'birth'), asOf), int(18))
const ofStage = isIn(coded('stage'), stages)
const attending = and(
  eq(coded('schoolStatus'), code(codeOf(SCHOOL_STATUS, '1'))),
  column('bool', 'fullTime'),
  active('entryDate', 'endDate'),
)
const enrolled = and(ofStage, attending)
const over = and(ofStage, not(attending))
/** Whoever is paid the education grant has shown a school: a lost row of the school register is no proof of the contrary. */
const perhaps = exists(
  grants,
  and(eq(coded('category'), code(codeOf(CHILD_BENEFIT, 'GRANT'))), active('from', 'to'), unknown('bool')),
)
/** In a full-time course up to bachelor today (P-CH-EXT18). */
export const inSchool = or(exists(schooling, enrolled), and(not(exists(schooling, over)), perhaps))
export const alive = not(dead.use)
/** In the household register and not cancelled by that day; who is not found in it is unknown, not absent. */
export const registered = or(attribute('bool', 'registered'), gt(attribute('date', 'cancelDate'), asOf))
export const placed = exists(placements, active('inDate', 'outDate'))
export const poor = and(
  parameter('bool', 'P-KP-POOR'),
  exists(
    assistance,
    and(
      isIn(
        coded('benefit'),
        ['DB', 'TK', 'BY', 'GX'].map((one) => codeOf(ASSISTANCE, one)),
      ),
      active('from', 'to'),
    ),
  ),
)
export const ageGate = (category: string): Expr<'bool'> =>
  or(minor, and(parameter('bool', 'P-CH-EXT18', category), inSchool))

const holds = (benefit: string): Expr<'bool'> =>
  and(eq(coded('benefit'), code(codeOf(ASSISTANCE, benefit))), active('from', 'to'))
const family = largest(assistance, holds('DB'), column('fenMonth', 'caseAmount'), fenMonth(0))
const covered = largest(assistance, holds('DB'), column('int', 'coveredPersons'), int(1))
const hardship = sum(assistance, holds('TK'), column('fenMonth', 'caseAmount'))
const living = sum(
  subsidies,
  and(eq(coded('kind'), code(codeOf(DISABILITY_SUBSIDY, '1'))), active('from', 'to')),
  column('fenMonth', 'amount'),
)

/** Held already: the whole family's 低保 (shared by the persons covered), 特困, 困难残疾人生活补贴. */
const heldFamily = { id: 'heldFamily', label: t('户低保金', "the family's subsistence allowance"), expr: family }
const heldPersons = { id: 'heldPersons', label: t('低保保障人数', 'persons covered by it'), expr: covered }
const heldOwn = {
  id: 'heldOwn',
  label: t('本人特困供养金与困难残疾人生活补贴', 'own hardship support and living subsidy'),
  expr: add(hardship, living),
}

/** Difference 补差: never negative; the division is exact and rounded up to the fen (P-ROUND-CH, assumed). */
export function amountOf(category: string): Expr<'fenMonth'> {
  const standard = parameter('fenMonth', 'P-CH-STD', category)
  const persons = variable('int', heldPersons.id)
  const whole = sub(
    times(sub(standard, variable('fenMonth', heldOwn.id)), persons),
    variable('fenMonth', heldFamily.id),
  )
  const difference = divide(greatest(fenMonth(0), whole), persons, 'ceil')
  return when(parameter('bool', 'P-CH-DELTA', category), difference, standard)
}

/** The same sum for the eye: the standard, then what is taken off it. */
export const derivationOf = (category: string): readonly Term[] => [
  { label: t('标准', 'standard '), value: parameter('fenMonth', 'P-CH-STD', category), shared: null },
  {
    label: t('减本人特困供养金、困难残疾人生活补贴', 'less own hardship support and living subsidy '),
    value: variable('fenMonth', heldOwn.id),
    shared: null,
  },
  {
    label: t('减低保金人均', 'less subsistence allowance per person '),
    value: variable('fenMonth', heldFamily.id),
    shared: variable('int', heldPersons.id),
  },
]

const fatherGone = via('father', gone.use)
const motherGone = via('mother', gone.use)
export const fatherAway = or(fatherGone, via('father', qualifying.use))
export const motherAway = or(motherGone, via('mother', qualifying.use))
export const bothGone = and(fatherGone, motherGone)
export const oneGone = or(fatherGone, motherGone)
export const selfSevere = disabled.use
export const selfIll = ill.use
export const moneyVariables: readonly Variable[] = [heldFamily, heldPersons, heldOwn]

/**
 * Paid from the month after the decision; ended from the month after the event. A parent whom a court gave back ends it
 * by a new decision alone, unless something else, the child's age, death or registration, has ended it already.
 */
export const effect: EffectRule = {
  startMonths: parameter('int', 'P-CH-START'),
  stopMonths: parameter('int', 'P-CH-STOP'),
  onlyByDecision: and(
    registered,
    alive,
    or(minor, inSchool),
    or(via('father', returned.use), via('mother', returned.use)),
  ),
}

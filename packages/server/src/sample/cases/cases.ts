/**
 * Children in difficulty and the faults planted in what they are paid; every category and every parent status occurs.
 *
 * Who is owed what is not decided here: the oracle computes it from the events, and payments follow it unless a fault says
 * otherwise. A child bears at most one fault.
 */
import { addDays, ageOn, yearOf } from '@doudi/core/kernel'
import { type Events, noEvents } from '../events.ts'
import { addChild, addCouple, addGrandparents, dayBetween } from '../families.ts'
import { seeded } from '../random.ts'
import { AS_OF, addPerson, countyOf, isDead, type World } from '../world.ts'
import { type Case, FAULTS, type Fault, faultShare } from './faults.ts'
import { AWAY, befall, die, type Making, type ParentStatus, TERMS } from './parents.ts'
import { payAll } from './payments.ts'

export type Cases = { readonly events: Events; readonly cases: readonly Case[] }

const STUDENTS = 0.06
const NEAR_MISSES = 0.15
/** People that one child in difficulty brings: five to a family, near misses and lone children counted. */
export const PEOPLE_PER_CHILD = 5.6

export function addChildrenInDifficulty(world: World, children: number, people: number, seed: number): Cases {
  const making: Making = { world, events: noEvents(), random: seeded(seed, 'children') }
  const share = faultShare(children, people)
  const students = Math.round(children * STUDENTS)
  const faults: (Fault | null)[] = FAULTS.flatMap((fault) => Array.from({ length: share }, () => fault))
  while (faults.length < children - students) faults.push(null)
  const cases = faults.map((fault): Case => ({ child: addCase(making, fault), fault }))
  payAll(making, cases)
  const others: number[] = []
  for (let n = 0; n < students; n++) others.push(addStudent(making))
  for (let n = 0; n < Math.round(children * NEAR_MISSES); n++) others.push(addNearMiss(making))
  return { events: making.events, cases: [...cases, ...others.map((child): Case => ({ child, fault: null }))] }
}

type Family = { readonly father: number; readonly mother: number; readonly child: number }
/** Three generations in one household; a grandparent is the guardian on record. */
function addFamilyOf(making: Making, birth: number): Family {
  const { world, events, random } = making
  const age = 2026 - yearOf(birth)
  const village = random.below(world.villages.length)
  const parents = addCouple(world, village, ++world.households, random, [age + 29, age + 32])
  const child = addChild(world, parents, birth, random)
  const [guardian] = addGrandparents(world, parents[0], random)
  events.guardianships.push({ ward: child, guardian, from: Math.max(20240101, addDays(birth, 30)) })
  return { father: parents[0], mother: parents[1], child }
}

/** Born so that nobody turns 18 within the 60 days ahead, unless a fault is about that. */
function birthFor({ random }: Making, fault: Fault | null): number {
  if (fault === 'aged-out') return dayBetween(random, 20080203, 20081008)
  if (fault === 'turning-18') return addDays(20081123, random.between(5, 55))
  return dayBetween(random, 20100101, 20250301)
}

/** One child with family and events, payments apart. */
function addCase(making: Making, fault: Fault | null): number {
  const { events, random } = making
  if (fault === null && random.chance(0.1)) return addInstitutionChild(making)
  const family = addFamilyOf(making, birthFor(making, fault))
  const { child, father, mother } = family
  const [one, other] = random.chance(0.5) ? [father, mother] : [mother, father]
  if (fault === 'aged-out' || fault === 'turning-18') events.leftSchool.add(child)
  if (fault === 'released-parent' || fault === 'term-ending') {
    die(making, one, child)
    befall(making, random.pick(TERMS), other, child, fault === 'term-ending' ? 'soon' : 'past')
    return child
  }
  const kind = random.next()
  if (kind < 0.15 && (fault === null || KEY_CHILD_FAULTS.has(fault))) {
    makeKeyChild(making, family)
    return child
  }
  const gone = (): ParentStatus => (random.chance(0.9) ? 'dead' : 'missing')
  const orphan = kind < 0.4
  befall(making, orphan ? gone() : random.chance(0.55) ? 'dead' : random.pick(AWAY), one, child)
  befall(making, orphan ? gone() : random.pick(AWAY), other, child)
  if (fault === 'allowance-ignored')
    giveAllowance(making, [child], 'DB', random.between(20, 87) * 1000, dayBetween(random, 20260301, 20260901))
  else if (fault === null) mayGetHelp(making, child)
  return child
}
const KEY_CHILD_FAULTS: ReadonlySet<Fault> = new Set([
  'dead-still-paid',
  'two-counties',
  'entitled-missed',
  'wrong-amount',
])

const recentOrBorn = ({ world }: Making, child: number, day: number): number =>
  Math.max(day, addDays(world.birth[child] ?? 0, 60))

/** One parent gone, or severely disabled itself, in a family that stands in a register of the poor. */
function makeKeyChild(making: Making, { father, mother, child }: Family): void {
  const { world, events, random } = making
  if (random.chance(0.7)) die(making, random.chance(0.6) ? father : mother, child)
  else
    events.certificates.push({
      person: child,
      disabilityClass: random.pick(['4', '5', '6']),
      grade: '2',
      from: dayBetween(random, recentOrBorn(making, child, 20230105), 20251130),
      to: 20350104,
    })
  const benefit = random.pick(['DB', 'BY', 'GX'])
  const living = [child, father, mother].filter((person) => !isDead(world, person, AS_OF))
  const caseFen = benefit === 'DB' ? random.between(30, 160) * 1000 : 0
  giveAllowance(making, living, benefit, caseFen, recentOrBorn(making, child, 20250101))
}

/** One in five shares a family's 低保, one in twenty has the living subsidy of a disabled person of grade 3. */
function mayGetHelp(making: Making, child: number): void {
  const { world, events, random } = making
  const from = recentOrBorn(making, child, 20250101)
  if (random.chance(0.2)) giveAllowance(making, [child], 'DB', random.between(20, 87) * 1000, from)
  else if (random.chance(0.05)) {
    events.certificates.push({ person: child, disabilityClass: '4', grade: '3', from, to: 20350104 })
    events.subsidies.push({ person: child, kind: '1', fen: 20000, from, county: countyOf(world, child) })
  }
}

/** Social assistance for a family: one case, the first person applies, the amount is the whole case's. */
function giveAllowance(
  { world, events }: Making,
  people: readonly number[],
  benefit: string,
  caseFen: number,
  from: number,
): void {
  const [applicant = 0] = people
  const urban = world.villages[world.village[applicant] ?? 0]?.urban ?? false
  const shared = { caseNo: events.assistance.length + 1, benefit, applicant, urban, covered: people.length, caseFen }
  for (const person of people)
    events.assistance.push({ ...shared, person, from, to: null, county: countyOf(world, person) })
}

/** A foundling raised by an institution: no parent on record. */
function addInstitutionChild(making: Making): number {
  const { world, events, random } = making
  const birth = dayBetween(random, 20110101, 20240101)
  const child = addPerson(world, {
    birth,
    sex: random.chance(0.5) ? 1 : 2,
    household: ++world.households,
    village: random.below(world.villages.length),
    relation: 1,
    name: `党${random.pick(['安', '康', '乐', '宁', '平', '福'])}${random.pick(['一', '心', '语', '辰', '禾', ''])}`,
  })
  const from = addDays(birth, random.between(20, 650))
  events.placements.push({ person: child, kind: random.pick(['1', '1', '2', '3']), from, to: null })
  return child
}

/** Courses by age on 1 September 2026: stage, and the year of entry. */
const COURSES: Readonly<Record<number, readonly (readonly [stage: string, entered: number])[]>> = {
  18: [
    ['34', 2024],
    ['36', 2024],
    ['42', 2026],
  ],
  19: [
    ['41', 2025],
    ['42', 2025],
  ],
  20: [
    ['41', 2024],
    ['42', 2024],
  ],
  21: [['42', 2023]],
}

/** A recognised orphan of 18 to 21 in full-time study: paid on, and with the education grant in most cases. */
function addStudent(making: Making): number {
  const { world, events, random } = making
  const { father, mother, child } = addFamilyOf(making, dayBetween(random, 20050901, 20080801))
  const birth = world.birth[child] ?? 0
  for (const parent of [father, mother]) world.death[parent] = dayBetween(random, addDays(birth, 400), 20210101)
  const [stage, entered] = random.pick(COURSES[ageOn(birth, 20260901)] ?? [['42', 2025]])
  const years = stage === '42' ? 4 : 3
  events.schooling.push({
    person: child,
    stage,
    from: entered * 10000 + 901,
    to: (entered + years) * 10000 + 630,
  })
  const line = { person: child, to: null, county: countyOf(world, child) }
  events.welfare.push({ ...line, category: 'CH-2', fen: 213800, from: 20210301 })
  if (random.chance(0.85)) events.welfare.push({ ...line, category: 'GRANT', fen: 0, from: 20260901 })
  return child
}

/** A half-orphan whose other parent has something in a register that does not count: what a hasty rule would catch. */
function addNearMiss(making: Making): number {
  const { events, random } = making
  const { father, mother, child } = addFamilyOf(making, birthFor(making, null))
  die(making, mother, child)
  const which = random.below(6)
  const person = father
  if (which === 0)
    events.custody.push({ person, from: 20260301, termMonths: 36, to: 20290301, mode: random.pick(['2', '3', '4']) })
  if (which === 1) events.custody.push({ person, from: 20260801, termMonths: 5, to: 20261231, mode: '1' })
  if (which === 2) events.certificates.push({ person, disabilityClass: '4', grade: '3', from: 20230101, to: 20330101 })
  if (which === 3)
    events.searches.push({ parent: father, child, from: dayBetween(random, 20260701, 20261101), result: '0' })
  if (which === 4) events.illnesses.push({ person, illnessClass: '1', from: dayBetween(random, 20250101, 20260901) })
  if (which === 5) events.restrictions.push({ person, measure: '4', from: 20260101, termMonths: 12, to: 20261231 })
  return child
}

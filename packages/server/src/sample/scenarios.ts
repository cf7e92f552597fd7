/**
 * Families of children in difficulty, one scenario each, and the faults planted in what they are paid.
 *
 * Every category and every parent status occurs; a child bears at most one fault. Who is owed what is not decided here:
 * the oracle computes it from the events, and payments follow it unless a fault says otherwise.
 */
import { addDays, addMonths, firstDayOf, monthOf } from '@doudi/core/kernel'
import { type Events, noEvents } from './events.ts'
import { type Oracle, oracleOf } from './oracle.ts'
import { type Random, seeded } from './random.ts'
import { AS_OF, addChild, addGrandparents, addPerson, couple, type World } from './world.ts'

const FAULTS = [
  'dead-still-paid',
  'released-parent',
  'two-programmes',
  'two-counties',
  'entitled-missed',
  'wrong-amount',
  'allowance-ignored',
  'aged-out',
  'term-ending',
] as const
type Fault = (typeof FAULTS)[number]
export type Case = { readonly child: number; readonly fault: Fault | null }

type Making = { readonly world: World; readonly events: Events; readonly random: Random }
type Status = (making: Making, parent: number, child: number, ends: 'later' | 'soon' | 'past') => void

const day = (random: Random, from: number, to: number): number => {
  let result = addDays(from, random.between(0, 3650))
  while (result > to)
    result = addDays(from, random.between(0, Math.max(1, (Math.floor(to / 10000) - Math.floor(from / 10000)) * 365)))
  return result
}
const ending = (random: Random, ends: 'later' | 'soon' | 'past'): number =>
  ends === 'later'
    ? day(random, 20270301, 20310101)
    : ends === 'soon'
      ? addDays(AS_OF, random.between(5, 55))
      : day(random, 20260310, 20261015)

const die = ({ world, random }: Making, parent: number): void => {
  world.death[parent] = day(random, 20200101, 20251130)
}
const STATUSES: Readonly<Record<string, Status>> = {
  dead: die,
  missing: ({ events, random }, parent) =>
    events.judgments.push({ person: parent, ward: null, kind: '2', from: day(random, 20220101, 20251130) }),
  custody: ({ events, random }, parent, _, ends) => {
    const to = ending(random, ends)
    const termMonths = random.between(7, 60)
    events.custody.push({
      person: parent,
      from: addMonths(to, -termMonths),
      termMonths: random.chance(0.8) ? termMonths : 0,
      to,
      mode: '1',
    })
  },
  rehabilitation: ({ events, random }, parent, _, ends) => {
    const to = ends === 'later' ? day(random, 20270301, 20271101) : ending(random, ends)
    events.rehabilitation.push({ person: parent, from: addMonths(to, -24), termMonths: 24, to })
  },
  restricted: ({ events, random }, parent, _, ends) => {
    const to = ends === 'later' ? day(random, 20270201, 20270401) : ending(random, ends)
    events.restrictions.push({
      person: parent,
      measure: random.pick(['1', '2', '3']),
      from: addMonths(to, -13),
      termMonths: 13,
      to,
    })
  },
  disabled: ({ events, random }, parent) =>
    events.certificates.push({
      person: parent,
      disabilityClass: random.pick(['1', '2', '4', '5', '6']),
      grade: random.pick(['1', '2']),
      from: day(random, 20190101, 20251001),
      to: day(random, 20280101, 20340101),
    }),
  lost: ({ events, random }, parent, child) =>
    events.searches.push({ parent, child, from: day(random, 20240101, 20251001), result: '1', found: null }),
  revoked: ({ events, random }, parent, child) =>
    events.judgments.push({ person: parent, ward: child, kind: '3', from: day(random, 20220101, 20251130) }),
  deported: ({ events, random }, parent) =>
    events.restrictions.push({
      person: parent,
      measure: '5',
      from: day(random, 20220101, 20251130),
      termMonths: 0,
      to: 20991231,
    }),
}
const AWAY = [
  'custody',
  'custody',
  'custody',
  'disabled',
  'disabled',
  'disabled',
  'rehabilitation',
  'lost',
  'lost',
  'revoked',
  'restricted',
  'deported',
]

const apply = (
  making: Making,
  status: string,
  parent: number,
  child: number,
  ends: 'later' | 'soon' | 'past' = 'later',
): void => STATUSES[status]?.(making, parent, child, ends)
const countyOf = ({ world }: Making, person: number): string =>
  (world.villages[world.village[person] ?? 0]?.code ?? '').slice(0, 6)

type Family = { readonly father: number; readonly mother: number; readonly child: number }
function family(making: Making, birth: number): Family {
  const { world, random } = making
  const village = random.below(world.villages.length)
  const parents = couple(
    world,
    village,
    ++world.households,
    random,
    [27, 30].map((n) => n + (2026 - Math.floor(birth / 10000))) as [number, number],
  )
  const child = addChild(world, parents, birth, random)
  const [elder] = addGrandparents(world, parents[0], random)
  making.events.guardianships.push({ ward: child, guardian: elder, relation: '3', basis: '1', from: 20240101 })
  return { father: parents[0], mother: parents[1], child }
}

let caseNo = 0
function allowance(making: Making, people: readonly number[], benefit: string, caseFen: number, from: number): void {
  const [applicant = 0] = people
  const no = ++caseNo
  for (const person of people) {
    making.events.assistance.push({
      caseNo: no,
      benefit,
      person,
      applicant,
      urban: making.world.villages[making.world.village[person] ?? 0]?.urban ?? false,
      covered: people.length,
      caseFen,
      from,
      to: null,
      county: countyOf(making, person),
    })
  }
}

/** A minor's birth day; `turning18` within 2026 for the fault of age. */
const bornMinor = (random: Random): number => day(random, 20100101, 20250601)

/** Builds one family and its events, payments apart; returns the child. */
function build(making: Making, fault: Fault | null): number {
  const { world, events, random } = making
  if (fault === 'released-parent' || fault === 'term-ending') {
    const { father, mother, child } = family(making, bornMinor(random))
    die(making, mother)
    apply(
      making,
      random.pick(['custody', 'rehabilitation', 'restricted']),
      father,
      child,
      fault === 'term-ending' ? 'soon' : 'past',
    )
    return child
  }
  const kind = fault === null ? random.next() : 0.1 + random.next() * 0.75
  if (kind < 0.1) return institutionChild(making)
  const birth = fault === 'aged-out' ? addDays(20080201, random.between(0, 250)) : bornMinor(random)
  const { father, mother, child } = family(making, birth)
  if (kind < 0.32) {
    apply(making, random.chance(0.9) ? 'dead' : 'missing', father, child)
    apply(making, random.chance(0.9) ? 'dead' : 'missing', mother, child)
  } else if (kind < 0.85) {
    const first = random.chance(0.55) ? 'dead' : random.pick(AWAY)
    apply(making, first, random.chance(0.5) ? father : mother, child)
    const other = events.judgments.some(({ person }) => person === mother) || touched(making, mother) ? father : mother
    apply(making, random.pick(AWAY), other, child)
  } else {
    const benefit = random.pick(['DB', 'BY', 'GX'])
    if (random.chance(0.7)) die(making, random.chance(0.6) ? father : mother)
    else
      events.certificates.push({
        person: child,
        disabilityClass: random.pick(['4', '5', '6']),
        grade: '2',
        from: 20230105,
        to: 20330104,
      })
    const living = [child, father, mother].filter((person) => (world.death[person] ?? 0) === 0)
    allowance(making, living, benefit, benefit === 'DB' ? random.between(30, 160) * 1000 : 0, 20250101)
    return child
  }
  const helped = fault === 'allowance-ignored' || (fault === null && random.chance(0.2))
  if (helped)
    allowance(
      making,
      [child],
      'DB',
      random.between(20, 87) * 1000,
      fault === 'allowance-ignored' ? firstDayOf(monthOf(day(random, 20260301, 20260901))) : 20250101,
    )
  if (!helped && fault === null && random.chance(0.05))
    events.subsidies.push({ person: child, kind: '1', fen: 20000, from: 20250101, county: countyOf(making, child) })
  return child
}

const touched = ({ world, events }: Making, person: number): boolean =>
  (world.death[person] ?? 0) > 0 ||
  [...events.custody, ...events.certificates, ...events.rehabilitation, ...events.restrictions]
    .slice(-4)
    .some((row) => row.person === person) ||
  events.searches.slice(-2).some(({ parent }) => parent === person)

function institutionChild(making: Making): number {
  const { world, events, random } = making
  const birth = day(random, 20110101, 20240101)
  const village = random.below(world.villages.length)
  const child = addPerson(world, {
    birth,
    sex: random.chance(0.5) ? 1 : 2,
    household: ++world.households,
    village,
    relation: 1,
    name: `党${random.pick(['安', '康', '乐', '宁', '平', '福'])}${random.pick(['一', '心', '语', '辰', '禾', ''])}`,
  })
  events.placements.push({
    person: child,
    kind: random.pick(['1', '1', '2', '3']),
    from: addDays(birth, random.between(20, 900)),
    to: null,
  })
  return child
}

/** A recognised orphan of 18 to 22 in full-time study: extension and education grant. */
function student(making: Making): number {
  const { events, random } = making
  const { father, mother, child } = family(making, day(random, 20041201, 20080801))
  die(making, father)
  die(making, mother)
  events.schooling.push({
    person: child,
    stage: random.pick(['34', '36', '41', '42', '42']),
    status: '1',
    fullTime: true,
    from: 20240901,
    to: 20280630,
  })
  events.welfare.push({
    person: child,
    category: 'CH-2',
    fen: 213800,
    from: 20210301,
    to: null,
    county: countyOf(making, child),
  })
  if (random.chance(0.85))
    events.welfare.push({
      person: child,
      category: 'GRANT',
      fen: 0,
      from: 20250901,
      to: null,
      county: countyOf(making, child),
    })
  return child
}

/** What is paid: what the oracle says, unless a fault twists it. */
function pay(making: Making, oracle: Oracle, { child, fault }: Case): void {
  const { world, events, random } = making
  if (fault === 'entitled-missed') return
  const county = countyOf(making, child)
  const owed = oracle.owedOn(child, fault === 'released-parent' || fault === 'aged-out' ? 20260131 : AS_OF)
  if (!owed) return
  const since = firstDayOf(monthOf(day(random, 20240101, 20260101)))
  const line = { person: child, category: owed.category, fen: owed.fen, from: since, to: null, county }
  if (fault === 'dead-still-paid') world.death[child] = day(random, 20260305, 20261015)
  if (fault === 'wrong-amount')
    events.welfare.push(
      owed.category === 'CH-4'
        ? { ...line, fen: line.fen + 20000 }
        : { ...line, category: 'CH-4', fen: 192100, from: firstDayOf(monthOf(day(random, 20260301, 20260901))) },
    )
  else if (fault === 'allowance-ignored')
    events.welfare.push({ ...line, fen: owed.category === 'CH-4' ? 192100 : 213800 })
  else events.welfare.push(line)
  const recent = firstDayOf(monthOf(day(random, 20260301, 20260901)))
  if (fault === 'two-programmes')
    events.welfare.push({ ...line, category: owed.category === 'CH-4' ? 'CH-3' : 'CH-4', fen: 192100, from: recent })
  if (fault === 'two-counties') events.welfare.push({ ...line, county: otherCounty(making, county), from: recent })
}

function otherCounty({ world, random }: Making, county: string): string {
  for (;;) {
    const other = (world.villages[random.below(world.villages.length)]?.code ?? '').slice(0, 6)
    if (other !== county) return other
  }
}

/** Children of families where nothing is owed but something stands in a register: what a hasty rule would catch. */
function nearMiss(making: Making): void {
  const { events, random } = making
  const { father, mother, child } = family(making, bornMinor(random))
  const which = random.below(6)
  if (which === 0)
    events.custody.push({
      person: father,
      from: 20260301,
      termMonths: 36,
      to: 20290301,
      mode: random.pick(['2', '3', '4']),
    })
  if (which === 1) events.custody.push({ person: father, from: 20260801, termMonths: 5, to: 20261231, mode: '1' })
  if (which === 2)
    events.certificates.push({ person: father, disabilityClass: '4', grade: '3', from: 20230101, to: 20330101 })
  if (which === 3)
    events.searches.push({ parent: father, child, from: day(random, 20260701, 20261101), result: '0', found: null })
  if (which === 4) events.illnesses.push({ person: father, illnessClass: '1', from: day(random, 20250101, 20260901) })
  if (which === 5)
    events.restrictions.push({ person: father, measure: '4', from: 20260101, termMonths: 12, to: 20261231 })
  die(making, mother)
}

/** Adds `children` children in difficulty; the share of each fault is such that none is rare. */
export function addChildrenInDifficulty(
  world: World,
  children: number,
  seed: number,
): { readonly events: Events; readonly cases: readonly Case[] } {
  const making: Making = { world, events: noEvents(), random: seeded(seed, 'children') }
  caseNo = 0
  const share = Math.max(1, Math.round(children * 0.036))
  const faults: (Fault | null)[] = FAULTS.flatMap((fault) => Array.from({ length: share }, () => fault))
  const students = Math.round(children * 0.06)
  while (faults.length < children - students) faults.push(null)
  const cases = faults.map((fault): Case => ({ child: build(making, fault), fault }))
  const oracle = oracleOf(world, making.events)
  for (const one of cases) pay(making, oracle, one)
  for (let n = 0; n < students; n++) student(making)
  for (let n = 0; n < Math.round(children * 0.15); n++) nearMiss(making)
  return { events: making.events, cases }
}

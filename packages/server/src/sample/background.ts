/** What happens to everybody else: certificates, sentences, illnesses, allowances of families without a child case. */
import { addDays, addMonths, firstDayOf, monthOf } from '@doudi/core/kernel'
import type { Events } from './events.ts'
import { dayBetween } from './families.ts'
import { type Random, seeded } from './random.ts'
import { AS_OF, countyOf, type World } from './world.ts'

/** Shares of grown men who bear each (assumed); certificates run ten years. */
const DISABLED = 0.07
const SUBSIDISED = 0.2
const SENTENCED = 0.0012
const ILL = 0.01
const ELDERS_HELPED = 0.05
/** Of children under 17 of an ordinary family, so many are adopted (assumed). */
const ADOPTED = 1 / 1500
/** Case numbers of ordinary families, far from those of the children's. */
const FIRST_CASE = 5_000_000

/** For everybody before `base`. Only men and elders bear these, so that by chance alone no child is left without both parents. */
export function addBackground(world: World, events: Events, base: number, seed: number): void {
  const random = seeded(seed, 'background')
  for (let person = 0; person < base; person++) {
    if ((world.death[person] ?? 0) > 0) continue
    const birth = world.birth[person] ?? 0
    if (birth > 20100101) mayBeAdopted(world, events, person, random)
    else if (world.sex[person] === 1 && birth < 20000101) befallMan(world, events, person, random)
  }
}

function mayBeAdopted(world: World, events: Events, child: number, random: Random): void {
  const birth = world.birth[child] ?? 0
  if ((world.father[child] ?? -1) < 0 || birth > addDays(AS_OF, -200) || !random.chance(ADOPTED)) return
  events.adoptions.push({ child, from: dayBetween(random, addDays(birth, 100), AS_OF) })
}

function befallMan(world: World, events: Events, person: number, random: Random): void {
  const county = countyOf(world, person)
  if (random.chance(DISABLED)) {
    const from = dayBetween(random, addMonths(AS_OF, -119), AS_OF)
    const grade = random.pick(['1', '2', '3', '3', '4', '4'])
    const disabilityClass = random.pick(['1', '2', '4', '4', '4', '5', '6'])
    events.certificates.push({ person, disabilityClass, grade, from, to: addMonths(from, 120) })
    if (random.chance(SUBSIDISED)) {
      const care = grade <= '2'
      const since = Math.max(from, firstDayOf(monthOf(dayBetween(random, from, AS_OF))))
      events.subsidies.push({ person, kind: care ? '2' : '1', fen: care ? 15000 : 20000, from: since, county })
    }
  }
  if (random.chance(SENTENCED)) {
    const termMonths = random.between(4, 120)
    const from = dayBetween(random, 20200101, AS_OF)
    const mode = random.pick(['1', '1', '2', '3'])
    events.custody.push({ person, from, termMonths, to: addMonths(from, termMonths), mode })
  }
  if (random.chance(ILL)) {
    const illnessClass = random.pick(['1', '4', '4', '4', '9'])
    events.illnesses.push({ person, illnessClass, from: dayBetween(random, 20220101, AS_OF) })
  }
  if ((world.birth[person] ?? 0) < 19660101 && random.chance(ELDERS_HELPED))
    events.assistance.push({
      caseNo: FIRST_CASE + events.assistance.length,
      benefit: random.pick(['DB', 'DB', 'DB', 'TK', 'BY', 'GX']),
      person,
      applicant: person,
      urban: world.villages[world.village[person] ?? 0]?.urban ?? false,
      covered: 1,
      caseFen: random.between(200, 870) * 100,
      from: firstDayOf(monthOf(dayBetween(random, 20220101, AS_OF))),
      to: null,
      county,
    })
}

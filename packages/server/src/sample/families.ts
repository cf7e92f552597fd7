/**
 * Households and kinship over three generations, with births, marriages, divorces and deaths.
 *
 * Calibrated against the city's 2020 census (docs/sample-city.md); the shape within those totals is assumed.
 */
import { addDays, addMonths, daysBetween, fromEpochDay, toEpochDay, yearOf } from '@doudi/core/kernel'
import { drawDotted, drawGiven, drawSurname, surnameOf } from './names.ts'
import { type Random, seeded } from './random.ts'
import { layVillages } from './villages.ts'
import { AS_OF, addPerson, emptyWorld, type World } from './world.ts'

const TODAY = toEpochDay(AS_OF)
const YEAR = 365.2425
const HEAD = 1
const SPOUSE = 10
const SON = 20
const DAUGHTER = 30
const PARENT = 50

export type Couple = readonly [husband: number, wife: number]

/** A day between two, both included. */
export const dayBetween = (random: Random, from: number, to: number): number =>
  addDays(from, random.below(Math.max(0, daysBetween(from, to)) + 1))

const bornAged = (random: Random, low: number, high: number): number =>
  fromEpochDay(TODAY - Math.floor((low + random.next() * (high - low)) * YEAR))
const ageOf = (birth: number): number => (TODAY - toEpochDay(birth)) / YEAR

/** `people` of them in families; the arrays keep room for the families that cases add. `advance` hears how many there are. */
export function makeWorld(people: number, room: number, seed: number, advance: (people: number) => void): World {
  const random = seeded(seed, 'people')
  const world = emptyWorld(room, layVillages(people, seeded(seed, 'villages')))
  for (const [village, { population }] of world.villages.entries()) {
    const until = world.count + population
    while (world.count < until) addFamily(world, village, random)
    advance(world.count)
  }
  return world
}

const nameFor = (random: Random, surname: string, birth: number, sex: number): string =>
  random.chance(0.0003) ? drawDotted(random) : surname + drawGiven(random, yearOf(birth), sex)

/** One household: somebody alone, elders together, or a couple with up to three children and perhaps his parents. */
function addFamily(world: World, village: number, random: Random): void {
  const kind = random.next()
  if (kind < 0.24) {
    mayHaveDied(world, addSingle(world, village, random), random)
    return
  }
  const household = ++world.households
  if (kind < 0.48) {
    for (const one of addCouple(world, village, household, random, elderAges(random))) mayHaveDied(world, one, random)
    return
  }
  const parents = addCouple(world, village, household, random, [26, 56])
  addChildren(world, parents, random)
  if (random.chance(0.1)) for (const one of addGrandparents(world, parents[0], random)) mayHaveDied(world, one, random)
  if (random.chance(0.05)) divorce(world, parents, random)
}

function addSingle(world: World, village: number, random: Random): number {
  const birth = bornAged(random, 24, 92)
  const sex = random.chance(0.48) ? 1 : 2
  const name = nameFor(random, drawSurname(random), birth, sex)
  return addPerson(world, { birth, sex, household: ++world.households, village, relation: HEAD, name })
}

/** Fewer the older: linearly from 58 to 92. */
function elderAges(random: Random): readonly [number, number] {
  const age = 58 + 34 * (1 - Math.sqrt(1 - random.next()))
  return [age, age + 1]
}

/** A married couple, the husband between two ages and the wife up to four years younger. */
export function addCouple(
  world: World,
  village: number,
  household: number,
  random: Random,
  ages: readonly [number, number],
): Couple {
  const his = bornAged(random, ages[0], ages[1])
  const hers = addDays(his, random.between(-300, 1500))
  const add = (birth: number, sex: number, relation: number): number => {
    const name = nameFor(random, drawSurname(random), birth, sex)
    return addPerson(world, { birth, sex, household, village, relation, name })
  }
  const couple = [add(his, 1, HEAD), add(hers, 2, SPOUSE)] as const
  // Both past the legal ages (22 and 20).
  const legal = Math.max(addMonths(his, 22 * 12), addMonths(hers, 20 * 12))
  marry(world, couple, dayBetween(random, legal, Math.min(addMonths(legal, 36), addDays(AS_OF, -30))))
  return couple
}

function marry(world: World, [husband, wife]: Couple, day: number): void {
  world.spouse[husband] = wife
  world.spouse[wife] = husband
  world.married[husband] = day
  world.married[wife] = day
}

/** The wife moves into a household of her own; the children stay registered with their father. */
function divorce(world: World, [husband, wife]: Couple, random: Random): void {
  const day = dayBetween(random, addMonths(world.married[husband] ?? 0, 12), AS_OF)
  if (day > AS_OF) return
  world.divorced[husband] = day
  world.divorced[wife] = day
  world.household[wife] = ++world.households
  world.relation[wife] = HEAD
}

const NUMBER_OF_CHILDREN = Float64Array.of(0.18, 0.76, 0.97, 1)

/** The first one to six years after the wedding, the next two to six years apart; who is not yet born is not there. */
function addChildren(world: World, parents: Couple, random: Random): void {
  const children = random.weighted(NUMBER_OF_CHILDREN)
  let birth = dayBetween(
    random,
    addMonths(world.married[parents[0]] ?? 0, 12),
    addMonths(world.married[parents[0]] ?? 0, 72),
  )
  for (let n = 0; n < children && birth < AS_OF; n++) {
    addChild(world, parents, birth, random)
    birth = addDays(birth, random.between(500, 2200))
  }
}

/** A child in its father's household, with his surname. */
export function addChild(world: World, [father, mother]: Couple, birth: number, random: Random): number {
  const sex = random.chance(0.52) ? 1 : 2
  return addPerson(world, {
    birth,
    sex,
    household: world.household[father] ?? 0,
    village: world.village[father] ?? 0,
    relation: sex === 1 ? SON : DAUGHTER,
    name: nameFor(random, surnameOf(world.names[father] ?? ''), birth, sex),
    father,
    mother,
  })
}

/** The husband's parents in the same household; he bears his father's surname. */
export function addGrandparents(world: World, husband: number, random: Random): Couple {
  const age = ageOf(world.birth[husband] ?? 0)
  const household = world.household[husband] ?? 0
  const elders = addCouple(world, world.village[husband] ?? 0, household, random, [age + 28, age + 33])
  const [grandfather, grandmother] = elders
  world.names[grandfather] =
    surnameOf(world.names[husband] ?? '') + drawGiven(random, yearOf(world.birth[grandfather] ?? 0), 1)
  for (const one of elders) world.relation[one] = PARENT
  world.father[husband] = grandfather
  world.mother[husband] = grandmother
  return elders
}

/** Whether a death of the last eight years stands in the registers, by age (assumed). */
function mayHaveDied(world: World, person: number, random: Random): void {
  const age = ageOf(world.birth[person] ?? 0)
  const risk = age < 60 ? 0.01 : age < 75 ? 0.06 : age < 85 ? 0.2 : 0.4
  if (random.chance(risk)) world.death[person] = fromEpochDay(TODAY - random.between(1, 2900))
}

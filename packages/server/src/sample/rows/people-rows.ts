/** Registers that speak of everybody: household, deaths, school, marriage. */
import { ageOn, firstDayOf, monthOf } from '@doudi/core/kernel'
import { seeded } from '../random.ts'
import { AS_OF, countyOf, idOf, isDead } from '../world.ts'
import { countPeople, day, type Emit, type Given, guarded, type RowSource, who } from './rows.ts'

const RELATION: Readonly<Record<number, string>> = { 1: '户主', 10: '配偶', 20: '子', 30: '女', 50: '父母' }

async function household(given: Given, emit: Emit): Promise<void> {
  const { world, seed } = given
  const random = seeded(seed, 'household')
  for (let person = 0; person < world.count; person++) {
    const birth = world.birth[person] ?? 0
    // Offices recorded parents' ids for nine in ten under-18s, and for fewer the older the person.
    const age = ageOn(birth, AS_OF)
    const recorded = random.next() < (age < 18 ? 0.9 : Math.max(0.05, 0.9 - (age - 18) * 0.03))
    const father = world.father[person] ?? -1
    const mother = world.mother[person] ?? -1
    const death = world.death[person] ?? 0
    // Cancellation lags death; one death in ten has not reached the household register.
    const cancelled = death > 0 && random.chance(0.9) ? Math.min(firstDayOf(monthOf(death) + 1), AS_OF) : 0
    const village = world.villages[world.village[person] ?? 0]
    const cells = {
      ...who(given, person),
      sex: world.sex[person] === 1 ? '男' : '女',
      ethnic: '汉',
      birth: day(given, birth),
      hukouNo: `37H${String(world.household[person]).padStart(8, '0')}`,
      relation: RELATION[world.relation[person] ?? 1] ?? '户主',
      village: village?.code ?? '',
      address: '',
      urbanRural: village?.urban === true ? '城镇' : '农村',
      fatherId: father >= 0 && recorded ? idOf(world, father) : '',
      motherId: mother >= 0 && recorded ? idOf(world, mother) : '',
      cancelDate: day(given, cancelled),
      cancelReason: cancelled > 0 ? '死亡' : '',
    }
    const wait = emit(cells, birth)
    if (wait) await wait
  }
}

/** Everyone who died, with the share of deaths that the register knows. */
const dead = (
  share: number,
  make: (given: Given, person: number, death: number) => readonly [Record<string, string>, number],
): RowSource => ({
  total: ({ world }) => Math.round(share * countPeople(world, (person) => (world.death[person] ?? 0) > 0)),
  write: async (given, emit) => {
    const random = seeded(given.seed, `dead${share}`)
    for (let person = 0; person < given.world.count; person++) {
      const death = given.world.death[person] ?? 0
      if (death === 0 || !random.chance(share)) continue
      await emit(...make(given, person, death))
    }
  },
})

type Course = readonly [stage: string, from: number, to: number]
/** The school of one's age on 1 September 2026; null where nobody goes to one. */
function courseOf(birth: number): Course | null {
  const age = ageOn(birth, 20260901)
  const found = STAGES.find(([, entered, years]) => age >= entered && age < entered + years)
  if (!found) return null
  const [stage, entered, years] = found
  const year = 2026 - (age - entered)
  return [stage, year * 10000 + 901, (year + years) * 10000 + 630]
}
const STAGES = [
  ['小学', 6, 6],
  ['初中', 12, 3],
  ['普通高中', 15, 3],
  ['本科', 18, 4],
] as const
const STAGE: Readonly<Record<string, string>> = { '34': '普通高中', '36': '中职', '41': '大专', '42': '本科' }

/** Mother and father where they live, else the guardian on record. */
function guardiansOf(given: Given, person: number, guardians: ReadonlyMap<number, number>): Record<string, string> {
  const { world } = given
  const parents = [
    [world.mother[person] ?? -1, '母亲'],
    [world.father[person] ?? -1, '父亲'],
  ] as const
  const living = parents.filter(([one]) => one >= 0 && !isDead(world, one, AS_OF))
  const guardian = guardians.get(person)
  const named = living.length > 0 || guardian === undefined ? living : ([[guardian, '祖父母']] as const)
  return Object.assign(
    {},
    ...named.map(([one, relation], at) => ({
      ...guarded(given, `guardian${at + 1}`, one),
      [`guardian${at + 1}Relation`]: relation,
    })),
  )
}

/** Of an age to be in some school, alive, and not among those who left. */
const mayAttend = ({ world, events }: Given, person: number): boolean =>
  (world.birth[person] ?? 0) >= 20030101 && !isDead(world, person, AS_OF) && !events.leftSchool.has(person)

async function school(given: Given, emit: Emit): Promise<void> {
  const { world, events } = given
  const guardians = new Map(events.guardianships.map(({ ward, guardian }) => [ward, guardian]))
  const named = new Map(
    events.schooling.map(({ person, stage, from, to }) => [person, [STAGE[stage], from, to] as Course]),
  )
  let number = 0
  for (let person = 0; person < world.count; person++) {
    if (!mayAttend(given, person)) continue
    const course = named.get(person) ?? courseOf(world.birth[person] ?? 0)
    if (!course) continue
    const [stage, from, to] = course
    const cells = {
      ...who(given, person),
      studentNo: `G${String(++number).padStart(10, '0')}`,
      school: `${countyOf(world, person)}第${(person % 40) + 1}学校`,
      stage,
      schoolStatus: '在读',
      fullTime: '是',
      entryDate: day(given, from),
      endDate: day(given, to),
      ...guardiansOf(given, person, guardians),
    }
    const wait = emit(cells, from)
    if (wait) await wait
  }
}

/** Certificates are electronic from here on (assumed). */
const FIRST_CERTIFICATE = 19900101

const certificatesOf = ({ world }: Given, husband: number): number =>
  world.sex[husband] === 1
    ? [world.married, world.divorced].filter((days) => (days[husband] ?? 0) >= FIRST_CERTIFICATE).length
    : 0

async function marriage(given: Given, emit: Emit): Promise<void> {
  const { world } = given
  for (let husband = 0; husband < world.count; husband++) {
    const wife = world.spouse[husband] ?? -1
    if (wife < 0 || certificatesOf(given, husband) === 0) continue
    for (const [event, letter, date] of [
      ['结婚', 'J', world.married[husband] ?? 0],
      ['离婚', 'L', world.divorced[husband] ?? 0],
    ] as const) {
      if (date < FIRST_CERTIFICATE) continue
      const cells = {
        certificateNo: `${letter}3706-${date}-${String(husband).padStart(8, '0')}`,
        event,
        date: day(given, date),
        office: `${countyOf(world, husband)}婚姻登记处`,
        ...guarded(given, 'partyA', husband),
        ...guarded(given, 'partyB', wife),
      }
      const wait = emit(cells, date)
      if (wait) await wait
    }
  }
}

export const peopleRows: Readonly<Record<string, RowSource>> = {
  R01: { total: ({ world }) => world.count, write: household },
  R03: dead(0.97, (given, person, death) => [
    {
      ...who(given, person),
      certificateNo: `D${person}`,
      sex: given.world.sex[person] === 1 ? '1' : '2',
      deathDate: day(given, death),
      issuer: `${countyOf(given.world, person)}疾控中心`,
    },
    death,
  ]),
  R04: dead(0.93, (given, person, death) => [
    { ...who(given, person), cremationDate: day(given, death), unit: `${countyOf(given.world, person)}殡仪馆` },
    death,
  ]),
  R11: {
    total: (given) =>
      countPeople(
        given.world,
        (person) => mayAttend(given, person) && courseOf(given.world.birth[person] ?? 0) !== null,
      ),
    write: school,
  },
  R12: {
    total: (given) => countPeople(given.world, (person) => certificatesOf(given, person) > 0),
    write: marriage,
  },
}

import { addDays, addMonths, ageOn, parseResidentId, yearOf } from '@doudi/core/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { FAULTS, faultShare } from './cases/faults.ts'
import { discrepancies } from './discrepancies.ts'
import { defaultChildren, makeTruth } from './make-city.ts'
import { oracleOf } from './oracle.ts'
import { AS_OF, countyOf, idOf, isDead, type World } from './world.ts'

type Truth = ReturnType<typeof makeTruth>
const everyone = ({ count }: World): number[] => Array.from({ length: count }, (_, person) => person)
const at = (column: { readonly [index: number]: number | undefined }, person: number): number => column[person] ?? 0

/** Each sentence that the true world breaks, once. */
function broken({ world, events }: Truth): string[] {
  const wrong = new Set<string>()
  const must = (holds: boolean, sentence: string): void => void (holds || wrong.add(sentence))
  const aliveOn = (person: number, day: number): boolean =>
    at(world.birth, person) <= day && !isDead(world, person, day)
  for (const person of everyone(world)) {
    const [birth, death, married] = [at(world.birth, person), at(world.death, person), at(world.married, person)]
    must(birth >= 19200101 && birth <= AS_OF, 'everybody is born, and nobody is older than 106')
    must(death === 0 || (death >= birth && death <= AS_OF), 'nobody dies before birth or after today')
    for (const parent of [at(world.father, person), at(world.mother, person)].filter((one) => one >= 0)) {
      must(addMonths(at(world.birth, parent), 14 * 12) <= birth, 'a parent is at least 14 years older')
      must(world.death[parent] === 0 || at(world.death, parent) > birth, 'a parent lives at the birth')
    }
    must(at(world.father, person) < 0 || at(world.sex, at(world.father, person)) === 1, 'a father is a man')
    must(at(world.mother, person) < 0 || at(world.sex, at(world.mother, person)) === 2, 'a mother is a woman')
    const other = at(world.spouse, person)
    if (other < 0) continue
    must(at(world.spouse, other) === person && at(world.married, other) === married, 'a marriage has two sides')
    must(ageOn(birth, married) >= (world.sex[person] === 1 ? 22 : 20), 'nobody marries under the legal age')
    must(aliveOn(person, married) && married <= AS_OF, 'nobody marries dead or tomorrow')
    const divorced = at(world.divorced, person)
    must(divorced === 0 || (divorced > married && divorced <= AS_OF), 'a divorce follows the marriage')
  }
  const lives = (person: number, day: number, what: string): void => must(aliveOn(person, day), `${what}: the living`)
  const adult = (person: number, day: number, what: string): void =>
    must(ageOn(at(world.birth, person), day) >= 18, `${what}: grown people`)
  for (const { person, from, to, termMonths } of [
    ...events.custody,
    ...events.rehabilitation,
    ...events.restrictions,
  ]) {
    must(from < to && termMonths >= 0, 'custody begins before the release')
    must(from <= AS_OF, 'custody has begun')
    lives(person, from, 'custody')
    adult(person, from, 'custody')
  }
  for (const { person, ward, from } of events.judgments) {
    lives(person, from, 'judgments')
    must(ward === null || at(world.birth, ward) <= from, 'a judgment on guardianship follows the birth of the ward')
  }
  for (const { person, from, to } of events.certificates) {
    lives(person, from, 'certificates')
    must(from <= AS_OF && from < to, 'a certificate expires after its issue')
  }
  for (const { person, from } of events.illnesses) lives(person, from, 'illness')
  for (const { parent, child, from } of events.searches) {
    lives(parent, from, 'searches')
    lives(child, from, 'searches')
  }
  for (const { ward, guardian, from } of events.guardianships) {
    lives(ward, from, 'guardianship')
    lives(guardian, AS_OF, 'guardianship today')
    adult(guardian, from, 'guardianship')
  }
  for (const { child, from } of events.adoptions) lives(child, from, 'adoption')
  for (const { person, from } of events.placements) lives(person, from, 'institutions')
  for (const { person, stage, from, to } of events.schooling) {
    lives(person, AS_OF, 'school')
    const entered = ageOn(at(world.birth, person), from)
    must(entered >= (stage < '40' ? 14 : 17) && entered <= 19 && from < to, 'a course fits the age')
  }
  for (const { person, from } of [...events.welfare, ...events.assistance, ...events.subsidies])
    must(at(world.birth, person) <= addDays(from, 31) && from <= AS_OF, 'payments begin after birth')
  return [...wrong]
}

test('life events are dated and consistent, whatever the seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.constantFrom(1000, 4000, 12_000), (seed, people) => {
      expect(broken(makeTruth({ people, seed, children: defaultChildren(people) }, () => {}))).toEqual([])
    }),
    { seed: 20261123, numRuns: 12 },
  )
})

test('the check of consistency can fail', () => {
  const truth = makeTruth({ people: 1000, seed: 3, children: 20 }, () => {})
  const [child = 0] = truth.cases.map((one) => one.child)
  truth.world.death[child] = addDays(at(truth.world.birth, child), -1)
  truth.events.custody.push({ person: child, from: 20260101, to: 20251231, termMonths: 7, mode: '1' })
  const sentences = [
    'nobody dies before birth or after today',
    'custody begins before the release',
    'custody: the living',
  ]
  expect(broken(truth)).toEqual(expect.arrayContaining(sentences))
})

describe('in a city of 100,000', () => {
  let truth: Truth
  beforeAll(() => {
    truth = makeTruth({ people: 100_000, seed: 1, children: defaultChildren(100_000) }, () => {})
  })
  const living = (): number[] => everyone(truth.world).filter((person) => !isDead(truth.world, person, AS_OF))

  test('there are as many people as were asked for, to half a percent', () => {
    expect(Math.abs(truth.world.count / 100_000 - 1)).toBeLessThan(0.005)
  })

  test('whole villages of real size lie in all 13 counties', () => {
    const { villages } = truth.world
    expect(new Set(villages.map(({ code }) => code.slice(0, 6))).size).toBe(13)
    expect(villages.length).toBeLessThan(200)
    for (const { population } of villages) {
      expect(population).toBeGreaterThan(250)
      expect(population).toBeLessThan(5000)
    }
    const held = villages.map(() => 0)
    for (const person of everyone(truth.world))
      held[at(truth.world.village, person)] = (held[at(truth.world.village, person)] ?? 0) + 1
    for (const [index, { population }] of villages.entries())
      expect(held[index] ?? 0, 'nobody is left out of a village').toBeGreaterThanOrEqual(population)
  })

  test('age, sex and household size follow the 2020 census of the city', () => {
    const people = living()
    const share = (holds: (person: number) => boolean): number => people.filter(holds).length / people.length
    const aged = (low: number, high: number) => (person: number) => {
      const age = ageOn(at(truth.world.birth, person), AS_OF)
      return age >= low && age <= high
    }
    const within = (value: number, census: number, points: number): void =>
      expect(Math.abs(value - census), `${value} for ${census}`).toBeLessThan(points)
    within(share(aged(0, 14)), 0.121, 0.02)
    within(share(aged(15, 59)), 0.6222, 0.03)
    within(share(aged(60, 120)), 0.2568, 0.03)
    within(share(aged(65, 120)), 0.1812, 0.03)
    within(
      share((person) => truth.world.sex[person] === 1),
      0.5064,
      0.01,
    )
    within(people.length / new Set(people.map((person) => at(truth.world.household, person))).size, 2.39, 0.15)
  })

  test('kinship runs over three generations, and siblings and divorces occur', () => {
    const { world } = truth
    const grandparents = (person: number): boolean =>
      at(world.father, person) >= 0 && at(world.father, at(world.father, person)) >= 0
    expect(everyone(world).filter(grandparents).length).toBeGreaterThan(1000)
    const children = new Map<number, number>()
    for (const person of everyone(world))
      children.set(at(world.mother, person), (children.get(at(world.mother, person)) ?? 0) + 1)
    expect([...children].filter(([mother, n]) => mother >= 0 && n >= 2).length).toBeGreaterThan(1000)
    expect(everyone(world).filter((person) => at(world.divorced, person) > 0).length).toBeGreaterThan(500)
  })

  test('names fit sex and cohort, and the hard cases are there: rare characters, compound surnames, middle dots', () => {
    const { names, birth, sex } = truth.world
    const given = (low: number, high: number, of: number): Set<string> =>
      new Set(
        names.flatMap((name, person) =>
          sex[person] === of &&
          yearOf(at(birth, person)) >= low &&
          yearOf(at(birth, person)) < high &&
          !name.includes('·')
            ? [...name].slice(1)
            : [],
        ),
      )
    const common = (a: Set<string>, b: Set<string>): number => [...a].filter((one) => b.has(one)).length / a.size
    expect(common(given(1940, 1960, 1), given(1940, 1960, 2))).toBeLessThan(0.5)
    expect(common(given(1940, 1960, 1), given(2010, 2025, 1))).toBeLessThan(0.5)
    expect(names.filter((name) => /[㼆䶮𬱖㛃𫖯]/u.test(name)).length).toBeGreaterThan(0)
    expect(names.filter((name) => name.startsWith('欧阳')).length).toBeGreaterThan(0)
    expect(names.filter((name) => name.includes('·')).length).toBeGreaterThan(0)
  })

  test('every id is valid, its own, and under an area code that is assigned to nobody', () => {
    const ids = everyone(truth.world).map((person) => idOf(truth.world, person))
    expect(new Set(ids).size).toBe(ids.length)
    for (const [person, id] of ids.entries()) {
      if (!parseResidentId(id).ok || !/^37069\d/.test(id) || Number(id.slice(6, 14)) !== at(truth.world.birth, person))
        expect.fail(`person ${person} bears a wrong id`)
    }
  })

  test('children are in every category, each paid in at least one case', () => {
    const paid = new Map<string, number>()
    for (const { category } of truth.events.welfare) paid.set(category, (paid.get(category) ?? 0) + 1)
    for (const category of ['CH-1', 'CH-2', 'CH-3', 'CH-4', 'GRANT'])
      expect(paid.get(category) ?? 0, category).toBeGreaterThan(30)
  })

  test('every parent status of the matrix occurs', () => {
    const { events, world } = truth
    const parents = new Set(truth.cases.flatMap(({ child }) => [at(world.father, child), at(world.mother, child)]))
    const of = (rows: readonly { readonly person: number }[]): number =>
      rows.filter(({ person }) => parents.has(person)).length
    for (const n of [
      of(events.custody),
      of(events.rehabilitation),
      of(events.certificates),
      of(events.illnesses),
      events.searches.length,
      of(events.judgments.filter(({ kind }) => kind === '2')),
      of(events.judgments.filter(({ kind }) => kind === '3')),
      of(events.restrictions.filter(({ measure }) => measure < '4')),
      of(events.restrictions.filter(({ measure }) => measure === '5')),
    ])
      expect(n).toBeGreaterThan(5)
  })

  test('each planted fault is there at least 30 times, and each is a true finding of its kind', () => {
    const kinds: Readonly<Record<(typeof FAULTS)[number], string>> = {
      'dead-still-paid': 'over',
      'released-parent': 'over',
      'aged-out': 'over',
      'two-programmes': 'conflict',
      'two-counties': 'conflict',
      'entitled-missed': 'missed',
      'wrong-amount': 'amount',
      'allowance-ignored': 'amount',
      'term-ending': 'change',
      'turning-18': 'change',
    }
    const found = new Map(
      discrepancies(truth.world, truth.events, AS_OF)
        .filter(({ programme }) => programme === 'children')
        .map(({ person, kind }) => [person, kind]),
    )
    for (const fault of FAULTS) {
      const cases = truth.cases.filter((one) => one.fault === fault)
      expect(cases.length).toBeGreaterThanOrEqual(30)
      expect(
        cases.map(({ child }) => found.get(child)),
        fault,
      ).toEqual(cases.map(() => kinds[fault]))
    }
    const planted = new Set(truth.cases.filter(({ fault }) => fault !== null).map(({ child }) => child))
    const unplanned = [...found].filter(([person, kind]) => kind !== 'change' && !planted.has(person))
    expect(unplanned, 'nothing is wrong that was not planted').toEqual([])
  })

  test('a child paid in two counties is paid in two different ones', () => {
    for (const { child } of truth.cases.filter(({ fault }) => fault === 'two-counties')) {
      const counties = truth.events.welfare.filter(({ person }) => person === child).map(({ county }) => county)
      expect(new Set(counties).size).toBe(2)
      expect(counties).toContain(countyOf(truth.world, child))
    }
  })

  test('who is rightly paid has been in that category since the first month paid', () => {
    const oracle = oracleOf(truth.world, truth.events)
    for (const { child } of truth.cases.filter(({ fault }) => fault === null))
      for (const { category, from } of truth.events.welfare.filter(
        ({ person, ...line }) => person === child && line.category !== 'GRANT',
      ))
        expect(oracle.categoryOn(child, from)).toBe(category)
  })
})

test('--children is by default the larger of 2,100 in 7.1 million and 1,000, at most 2 % of the people', () => {
  expect([7_100_000, 14_200_000, 1_000_000, 100_000, 20_000].map(defaultChildren)).toEqual([
    2100, 4200, 1000, 1000, 400,
  ])
})

test('from 100,000 people up no default gives fewer than 30 of a fault', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100_000, max: 20_000_000 }), (people) => {
      expect(faultShare(defaultChildren(people), people)).toBeGreaterThanOrEqual(30)
    }),
    { seed: 1, numRuns: 200 },
  )
  expect(faultShare(600, 100_000)).toBe(30)
})

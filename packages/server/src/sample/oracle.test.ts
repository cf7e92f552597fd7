import { monthOf, toYyyymm } from '@doudi/core/kernel'
import { describe, expect, test } from 'vitest'
import { discrepancies } from './discrepancies.ts'
import { type Events, noEvents } from './events.ts'
import { oracleOf } from './oracle.ts'
import { AS_OF, addPerson, emptyWorld, type World } from './world.ts'

const FATHER = 0
const MOTHER = 1
const CHILD = 2
type Story = (world: World, events: Events) => void

/** A father, a mother and a child born on a day, after what happened to them. */
function family(birth: number, ...stories: readonly Story[]): { readonly world: World; readonly events: Events } {
  const world = emptyWorld(3, [{ code: '370602001001', urban: false, population: 3 }])
  const at = { household: 1, village: 0, relation: 1, name: '王一' }
  addPerson(world, { ...at, birth: 19800101, sex: 1 })
  addPerson(world, { ...at, birth: 19820101, sex: 2 })
  addPerson(world, { ...at, birth, sex: 1, father: FATHER, mother: MOTHER })
  const events = noEvents()
  for (const story of stories) story(world, events)
  return { world, events }
}
const died =
  (person: number, day: number): Story =>
  (world) => {
    world.death[person] = day
  }
const jailed =
  (from: number, to: number, termMonths: number, mode = '1'): Story =>
  (_, { custody }) =>
    void custody.push({ person: FATHER, from, to, termMonths, mode })
const paid =
  (category: string, fen: number, from: number, county = '370602'): Story =>
  (_, { welfare }) =>
    void welfare.push({ person: CHILD, category, fen, from, to: null, county })
const allowance =
  (benefit: string, caseFen: number, covered: number, from = 20250101): Story =>
  (_, { assistance }) =>
    void assistance.push({
      ...{ caseNo: 1, benefit, person: CHILD, applicant: CHILD, urban: false, covered, caseFen, from, to: null },
      county: '370602',
    })
const certified =
  (person: number, disabilityClass: string, grade: string): Story =>
  (_, { certificates }) =>
    void certificates.push({ person, disabilityClass, grade, from: 20240101, to: 20331231 })

const motherDead = died(MOTHER, 20250301)
const owed = (day: number, ...stories: readonly Story[]): string => {
  const { world, events } = family(20150601, ...stories)
  const result = oracleOf(world, events).owedOn(CHILD, day)
  return result ? `${result.category} ${result.fen}` : 'nothing'
}

describe('what a child is owed, by the law and by hand', () => {
  test.each<readonly [string, string, readonly Story[]]>([
    ['both parents dead: an orphan', 'CH-2 213800', [motherDead, died(FATHER, 20200101)]],
    ['one dead, the other in custody', 'CH-3 213800', [motherDead, jailed(20260101, 20271231, 24)]],
    ['the ordered term counts, not what remains', 'CH-3 213800', [motherDead, jailed(20260601, 20261201, 6)]],
    ['a term of five months is too short', 'nothing', [motherDead, jailed(20260901, 20270131, 5)]],
    ['by dates the first and the last day both count', 'CH-3 213800', [motherDead, jailed(20260610, 20261209, 0)]],
    ['a day less is too short', 'nothing', [motherDead, jailed(20260610, 20261208, 0)]],
    ['a suspended sentence leaves the father at home', 'nothing', [motherDead, jailed(20260101, 20271231, 24, '2')]],
    ['the last day of custody counts', 'CH-3 213800', [motherDead, jailed(20250101, AS_OF, 23)]],
    ['the day after it does not', 'nothing', [motherDead, jailed(20250101, 20261122, 23)]],
    ['severe disability of both', 'CH-3 213800', [certified(FATHER, '4', '2'), certified(MOTHER, '5', '4')]],
    ['grade 3 of a limb is not severe', 'nothing', [motherDead, certified(FATHER, '4', '3')]],
    ['one parent dead in a poor family', 'CH-4 192100', [motherDead, allowance('BY', 0, 2)]],
    ['one parent dead in a family with enough', 'nothing', [motherDead]],
    [
      'a severely disabled child of a poor family',
      'CH-4 162100',
      [certified(CHILD, '6', '3'), allowance('DB', 60000, 2)],
    ],
    [
      'the share of a family allowance is deducted, rounded up to the fen',
      'CH-2 180467',
      [motherDead, died(FATHER, 20200101), allowance('DB', 100000, 3)],
    ],
    ['a dead child is owed nothing', 'nothing', [motherDead, died(FATHER, 20200101), died(CHILD, 20261101)]],
  ])('%s: %s', (_, expected, stories) => expect(owed(AS_OF, ...stories)).toBe(expected))

  test('a parent is out of contact from six months and a day after the police accepted the report', () => {
    const lost: Story = (_, { searches }) =>
      void searches.push({ parent: FATHER, child: CHILD, from: 20260523, result: '1' })
    expect([owed(20261123, motherDead, lost), owed(20261124, motherDead, lost)]).toEqual(['nothing', 'CH-3 213800'])
  })

  test('an orphan is paid to the day before 18, and on in school; a key child only to 18', () => {
    const on = (day: number, school: boolean, ...stories: readonly Story[]): string | undefined => {
      const { world, events } = family(20081124, ...stories)
      if (school) events.schooling.push({ person: CHILD, stage: '34', from: 20240901, to: 20270630 })
      return oracleOf(world, events).owedOn(CHILD, day)?.category
    }
    const orphan = [motherDead, died(FATHER, 20200101)]
    expect([on(20261123, false, ...orphan), on(20261124, false, ...orphan)]).toEqual(['CH-2', undefined])
    expect([on(20270630, true, ...orphan), on(20270701, true, ...orphan)]).toEqual(['CH-2', undefined])
    expect(on(20261124, true, motherDead, allowance('BY', 0, 2))).toBeUndefined()
  })
})

describe('the month of a finding, as ARCHITECTURE.md defines it', () => {
  const first = (birth: number, ...stories: readonly Story[]): string => {
    const { world, events } = family(birth, ...stories)
    const [found] = discrepancies(world, events, AS_OF)
    return found ? `${found.kind} ${toYyyymm(found.month)}` : 'right'
  }
  const right = paid('CH-3', 213800, 20260201)
  test.each<readonly [string, string, readonly Story[]]>([
    ['rightly paid', 'right', [motherDead, jailed(20250101, 20281231, 48), right]],
    ['missed: the month after the as-of month', 'missed 202612', [motherDead, jailed(20250101, 20281231, 48)]],
    ['released in May: over from June', 'over 202606', [motherDead, jailed(20250101, 20260520, 17), right]],
    [
      'released on the last of May: May still ended in custody',
      'over 202607',
      [motherDead, jailed(20250101, 20260531, 17), right],
    ],
    [
      'released this month: only the coming month is wrong',
      'over 202612',
      [motherDead, jailed(20250101, 20261110, 23), right],
    ],
    [
      'released last year: over from the month after, though no standard is known of it',
      'over 202506',
      [motherDead, jailed(20240101, 20250520, 17), paid('CH-3', 213800, 20250401)],
    ],
    [
      'an allowance since last year: another amount from the first month whose standard is known',
      'amount 202602',
      [motherDead, jailed(20240101, 20281231, 60), allowance('DB', 50000, 1), paid('CH-3', 213800, 20250401)],
    ],
    [
      'an allowance since March: another amount from April',
      'amount 202604',
      [motherDead, jailed(20250101, 20281231, 48), allowance('DB', 50000, 1, 20260310), right],
    ],
    [
      'paid in two counties: from the second',
      'conflict 202607',
      [motherDead, jailed(20250101, 20281231, 48), right, paid('CH-3', 213800, 20260701, '370611')],
    ],
    [
      'paid twice for years: at most 24 months back',
      'conflict 202411',
      [motherDead, jailed(20230101, 20281231, 72), paid('CH-3', 213800, 20230201), paid('CH-4', 192100, 20230301)],
    ],
    [
      'a term that ends in 60 days: the month after',
      'change 202702',
      [motherDead, jailed(20250101, 20270110, 25), right],
    ],
    [
      'one that ends on the last day of a month: the first month end without it',
      'change 202702',
      [motherDead, jailed(20250101, 20261231, 24), right],
    ],
    ['one that ends in 61 days is not announced yet', 'right', [motherDead, jailed(20250101, 20270122, 25), right]],
  ])('%s: %s', (_, expected, stories) => expect(first(20150601, ...stories)).toBe(expected))

  test('an 18th birthday within 60 days changes the month after the month end', () => {
    expect(first(20081210, motherDead, died(FATHER, 20200101), paid('CH-2', 213800, 20260201))).toBe('change 202701')
  })

  test('a recognised orphan in full-time study of age is owed the education grant', () => {
    const { world, events } = family(20070601, motherDead, died(FATHER, 20200101), paid('CH-2', 213800, 20210301))
    events.schooling.push({ person: CHILD, stage: '42', from: 20250901, to: 20290630 })
    const found = discrepancies(world, events, AS_OF)
    expect(found).toMatchObject([{ programme: 'education-grant', kind: 'missed', month: monthOf(AS_OF) + 1 }])
  })
})

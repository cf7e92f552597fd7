import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFindings, KIND_ORDER, leadNumber, leadSubject, officesFor, rankFindings, whatChanged } from './index.ts'

const finding = fc.record({
  person: fc.integer({ min: 1, max: 30 }),
  programme: fc.constantFrom('children', 'education-grant'),
  kind: fc.constantFrom<string>(...KIND_ORDER, 'new-kind'),
  deltaFen: fc.option(fc.integer({ min: -300_000, max: 300_000 })),
})
const findings = fc.uniqueArray(finding, {
  selector: (one) => leadSubject(one.person, one.programme, one.kind),
  maxLength: 60,
})

test('the order of leads does not depend on the order of findings', () => {
  const shuffled = findings.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(rankFindings(other)).toEqual(rankFindings(list))
    }),
    { seed: 20261123 },
  )
})

test('no two findings share a place, and the comparison is a total order', () => {
  fc.assert(
    fc.property(findings, (list) => {
      const ranked = rankFindings(list)
      for (const [at, one] of ranked.entries())
        for (const later of ranked.slice(at + 1)) {
          expect(compareFindings(one, later)).toBeLessThan(0)
          expect(compareFindings(later, one)).toBeGreaterThan(0)
        }
    }),
    { seed: 20261123 },
  )
})

test('a missed child comes before every overpayment, the larger sum before the smaller, a question last', () => {
  const one = (kind: string, deltaFen: number | null, person = 1) => ({ person, programme: 'children', kind, deltaFen })
  const ranked = rankFindings([
    one('unknown', null),
    one('over', -300_000),
    one('missed', 100),
    one('missed', 200_000, 2),
    one('conflict', -1),
    one('change', -1000),
    one('amount', 20),
  ])
  expect(ranked.map(({ kind }) => kind)).toEqual(['missed', ...KIND_ORDER])
  expect(ranked[0]?.person).toBe(2)
})

test('a lead goes to the child director of the village and the supervisor of the town, else to the next office up', () => {
  expect(officesFor('370690001201', '370690001', '370690')).toEqual({
    assignee: 'R-VIL-CHD@370690001201',
    supervisor: 'R-TWN-CHS@370690001',
  })
  expect(officesFor(null, '370690001', '370690').assignee).toBe('R-TWN-CHS@370690001')
  expect(officesFor(null, null, '370690')).toEqual({ assignee: 'R-CTY-BIZ@370690', supervisor: 'R-CTY-BIZ@370690' })
  expect(officesFor(null, null, null).assignee).toBe('R-CITY-BIZ@370600')
})

test('a lead number is twelve letters of the digest and has neither I, L, O nor U after its prefix', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), (digest) => {
      expect(leadNumber(digest)).toMatch(/^L-[0-9A-HJKMNP-TV-Z]{12}$/)
      expect(leadNumber(digest)).toBe(leadNumber(digest.slice(0, 16)))
    }),
    { seed: 20261123 },
  )
})

test('what changed names exactly the fields that differ, detail included, in the order of the form', () => {
  const before = { month: 202612, owedFen: 100, village: null, detail: { held: null, why: 'unlinked' } }
  const after = { month: 202612, owedFen: 131300, detail: { held: null, why: null } }
  expect(whatChanged(before, after).map(({ field, before: old, after: now }) => [field, old, now])).toEqual([
    ['owedFen', 100, 131300],
    ['why', 'unlinked', null],
  ])
  expect(whatChanged(before, before)).toEqual([])
  expect(whatChanged(null, after).map(({ field }) => field)).toEqual(['month', 'owedFen'])
  expect(whatChanged(after, null).map(({ label }) => label.zh)).toEqual(['月份', '应发'])
})

import { counties, towns } from '@doudi/programmes/city'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from './random.ts'
import { layVillages, type Village } from './villages.ts'

const lay = (people: number, seed = 1): readonly Village[] => layVillages(people, seeded(seed, 'villages'))
const sum = (villages: readonly Village[]): number => villages.reduce((total, { population }) => total + population, 0)

test('from a million people up all 6,509 villages are there, as many a town as in reality', () => {
  for (const people of [1_000_000, 7_100_000]) {
    const villages = lay(people)
    const counted = new Map<string, number>()
    for (const { code } of villages) counted.set(code.slice(0, 9), (counted.get(code.slice(0, 9)) ?? 0) + 1)
    expect(villages.length).toBe(6509)
    for (const { code, villages: real } of towns) expect([code, counted.get(code) ?? 0]).toEqual([code, real])
    expect(Math.abs(sum(villages) / people - 1)).toBeLessThan(0.001)
  }
})

test('below a million whole villages lie in all 13 counties, of the size they have in the whole city', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30_000, max: 999_999 }), fc.integer({ min: 0, max: 1000 }), (people, seed) => {
      const real = new Map(lay(7_100_000, seed).map(({ code, population }) => [code, population]))
      const villages = lay(people, seed)
      expect(new Set(villages.map(({ code }) => code.slice(0, 6))).size).toBe(counties.length)
      expect(villages.length).toBeLessThan(6509)
      // The last village drawn may hold more than was left: all shrink by as much together.
      for (const { code, population } of villages)
        expect(population / (real.get(code) ?? 0)).toBeGreaterThan(1 - 6000 / people)
    }),
    { seed: 1, numRuns: 10 },
  )
})

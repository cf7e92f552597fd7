import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type Attributes,
  evaluate,
  type FactRow,
  type Facts,
  type Programme,
  readOverlay,
  reformed,
} from '@doudi/core/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silent } from '../../usecases/progress.ts'
import { findProgrammeFiles, findRegisters } from '../files/discover.ts'
import { comparePolicies } from './compare.ts'
import { type Duck, openDuck } from './duckdb.ts'
import { writeFacts } from './facts.ts'

const registers = await findRegisters()
const files = await findProgrammeFiles()
const { programme } = (await import(pathToFileURL(files.find((file) => file.includes('children')) ?? '').href)) as {
  programme: Programme
}
const MONTHS = [202606, 202607, 202608, 202609]
const COUNTIES = ['370602', '370611', '370685']

/** Orphans and half-orphans of three counties, some of whom come of age, go to school, or lose the second parent meanwhile. */
function people(): Facts {
  const persons: Record<number, Attributes> = {}
  const deaths: FactRow[] = []
  const schools: FactRow[] = []
  const poor: FactRow[] = []
  for (let at = 0; at < 60; at++) {
    const [child, father, mother] = [at * 3 + 1, at * 3 + 2, at * 3 + 3]
    const home = {
      county: COUNTIES[at % 7 === 0 ? 1 : at % 13 === 0 ? 2 : 0] ?? null,
      town: `37060200${at % 3}`,
      registered: true,
    }
    const birth = at % 5 === 0 ? 20080700 + (at % 28) + 1 : 20160310
    persons[child] = { ...home, birth, father, mother, fatherState: 0, motherState: 0 }
    persons[father] = { ...home, birth: 19800101 }
    persons[mother] = { ...home, birth: 19820101 }
    deaths.push({ person: father, deathDate: 20240101 })
    if (at % 4 !== 0) deaths.push({ person: mother, deathDate: at % 3 === 0 ? 20260715 : 20250601 })
    else poor.push({ person: child, benefit: 'DB', caseAmount: 0, coveredPersons: 3, from: 20250101 })
    if (at % 10 === 0)
      schools.push({
        person: child,
        stage: '34',
        schoolStatus: '1',
        fullTime: true,
        entryDate: 20240901,
        endDate: 20270630,
      })
  }
  return {
    asOf: MONTHS[0] ?? 0,
    available: registers.map(({ id }) => id),
    persons,
    records: { R03: deaths, R11: schools, R21: poor },
  }
}

const OVERLAY = JSON.stringify({
  name: 'orphans get more, nobody is paid past 18',
  parameters: [
    { id: 'P-CH-STD', category: 'CH-2', place: '3706', from: '2026-08-01', value: 250_000, unit: 'fen/month' },
    { id: 'P-CH-EXT18', category: 'CH-2', from: '2026-07-01', value: false },
  ],
})

let duck: Duck
let folder = ''
beforeAll(async () => {
  duck = await openDuck({ memoryMb: 500 })
  folder = await mkdtemp(join(tmpdir(), 'doudi-compare-'))
  await writeFacts(duck, folder, people(), registers)
})
afterAll(async () => {
  duck.close()
  await rm(folder, { recursive: true, force: true })
})

const overlayOf = (text: string) => {
  const read = readOverlay(text, { file: 'overlay.json', programmes: [programme], city: '3706' })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}
const compared = (text: string) =>
  comparePolicies(
    { duck, matchFolder: folder, programmes: [programme], overlay: overlayOf(text), months: MONTHS, thresholdFen: 0 },
    silent,
  )

/** The same by asking the evaluator of each person in each month. */
function byHand(text: string): Record<string, Record<string, number>> {
  const facts = people()
  const changed = reformed(programme, overlayOf(text))
  const counties: Record<string, Record<string, number>> = {}
  for (const [id, { county }] of Object.entries(facts.persons)) {
    const months = MONTHS.map((month) => {
      const asked = { ...facts, asOf: month * 100 + 1 }
      return [evaluate(programme, asked, Number(id)), evaluate(changed, asked, Number(id))] as const
    })
    const sum = (which: 0 | 1): number => months.reduce((all, both) => all + (both[which].amountFen ?? 0), 0)
    const held = (which: 0 | 1): boolean => months.some((both) => both[which].status === 'eligible')
    const [before, after, was, will] = [sum(0), sum(1), held(0), held(1)]
    if (!was && !will) continue
    const row = counties[String(county)] ?? {
      baselineFen: 0,
      reformFen: 0,
      newlyIn: 0,
      newlyOut: 0,
      winners: 0,
      losers: 0,
    }
    const add = (name: string, by: number): void => {
      row[name] = (row[name] ?? 0) + by
    }
    add('baselineFen', before)
    add('reformFen', after)
    if (!was) add('newlyIn', 1)
    else if (!will) add('newlyOut', 1)
    else if (after > before) add('winners', 1)
    else if (after < before) add('losers', 1)
    counties[String(county)] = row
  }
  return counties
}

test('the comparison is what the evaluator says of each person in each month, to the fen', async () => {
  const { byCounty } = await compared(OVERLAY)
  const shown = Object.fromEntries(byCounty.map(({ county, ...row }) => [county, row]))
  expect(shown).toEqual(byHand(OVERLAY))
  const all = Object.values(shown)
  expect(all.some(({ winners }) => winners > 0)).toBe(true)
  expect(all.some(({ losers, newlyOut }) => losers + newlyOut > 0)).toBe(true)
})

test('months add up to the whole, and so do counties and categories', async () => {
  const { byMonth, byCounty, byCategory, byTown } = await compared(OVERLAY)
  const sum = (rows: readonly { baselineFen: number; reformFen: number }[]) =>
    rows.reduce((all, row) => [(all[0] ?? 0) + row.baselineFen, (all[1] ?? 0) + row.reformFen], [0, 0])
  expect(sum(byMonth)).toEqual(sum(byCounty))
  expect(sum(byCategory)).toEqual(sum(byCounty))
  expect(sum(byTown)).toEqual(sum(byCounty))
  expect(byMonth[0]).toMatchObject({ month: 202606, baselineFen: byMonth[0]?.reformFen })
})

test('why people fall out is named by the condition that fails them from now on', async () => {
  const text = JSON.stringify({ parameters: [{ id: 'P-KP-POOR', from: '2026-01-01', value: false }] })
  const { reasons, byCounty } = await compared(text)
  const out = byCounty.reduce((sum, { newlyOut }) => sum + newlyOut, 0)
  expect(out).toBeGreaterThan(0)
  expect(reasons).toEqual([{ programme: 'children', condition: 'poor', way: 'out', people: out }])
})

test('an overlay that changes nothing changes nothing', async () => {
  const { byCounty } = await compared('{"name": "none", "parameters": []}')
  expect(byCounty.every(({ baselineFen, reformFen }) => baselineFen === reformFen)).toBe(true)
  expect(byCounty.flatMap(({ newlyIn, newlyOut, winners, losers }) => [newlyIn, newlyOut, winners, losers])).toEqual(
    byCounty.flatMap(() => [0, 0, 0, 0]),
  )
})

test.each([
  ['not JSON', '{', 'OVERLAY_OBJECT'],
  ['an unknown parameter', '{"parameters": [{"id": "P-X", "from": "2026-01-01", "value": 1}]}', 'OVERLAY_PARAMETER'],
  [
    'a category it has not',
    '{"parameters": [{"id": "P-CH-STD", "category": "X", "from": "2026-01-01", "value": 1}]}',
    'OVERLAY_CATEGORY',
  ],
  [
    'half a fen',
    '{"parameters": [{"id": "P-CH-STD", "category": "CH-3", "from": "2026-01-01", "value": 0.5}]}',
    'OVERLAY_VALUE',
  ],
  [
    'yuan',
    '{"parameters": [{"id": "P-CH-STD", "category": "CH-3", "from": "2026-01-01", "value": 1, "unit": "yuan/month"}]}',
    'OVERLAY_UNIT',
  ],
  [
    'no day',
    '{"parameters": [{"id": "P-CH-STD", "category": "CH-3", "from": "2026-02-30", "value": 1}]}',
    'OVERLAY_DAY',
  ],
  ['no beginning', '{"parameters": [{"id": "P-CH-STD", "category": "CH-3", "value": 1}]}', 'OVERLAY_MISSING'],
  [
    'a county where one figure is asked for',
    '{"parameters": [{"id": "P-CH-STD", "category": "CH-3", "from": "2026-01-01", "value": 1, "place": "370602"}]}',
    'OVERLAY_PLACE',
  ],
  ['a field nobody knows', '{"parametres": []}', 'OVERLAY_FIELD'],
  ['months the wrong way round', '{"from": "2026-05", "to": "2026-04", "parameters": []}', 'OVERLAY_MONTH'],
])('an overlay with %s is refused, with its place and what would be right', (_, text, code) => {
  const read = readOverlay(text, { file: 'o.json', programmes: [programme], city: '3706' })
  expect(read.ok ? [] : read.problems.map((problem) => problem.code)).toContain(code)
  if (!read.ok) for (const { remedy } of read.problems) expect(remedy.zh).not.toBe('')
})

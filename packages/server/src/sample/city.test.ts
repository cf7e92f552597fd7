import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ageOn, parseResidentId, type Register } from '@doudi/core/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findRegisters } from '../adapters/files/discover.ts'
import { openWorkbook } from '../adapters/files/xlsx-reader.ts'
import { openDuck } from '../adapters/lake/duckdb.ts'
import { type CityResult, makeCity } from './make-city.ts'
import type { Entry } from './registers.ts'

const silent = { start: () => {}, advance: () => {}, end: () => {} }
let home = ''
let registers: readonly Register[] = []
let made: CityResult
let manifest: readonly Entry[] = []
const city = (name: string, seed: number, dirt = 1, people = 1000): Promise<CityResult> =>
  makeCity({ people, seed, dirt, out: join(home, name), children: people / 50, registers }, silent)

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-city-'))
  // Of applicants alone nothing is known before somebody applies.
  registers = (await findRegisters()).filter(({ ofApplicants }) => !ofApplicants)
  made = await city('main', 1, 0, 20_000)
  manifest = JSON.parse(await readFile(join(home, 'main/registers/manifest.json'), 'utf8'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function digests(name: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const folder of ['registers', 'truth'])
    for (const file of await readdir(join(home, name, folder)))
      found[`${folder}/${file}`] = createHash('sm3')
        .update(await readFile(join(home, name, folder, file)))
        .digest('hex')
  return found
}
const fileOf = (register: string, asOf = 20261123): string => {
  const entry = manifest.find((one) => one.register === register && one.asOf === asOf)
  return join(home, 'main/registers', entry?.file ?? 'none')
}

test('the same seed gives the same bytes, another seed other bytes', async () => {
  await city('a', 5)
  await city('b', 5)
  await city('c', 6)
  const [a, b] = [await digests('a'), await digests('b')]
  expect(Object.keys(a).length).toBe(made.files + 3)
  expect(a).toEqual(b)
  const entries = JSON.parse(await readFile(join(home, 'c/registers/manifest.json'), 'utf8')) as Entry[]
  const full = entries.filter(({ rows }) => rows > 0).map(({ sm3 }) => sm3)
  expect(full.length).toBeGreaterThan(30)
  expect(full.filter((sm3) => Object.values(a).includes(sm3))).toEqual([])
})

test('a progress bar can say rows and time left at every step: totals are told ahead, to a few percent', async () => {
  const steps: { readonly name: string; readonly total: number; rows: number }[] = []
  let open = 0
  const start = (name: string, total: number): void => {
    open++
    steps.push({ name, total, rows: 0 })
  }
  const advance = (rows: number): void => {
    const step = steps.at(-1)
    if (step) step.rows = Math.max(step.rows, rows)
  }
  const out = join(home, 'told')
  await makeCity(
    { people: 20_000, seed: 2, dirt: 1, out, children: 400, registers },
    { start, advance, end: () => open-- },
  )
  expect([steps.length, open]).toEqual([registers.length + 1, 0])
  const entries = JSON.parse(await readFile(join(out, 'registers/manifest.json'), 'utf8')) as Entry[]
  for (const { name, total, rows } of steps.slice(1)) {
    const { rows: written = 0 } =
      entries.find(({ register, asOf }) => name.startsWith(register) && asOf === 20261123) ?? {}
    expect(Math.abs(total - written), name).toBeLessThanOrEqual(10 + total * 0.06)
    expect(rows).toBeLessThanOrEqual(total * 1.06)
  }
  expect(steps[0]?.rows, 'people are counted as they come').toBeGreaterThan(15_000)
})

describe('the manifest', () => {
  test('names every file with as-of date, purpose, legal basis, SM3, rows, and that all is synthetic', async () => {
    const bytes = await digests('main')
    expect(manifest.map(({ file }) => `registers/${file}`).sort()).toEqual(
      Object.keys(bytes)
        .filter((file) => file.startsWith('registers/R'))
        .sort(),
    )
    for (const { file, sm3, purpose, legalBasis, rows, synthetic } of manifest) {
      expect(bytes[`registers/${file}`]).toBe(sm3)
      expect([purpose, legalBasis].every((text) => text !== '') && rows >= 0 && synthetic).toBe(true)
    }
  })

  test('holds every register of the catalogue twice, a month apart, the register code in the name', () => {
    const ids = registers.map(({ id }) => id)
    expect(manifest.map(({ register, asOf }) => `${register} ${asOf}`)).toEqual(
      ids.flatMap((id) => [`${id} 20261023`, `${id} 20261123`]),
    )
    for (const { file, register } of manifest) expect(file.startsWith(`${register}_`)).toBe(true)
  })

  test('shows the month between: the later snapshot knows more', () => {
    const grown = registers.filter(({ id }) => {
      const [before, after] = manifest.filter(({ register }) => register === id)
      return (after?.rows ?? 0) > (before?.rows ?? 0)
    })
    expect(grown.map(({ id }) => id)).toEqual(expect.arrayContaining(['R01', 'R03', 'R05', 'R12', 'R21', 'R22']))
  })
})

describe('the forms are those of offices', () => {
  const bytes = (register: string): Promise<Buffer> => readFile(fileOf(register))
  const kinds = (end: string): string[] =>
    manifest.filter(({ file }) => file.endsWith(end)).map(({ register }) => register)

  test('R01 is CSV in GB18030, with characters that GBK lacks', async () => {
    const raw = await bytes('R01')
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(raw)).toThrow()
    const text = new TextDecoder('gb18030', { fatal: true }).decode(raw)
    expect(text.split('\r\n')[0]).toBe(registers[0]?.columns.map(({ headers }) => headers[1] ?? headers[0]).join(','))
    expect(text).toMatch(/[㼆䶮𬱖㛃𫖯]/u)
  })

  test('at least three registers are xlsx, one with title rows and a column in 万元', async () => {
    expect(new Set(kinds('.xlsx')).size).toBeGreaterThanOrEqual(3)
    const book = await openWorkbook(fileOf('R21'))
    const rows: (readonly string[])[] = []
    for await (const { cells } of book.rows(book.sheets[0] ?? '')) rows.push(cells)
    await book.close()
    const [title, unit, header, ...data] = rows
    expect([title?.[0], unit?.[0]]).toEqual(['社会救助在享人员名册', '单位:万元'])
    expect(data.length).toBe(manifest.find(({ register, asOf }) => register === 'R21' && asOf === 20261123)?.rows)
    const amount = registers.find(({ id }) => id === 'R21')?.columns.findIndex(({ id }) => id === 'caseAmount') ?? -1
    expect(header?.[amount]).not.toContain('元')
    const amounts = data.map((cells) => Number(cells[amount]))
    expect(Math.max(...amounts)).toBeLessThan(1)
    expect(Math.max(...amounts)).toBeGreaterThan(0.01)
  })

  test('one is Parquet, one UTF-8 with a byte order mark', async () => {
    expect(new Set(kinds('.parquet'))).toEqual(new Set(['R11']))
    expect((await bytes('R09')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  })

  test('commas, tabs, semicolons and bars all occur', async () => {
    const first = async (register: string): Promise<string> =>
      new TextDecoder('gb18030').decode(await bytes(register)).split('\r\n')[0] ?? ''
    for (const [register, delimiter] of [
      ['R04', ','],
      ['R03', '\t'],
      ['R06', ';'],
      ['R08', '|'],
    ] as const)
      expect((await first(register)).split(delimiter).length, register).toBeGreaterThan(3)
  })
})

test('R01 carries the ids of nine in ten parents of under-18s and of fewer the older; everybody has a relation to the head', async () => {
  const text = new TextDecoder('gb18030').decode(await readFile(fileOf('R01')))
  const [, ...lines] = text.trimEnd().split('\r\n')
  const columns = registers[0]?.columns.map(({ id }) => id) ?? []
  const at = (id: string): number => columns.indexOf(id)
  const people = lines.map((line) => line.split(','))
  const recorded = (low: number, high: number): number => {
    const those = people.filter((cells) => {
      const age = ageOn(Number(cells[at('birth')]), 20261123)
      // Sons and daughters of a head of household: their parents are known to the sample.
      return age >= low && age < high && ['子', '女'].includes(cells[at('relation')] ?? '')
    })
    return those.filter((cells) => cells[at('fatherId')] !== '' && cells[at('motherId')] !== '').length / those.length
  }
  expect(recorded(0, 18)).toBeGreaterThan(0.88)
  expect(recorded(0, 18)).toBeLessThan(0.92)
  expect(recorded(18, 24)).toBeLessThan(recorded(0, 18))
  expect(recorded(24, 40)).toBeLessThan(recorded(18, 24))
  expect(people.every((cells) => cells[at('relation')] !== '')).toBe(true)
})

test('R11 carries guardians, a grandparent where no parent lives', async () => {
  const duck = await openDuck({ threads: 1, memoryMb: 500 })
  const columns = registers.find(({ id }) => id === 'R11')?.columns ?? []
  const header = (id: string): string => `"${columns.find((one) => one.id === id)?.headers[0]}"`
  const rows = await duck.rows<{ relation: string; n: number }>(
    `SELECT coalesce(${header('guardian1Relation')}, '') AS relation, count(*) AS n FROM read_parquet('${fileOf('R11')}') WHERE ${header('endDate')} >= '2027-01-01' GROUP BY ALL`,
  )
  duck.close()
  const by = Object.fromEntries(rows.map(({ relation, n }) => [relation, n]))
  expect(by['母亲']).toBeGreaterThan(1000)
  expect(by['父亲']).toBeGreaterThan(20)
  expect(by['祖父母']).toBeGreaterThan(50)
  // The lone children of institutions.
  expect(by[''] ?? 0).toBeLessThan(40)
})

test('the truth tables name people whom the registers hold', async () => {
  const duck = await openDuck({ threads: 1, memoryMb: 500 })
  const findings = await duck.rows<{ residentId: string; fault: string }>(
    `SELECT "residentId", fault FROM read_parquet('${join(home, 'main/truth/findings.parquet')}')`,
  )
  const people = await duck.value<number>(
    `SELECT count(*) FROM read_parquet('${join(home, 'main/truth/people.parquet')}')`,
  )
  duck.close()
  expect(findings.length).toBe(made.findings)
  expect(people).toBeGreaterThan(made.children * 2)
  const household = new TextDecoder('gb18030').decode(await readFile(fileOf('R01')))
  for (const { residentId } of findings) {
    expect(parseResidentId(residentId).ok).toBe(true)
    expect(household).toContain(residentId)
  }
})

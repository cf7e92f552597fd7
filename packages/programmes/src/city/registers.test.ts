import { readdir } from 'node:fs/promises'
import type { Column, Register } from '@doudi/core/kernel'
import { beforeAll, expect, test } from 'vitest'

const folder = new URL('./registers/', import.meta.url)
let catalogue: Register[] = []
beforeAll(async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()
  catalogue = (await Promise.all(files.map((name) => import(new URL(name, folder).href)))).map(
    (module) => module.definition as Register,
  )
})
const each = (check: (register: Register) => void): void => {
  expect(catalogue.length).toBeGreaterThan(0)
  for (const register of catalogue) check(register)
}
const filled = ({ zh, en }: { zh: string; en: string }): boolean => /[\u4e00-\u9fff]/.test(zh) && /[a-z]/i.test(en)
const codesOf = (column: Column) => (column.type.kind === 'code' ? [column.type.list] : [])

test('the catalogue holds the 21 registers of the domain that rules ask and the eleven that are ours, these as assumed', () => {
  const assumed = 'R31 R32 R33 R34 R35 R36 R37 R38 R39 R40 R41'
  expect(catalogue.map(({ id }) => id)).toEqual(
    `R01 R03 R04 R05 R06 R07 R08 R09 R10 R11 R12 R13 R14 R15 R16 R17 R18 R20 R21 R22 R23 ${assumed}`.split(' '),
  )
  expect(catalogue.filter(({ status }) => status === 'assumed').map(({ id }) => id)).toEqual(assumed.split(' '))
})

test('each register names its owner, legal basis, cadence, retention, sensitivity and limits of suspicion', () => {
  each((register) => {
    expect(
      [register.label, register.owner, register.legalBasis, register.cadence].filter((text) => !filled(text)),
      register.id,
    ).toEqual([])
    expect(register.cadenceDays).toBeGreaterThan(0)
    expect(register.retentionMonths).toBeGreaterThan(0)
    for (const share of Object.values(register.suspicion)) expect(share > 0 && share < 1).toBe(true)
  })
})

test('key, subject, period and county are columns of the register, of the type that they need', () => {
  each((register) => {
    const kind = (id: string | null): string | undefined => register.columns.find((one) => one.id === id)?.type.kind
    for (const id of register.key) expect(kind(id), `${register.id} key ${id}`).toBeDefined()
    for (const id of register.key.filter((one) => one !== register.subject)) {
      // A row whose key may be empty could not be told from another; an illness class may, its person and day tell it.
      const column = register.columns.find((one) => one.id === id)
      if (column?.required !== true) expect(`${register.id} ${id}`).toMatch(/^R09 (?:illnessClass|from)$/)
    }
    expect(kind(register.subject)).toBe('residentId')
    if (register.period) expect(kind(register.period.from)).toBe('date')
    if (register.period?.to) expect(kind(register.period.to)).toBe('date')
    if (register.countyColumn !== null) expect(kind(register.countyColumn)).toBe('division')
  })
})

test('each column has its label, its headers lead to no other column, and a name belongs to an id of the row', () => {
  each((register) => {
    const ids = register.columns.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const headers = register.columns.flatMap((column) => column.headers)
    expect(
      headers.filter((header, at) => headers.indexOf(header) !== at),
      register.id,
    ).toEqual([])
    for (const column of register.columns) {
      expect(column.headers[0]).toBe(column.label.zh)
      if (column.type.kind === 'name') expect(ids).toContain(column.type.of)
      if (column.type.kind === 'date' && column.type.birthOf) expect(ids).toContain(column.type.birthOf)
      if (column.type.kind === 'code' && column.type.sexOf) expect(ids).toContain(column.type.sexOf)
    }
  })
})

test('no code list reads one spelling as two codes', () => {
  each((register) => {
    for (const { id, standard, entries } of register.columns.flatMap(codesOf)) {
      expect(standard).not.toBe('')
      const spellings = entries.flatMap(({ code, zh, aliases = [] }) => [code, zh, ...aliases])
      expect(
        spellings.filter((one, at) => spellings.indexOf(one) !== at),
        id,
      ).toEqual([])
    }
  })
})

test('sex, people, relation and disability carry the codes of their national standards', () => {
  const listOf = (register: string, column: string) =>
    catalogue.find(({ id }) => id === register)?.columns.flatMap((one) => (one.id === column ? codesOf(one) : []))[0]
  expect(listOf('R01', 'sex')?.standard).toBe('GB/T 2261.1')
  expect(listOf('R01', 'relation')?.standard).toBe('GB/T 4761')
  expect(listOf('R05', 'grade')?.entries.map(({ code }) => code)).toEqual(['1', '2', '3', '4'])
  const peoples = listOf('R01', 'ethnic')
  expect(peoples?.standard).toBe('GB/T 3304')
  const people = new Map(peoples?.entries.map(({ code, zh }) => [code, zh]))
  expect([people.get('01'), people.get('04'), people.get('30'), people.get('56'), people.size]).toEqual([
    '汉',
    '藏',
    '土',
    '基诺',
    59,
  ])
})

test('custody, rehabilitation, court, illness and searches are S4, and counts of custody, rehabilitation, searches, restrictions stay hidden', () => {
  const s4 = catalogue.filter(({ sensitivity }) => sensitivity === 'S4').map(({ id }) => id)
  expect(s4).toEqual(expect.arrayContaining(['R06', 'R07', 'R08', 'R10', 'R33', 'R34']))
  expect(catalogue.filter(({ hideCounts }) => hideCounts).map(({ id }) => id)).toEqual(['R06', 'R07', 'R33', 'R34'])
  each((register) => {
    const most =
      register.columns
        .map(({ sensitivity }) => sensitivity)
        .sort()
        .at(-1) ?? 'S1'
    expect(register.sensitivity >= most, register.id).toBe(true)
  })
})

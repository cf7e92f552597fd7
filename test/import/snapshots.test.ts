import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { releaseSnapshot, withdrawSnapshot } from '../../packages/server/src/adapters/lake/snapshots.ts'
import { csv } from './files.ts'
import { idOf, type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  return () => office.close()
})

const HEADERS = ['公民身份号码', '姓名', '村居代码', '户籍地址']
const COUNTIES = ['370602', '370611', '370612', '370613']
type Change = (n: number) => readonly string[] | null
/** 200 people, 50 in each of four counties, each as `change` leaves them. */
const people = (change: Change = () => []): Buffer =>
  csv([
    HEADERS,
    ...Array.from({ length: 200 }, (_, n) => {
      const usual = [idOf(n), '甲', `${COUNTIES[n % 4]}001001`, `${n}号`]
      const changed = change(n)
      return changed === null ? null : usual.map((cell, at) => changed[at] ?? cell)
    }).filter((row) => row !== null),
  ])
const MONTH = 20261223

test('the same bytes for the same day are imported once, and change nothing', async () => {
  const first = await office.take('a.csv', people())
  const before = await office.contents()
  const again = await office.take('renamed.csv', people())
  expect({ ...again, seconds: 0 }).toEqual({ ...first, seconds: 0 })
  expect(await office.contents()).toEqual(before)
  expect(first.snapshot).toMatch(/^20261123-[0-9a-f]{12}$/)
})

test('added, changed and vanished rows are counted against the snapshot before; each snapshot is kept', async () => {
  const first = await office.take('a.csv', people())
  expect(first).toMatchObject({ added: 0, changed: 0, vanished: 0, inForce: true })
  const next = csv([
    HEADERS,
    ...Array.from({ length: 205 }, (_, n) => [
      idOf(n + 3),
      '甲',
      `${COUNTIES[(n + 3) % 4]}001001`,
      n < 4 ? '新' : `${n + 3}号`,
    ]),
  ])
  const second = await office.take('b.csv', next, 'R01', { asOf: MONTH })
  expect(second).toMatchObject({ added: 8, changed: 4, vanished: 3, inForce: true, held: null })
  expect((await office.snapshots()).map(({ snapshot }) => snapshot)).toEqual([first.snapshot, second.snapshot])
  expect(await office.rows(first)).toHaveLength(200)
})

test('an older snapshot that comes late is kept and does not go before a newer one', async () => {
  await office.take('b.csv', people(), 'R01', { asOf: MONTH })
  expect(
    await office.take(
      'a.csv',
      people((n) => (n < 5 ? null : [])),
    ),
  ).toMatchObject({ inForce: false, held: null })
})

test('a correction for the same day goes before what it corrects, whatever their digests', async () => {
  for (let n = 0; n < 4; n++) {
    const sent = await office.take(
      `${n}.csv`,
      people((at) => (at === n ? [idOf(at), `改${n}`] : [])),
    )
    expect(sent.inForce).toBe(true)
  }
})

test('a batch is withdrawn only with a reason; the one before is in force again, and sending it anew does not bring it back', async () => {
  const first = await office.take('a.csv', people())
  const second = await office.take(
    'b.csv',
    people((n) => (n === 1 ? null : [])),
    'R01',
    { asOf: MONTH },
  )
  expect(await withdrawSnapshot(office.dataDir, { ...second, reason: ' ' })).toMatchObject({
    ok: false,
    problems: [{ code: 'NO_REASON' }],
  })
  expect(
    await withdrawSnapshot(office.dataDir, { ...second, snapshot: '20260101-000000000000', reason: '错' }),
  ).toMatchObject({ ok: false, problems: [{ code: 'NO_SNAPSHOT' }] })
  expect((await withdrawSnapshot(office.dataDir, { ...second, reason: '导错了' })).ok).toBe(true)
  expect((await office.snapshots()).at(-1)).toMatchObject({ withdrawn: '导错了' })
  expect(
    await office.take(
      'b.csv',
      people((n) => (n === 1 ? null : [])),
      'R01',
      { asOf: MONTH },
    ),
  ).toMatchObject({ inForce: false })
  expect(await office.take('a.csv', people())).toMatchObject({ snapshot: first.snapshot, inForce: true })
})

describe('a snapshot that looks broken as a whole does not take effect: the last one stays in force', () => {
  test.each<[string, string, Change, string]>([
    ['rows vanish beyond the declared share', 'VANISHED', (n) => (n % 8 === 0 ? null : []), '芝罘区 25/50'],
    ['a whole county is missing', 'COUNTY', (n) => (n % 4 === 2 ? null : []), '牟平区 全县一行不剩'],
    ['rows change beyond the declared share', 'CHANGED', (n) => (n < 70 ? [idOf(n), '乙'] : []), '35.0%'],
    ['rows fail beyond the declared share', 'REJECTED', (n) => (n < 30 ? ['1'] : []), '15.0%'],
    [
      'a column is suddenly empty',
      'EMPTIED',
      (n) => [idOf(n), '甲', `${COUNTIES[n % 4]}001001`, ''],
      '“户籍地址”列原来有值，现在全空',
    ],
    ['nothing is left', 'EMPTY', () => null, '没有一行可用'],
  ])('%s', async (_, code, change, said) => {
    const first = await office.take('a.csv', people())
    const second = await office.take('b.csv', people(change), 'R01', { asOf: MONTH })
    expect(second.inForce).toBe(false)
    expect(second.held).toContain(said)
    const held = (await office.snapshots()).at(-1)
    expect(held?.held.map((one) => one.code)).toContain(code)
    expect((await office.take('a.csv', people())).inForce).toBe(true)
    expect(await releaseSnapshot(office.dataDir, { ...second, reason: '' })).toMatchObject({
      ok: false,
      problems: [{ code: 'NO_REASON' }],
    })
    expect((await releaseSnapshot(office.dataDir, { ...second, reason: '已与来源单位核实' })).ok).toBe(true)
    expect(await office.take('b.csv', people(change), 'R01', { asOf: MONTH })).toMatchObject({
      inForce: true,
      held: null,
    })
    expect(await office.take('a.csv', people())).toMatchObject({ snapshot: first.snapshot, inForce: false })
  })

  test('a column is renamed', async () => {
    await office.take('a.csv', people())
    const renamed = Buffer.from(people().toString().replace('户籍地址', '现住门牌'))
    const second = await office.take('b.csv', renamed, 'R01', { asOf: MONTH })
    expect(second.inForce).toBe(false)
    expect(second.held).toContain('户籍地址 → 现住门牌')
  })
})

test('where a register names no county, vanished rows are placed by where their people are registered', async () => {
  await office.take('home.csv', people())
  const deaths = (keep: (n: number) => boolean): Buffer =>
    csv([
      ['公民身份号码', '姓名', '死亡日期', '死亡证明编号'],
      ...Array.from({ length: 80 }, (_, n) => [idOf(n), '甲', '2026-01-01', `D${n}`]).filter((_, n) => keep(n)),
    ])
  await office.take(
    'deaths.csv',
    deaths(() => true),
    'R03',
  )
  const second = await office.take(
    'fewer.csv',
    deaths((n) => n % 4 !== 3),
    'R03',
    { asOf: MONTH },
  )
  expect(second.inForce).toBe(false)
  expect(second.held).toContain('莱山区 20/20')
  expect(second.held).toContain('莱山区 全县一行不剩')
})

test('a small register that loses a few rows is not suspicious', async () => {
  const few = (count: number): Buffer =>
    csv([HEADERS, ...Array.from({ length: count }, (_, n) => [idOf(n), '甲', '370602001001', ''])])
  await office.take('a.csv', few(8))
  expect(await office.take('b.csv', few(3), 'R01', { asOf: MONTH })).toMatchObject({ vanished: 5, inForce: true })
})

test('what waits for a person has no effect before the word is given', async () => {
  const waiting = await office.take('a.csv', people(), 'R01', { waits: true })
  expect(waiting).toMatchObject({ inForce: false, held: expect.stringContaining('待确认') })
  expect((await releaseSnapshot(office.dataDir, { ...waiting, reason: '看过' })).ok).toBe(true)
  expect((await office.take('a.csv', people())).inForce).toBe(true)
})

describe('the day a file speaks of', () => {
  let shared: Office
  beforeAll(async () => {
    shared = await openOffice()
  })
  afterAll(() => shared.close())
  const one = (n: number): Buffer => csv([HEADERS, [idOf(n), '甲', '370602001001', '']])

  test.each([
    ['公安_户籍_3706_20260930_1.csv', '20260930'],
    ['户籍2026-09-29.csv', '20260929'],
    ['户籍2026年9月28日.csv', '20260928'],
    ['R01_20261399_20260927.csv', '20260927'],
  ])('%s speaks of %s', async (name, day) => {
    const sent = await shared.send(name, one(Number(day) % 97), 'R01', { asOf: undefined as unknown as number })
    expect(sent).toMatchObject({ ok: true, value: { snapshot: expect.stringMatching(`^${day}-`) } })
  })

  test.each(['户籍.csv', '户籍20261301.csv', '户籍2026.csv', '120260930.csv'])(
    '%s speaks of none, and is refused with the three remedies',
    async (name) => {
      const sent = await shared.send(name, one(5), 'R01', { asOf: undefined as unknown as number })
      expect(sent).toMatchObject({
        ok: false,
        problems: [{ code: 'NO_AS_OF', remedy: { zh: expect.stringMatching(/--as-of.*文件名.*manifest/) } }],
      })
    },
  )

  test('the manifest goes before the name, the option before both; a digest that differs is refused', async () => {
    const manifest = JSON.stringify([
      { file: '户籍20260101.csv', asOf: 20260202, sm3: '00' },
      { file: '户籍20260102.csv', asOf: 20260203 },
    ])
    await shared.put('m/manifest.json', manifest)
    const wrong = await shared.send('m/户籍20260101.csv', one(6), 'R01', { asOf: undefined as unknown as number })
    expect(wrong).toMatchObject({ ok: false, problems: [{ code: 'DIGEST' }] })
    const told = await shared.take('m/户籍20260102.csv', one(7), 'R01', { asOf: undefined as unknown as number })
    expect(told.snapshot).toMatch(/^20260203-/)
    expect((await shared.take('m/户籍20260102.csv', one(7), 'R01', { asOf: 20260204 })).snapshot).toMatch(/^20260204-/)
  })

  test.each([
    ['no JSON', '[{'],
    ['no list', '{"file":"x"}'],
    ['an entry that is none', '[null]'],
    ['a file of another folder', '[{"file":"../../x.csv"}]'],
    ['a day that is none', '[{"file":"x.csv","asOf":20261399}]'],
    ['a flag that is none', '[{"file":"x.csv","synthetic":"yes"}]'],
  ])('a manifest with %s is refused with its place, and nothing is imported', async (_, text) => {
    await shared.put('bad/manifest.json', text)
    const before = await shared.contents()
    const sent = await shared.send('bad/x20260101.csv', one(8))
    expect(sent).toMatchObject({ ok: false, problems: [{ code: 'MANIFEST', place: { file: 'manifest.json' } }] })
    expect(await shared.contents()).toEqual(before)
  })
})

test('the record of a snapshot says what came, from whom, on what ground, and holds no name and no id', async () => {
  const result = await office.take(
    'a.csv',
    people((n) => (n === 0 ? ['12', '张三丰'] : [])),
    'R01',
    { purpose: '排查', legalBasis: '第809号' },
  )
  const record = await readFile(`${office.dataDir}/lake/registers/R01/${result.snapshot}/manifest.json`, 'utf8')
  expect(JSON.parse(record)).toMatchObject({
    register: 'R01',
    file: 'a.csv',
    asOf: 20261123,
    purpose: '排查',
    legalBasis: '第809号',
    rows: 200,
    accepted: 199,
    quarantined: 1,
    encoding: 'utf-8',
  })
  expect(record).toMatch(/"sm3": "[0-9a-f]{64}"/)
  expect(record).not.toMatch(/张三丰|\d{17}[\dX]/)
})

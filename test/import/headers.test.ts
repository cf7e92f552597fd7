import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doudi } from '../doudi.ts'
import { csv, workbook } from './files.ts'
import { codes, idOf, type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const file = (headers: readonly string[], n = 1): Buffer =>
  csv([headers, [idOf(n), '张三丰', '370602001001', '3706021234567890']])

test('a required column that no header names is asked for, with the unknown headers and masked samples', async () => {
  const outcome = await office.send('odd.csv', file(['证件', '人名', '地点', '备注']))
  expect(outcome).toMatchObject({
    ok: false,
    problems: [
      {
        code: 'HEADER_MISSING',
        place: { field: 'residentId' },
        found: '证件[3706…];人名[张*];地点[3706…];备注[3706…]',
      },
      { code: 'HEADER_MISSING', place: { field: 'village' } },
    ],
  })
  if (!outcome.ok) for (const { remedy } of outcome.problems) expect(remedy.zh).toContain('--map')
  expect(await office.snapshots()).toEqual([])
})

test('two columns that look alike are shown with samples and never picked', async () => {
  const outcome = await office.send('alike.csv', file(['身份证号', '姓名', '村居代码', '公民身份号码']))
  expect(outcome).toMatchObject({
    ok: false,
    problems: [{ code: 'HEADER_AMBIGUOUS', found: '身份证号[3706…];公民身份号码[3706…]' }],
  })
})

test('a mapping settles it once: it is remembered for the department, and for no other', async () => {
  const odd = ['证件', '人名', '地点', '备注']
  const mapping = { 证件: 'residentId', 人名: 'name', 地点: 'village', 备注: '' }
  const first = await office.take('first.csv', file(odd, 2), 'R01', { mapping, asOf: 20260101 })
  expect(await office.rows(first)).toMatchObject([{ residentId: idOf(2), name: '张三丰' }])
  expect(codes(await office.send('again.csv', file(odd, 3), 'R01', { asOf: 20260102 }))).toEqual(['ok'])
  expect(codes(await office.send('other.csv', file(odd, 4), 'R01', { department: '福山分局' }))).toContain(
    'HEADER_MISSING',
  )
  await office.take('other.csv', file(odd, 4), 'R01', { department: '福山分局', mapping, asOf: 20260103 })
  expect(
    codes(await office.send('other.csv', file(odd, 5), 'R01', { department: '福山分局', asOf: 20260104 })),
  ).toEqual(['ok'])
})

test('what a person says goes before what the names suggest, however the header is spaced', async () => {
  const both = ['身份证号 ', '姓名', '村居代码', '公民身份号码']
  const result = await office.take('said.csv', file(both, 6), 'R01', {
    mapping: { 身份证号: 'residentId' },
    asOf: 20260105,
  })
  expect(await office.rows(result)).toMatchObject([{ residentId: idOf(6) }])
})

test('an optional column mapped later makes the same file another snapshot, which goes before the first', async () => {
  const headers = ['身份证号', '姓名', '村居代码', '门牌']
  const first = await office.take('late.csv', file(headers, 7), 'R01', { asOf: 20260106 })
  expect(await office.rows(first)).toMatchObject([{ address: null }])
  expect((await office.snapshots()).find(({ snapshot }) => snapshot === first.snapshot)?.unknownShown).toEqual([
    '门牌[3706…]',
  ])
  const second = await office.take('late.csv', file(headers, 7), 'R01', {
    asOf: 20260106,
    mapping: { 门牌: 'address' },
  })
  expect(second).toMatchObject({ inForce: true, held: null })
  expect(second.snapshot).not.toBe(first.snapshot)
  expect(await office.rows(second)).toMatchObject([{ address: '3706021234567890' }])
  const third = await office.take('late.csv', file(headers, 7), 'R01', { asOf: 20260106, mapping: { 门牌: 'address' } })
  expect(third.snapshot).toBe(second.snapshot)
})

test.each([
  ['no JSON', '{'],
  ['a list', '["residentId"]'],
  ['a number for a column', '{"证件":1}'],
])('a mapping file that holds %s ends 2 with the shape it should have', async (_, text) => {
  const map = join(office.home, 'map.json')
  await writeFile(map, text)
  await writeFile(join(office.home, 'x.csv'), file(['证件', '姓名', '村居代码', '备注']))
  const { code, last } = await doudi(
    'import',
    join(office.home, 'x.csv'),
    '--register',
    'R01',
    '--as-of',
    '2026-01-01',
    '--map',
    map,
    '--data',
    join(office.home, 'cli'),
    '--json',
  )
  expect({ code, last }).toMatchObject({
    code: 2,
    last: { error: { code: 'MAP_FILE', remedy: expect.stringContaining('residentId') } },
  })
})

test('a mapping to a column that the register lacks names the columns it has', async () => {
  const outcome = await office.send('stray.csv', file(['身份证号', '姓名', '村居代码', '备注']), 'R01', {
    mapping: { 备注: 'remark', constructor: '__proto__' },
    asOf: 20260107,
  })
  expect(outcome).toMatchObject({
    ok: false,
    problems: [{ code: 'MAP_COLUMN', found: 'remark' }, { code: 'MAP_COLUMN' }],
  })
})

test('a header named like a property of an object is just unknown', async () => {
  const result = await office.take('proto.csv', file(['身份证号', '姓名', '村居代码', 'constructor']), 'R01', {
    asOf: 20260108,
  })
  expect((await office.snapshots()).find(({ snapshot }) => snapshot === result.snapshot)?.unknownHeaders).toEqual([
    'constructor',
  ])
})

test('doudi registers template writes an empty workbook with its code lists, and filled in it imports', async () => {
  const out = join(office.home, 'template.xlsx')
  const { code, last } = await doudi(
    'registers',
    'template',
    'R06',
    '--out',
    out,
    '--data',
    join(office.home, 'cli'),
    '--json',
  )
  expect({ code, last }).toEqual({ code: 0, last: { register: 'R06', file: out } })
  const made = XLSX.read(await readFile(out))
  // A number typed into an id's cell stays text.
  const cell = XLSX.read(await readFile(out), { cellNF: true }).Sheets[made.SheetNames[0] ?? '']?.['A2']
  expect(cell).toMatchObject({ t: 's', z: '@' })
  const [headers = []] = XLSX.utils.sheet_to_json<string[]>(made.Sheets[made.SheetNames[0] ?? ''] ?? {}, { header: 1 })
  expect(headers.map((header) => header.replace('*', ''))).toEqual(
    office.register('R06').columns.map(({ label }) => label.zh),
  )
  const lists = XLSX.utils.sheet_to_json<string[]>(made.Sheets[made.SheetNames[1] ?? ''] ?? {}, { header: 1 })
  expect(lists).toContainEqual(
    ['服刑方式', '本系统', '1', '在押'].map((text, at) => (at === 0 ? expect.any(String) : text)),
  )
  const filled = headers.map(
    (header) =>
      ({ '*公民身份号码': idOf(1), '*入监日期': '2025-01-01' })[header] ?? (header.startsWith('*') ? '2025-01-01' : ''),
  )
  const empty = await office.take('empty.xlsx', await readFile(out), 'R06')
  expect(empty).toMatchObject({ rows: 0, quarantined: 0 })
  const result = await office.take(
    'filled.xlsx',
    workbook([
      { name: '甲', rows: [headers, filled] },
      { name: '代码表', rows: lists },
    ]),
    'R06',
    { asOf: 20261124 },
  )
  expect(result).toMatchObject({ rows: 1, accepted: 1 })
})

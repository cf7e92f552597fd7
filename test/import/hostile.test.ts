import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outcome } from '@doudi/core/kernel'
import * as XLSX from '@e965/xlsx'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { literal } from '../../packages/server/src/adapters/lake/duckdb.ts'
import type { ImportResult } from '../../packages/server/src/usecases/import.ts'
import { type Cells, csv, type Part, rawWorkbook, sheetXml, workbook, zip } from './files.ts'
import { codes, idOf, type Office, openOffice } from './office.ts'

const HEADERS = ['公民身份号码', '姓名', '村居代码', '户籍地址']
const TABLE: Cells = [
  HEADERS,
  ...Array.from({ length: 40 }, (_, n) => [idOf(n), '张三', '370602001001', `柳溪村,${n}号`]),
]
const SHEET = [{ name: '甲', rows: TABLE }]

let office: Office
let good: ImportResult
const files = new Map<string, Buffer>()
beforeAll(async () => {
  office = await openOffice()
  good = await office.take('good.csv', csv(TABLE), 'R01', { asOf: 20260101 })
  const path = join(office.home, 'made.parquet')
  const rows = TABLE.slice(1).map((row) => `(${row.map(literal).join(', ')})`)
  const names = HEADERS.map((header) => `"${header}"`).join(', ')
  await office.duck.run(
    `COPY (SELECT * FROM (VALUES ${rows.join(', ')}) AS v(${names})) TO ${literal(path)} (FORMAT parquet)`,
  )
  files
    .set('utf8', csv(TABLE))
    .set('gb18030', csv(TABLE, { encoding: 'gb18030', delimiter: '|' }))
    .set('xlsx', workbook(SHEET))
    .set('xls', workbook(SHEET, 'biff8'))
    .set('parquet', await readFile(path))
})
afterAll(() => office.close())

/** Refused with code, place and remedy in both languages, and everything that was there still there, and nothing more. */
async function sendHostile(name: string, bytes: Uint8Array): Promise<Outcome<ImportResult>> {
  const before = await office.contents()
  const outcome = await office.send(name, bytes)
  const after = await office.contents()
  if (outcome.ok) {
    expect(Object.fromEntries(Object.keys(before).map((file) => [file, after[file]]))).toEqual(before)
    const { rows, accepted, quarantined } = outcome.value
    expect(accepted + quarantined).toBeLessThanOrEqual(rows)
    return outcome
  }
  expect(after).toEqual(before)
  expect(outcome.problems.length).toBeGreaterThan(0)
  for (const { code, place, text, remedy } of outcome.problems) {
    expect(code).toMatch(/^[A-Z_]+$/)
    expect(place.file).toBe(name.split('/').at(-1))
    for (const said of [text, remedy]) {
      expect(said.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(said.en).toMatch(/[a-z]/i)
      expect(said.zh + said.en).not.toMatch(/node:|\.ts:|Error:/)
    }
  }
  return outcome
}

type Mutation = {
  readonly how: 'flip' | 'cut' | 'twice' | 'zero' | 'shuffle'
  readonly at: number
  readonly length: number
  readonly value: number
}
function mutate(bytes: Buffer, { how, at, length, value }: Mutation): Buffer {
  const from = Math.floor(at * bytes.length)
  const to = Math.min(bytes.length, from + length)
  const changed = Buffer.from(bytes)
  if (how === 'cut') return changed.subarray(0, from)
  if (how === 'twice') return Buffer.concat([changed.subarray(0, to), changed.subarray(from)])
  if (how === 'zero') return changed.fill(0, from, to)
  if (how === 'shuffle') return Buffer.concat([changed.subarray(to), changed.subarray(0, to)])
  for (let n = 0; n < Math.min(length, 9); n++) {
    const place = (from + n * 977) % bytes.length
    changed[place] = (changed[place] ?? 0) ^ (1 << (value % 8))
  }
  return changed
}
const mutations = fc.record({
  how: fc.constantFrom('flip', 'cut', 'twice', 'zero', 'shuffle') as fc.Arbitrary<Mutation['how']>,
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.integer({ min: 1, max: 300 }),
  value: fc.nat(255),
})

test.each(['utf8', 'gb18030', 'xlsx', 'xls', 'parquet'])(
  'a mutated %s never crashes an import, and never costs what was there',
  async (kind) => {
    const bytes = files.get(kind) ?? Buffer.alloc(0)
    expect(bytes.length).toBeGreaterThan(100)
    await fc.assert(
      fc.asyncProperty(mutations, async (mutation) => {
        await sendHostile('mutated', mutate(bytes, mutation))
      }),
      { seed: 20261123, numRuns: 24 },
    )
    expect((await office.snapshots()).find(({ snapshot }) => snapshot === good.snapshot)).toBeDefined()
    expect(await office.rows(good)).toHaveLength(40)
  },
)

test.each([
  ['xlsx', 'a.csv'],
  ['xls', 'a.xlsx'],
  ['parquet', 'a.xls'],
  ['utf8', 'a.parquet'],
  ['gb18030', 'o\'brien"; DROP TABLE raw;--.xlsx'],
])('%s named %s is read for what it is', async (kind, name) => {
  const outcome = await sendHostile(name, files.get(kind) ?? Buffer.alloc(0))
  expect(outcome).toMatchObject({ ok: true, value: { rows: 40 } })
})

const text = (rows: Cells): Buffer => csv(rows)
const wide = Array.from({ length: 20_000 }, (_, at) => (at < 4 ? (HEADERS[at] ?? '') : `列${at}`))
const row = (cell: string): readonly string[] => [idOf(1), cell, '370602001001', '']
test.each<[string, () => Buffer, string]>([
  ['nothing', () => Buffer.alloc(0), 'EMPTY_FILE'],
  ['only a byte order mark', () => Buffer.from('\uFEFF'), 'EMPTY_FILE'],
  ['only blank lines', () => Buffer.from('\r\n \r\n\r\n'), 'EMPTY_FILE'],
  ['NUL bytes', () => Buffer.from('a\0b,c\0d\n'), 'NOT_A_TABLE'],
  ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'NOT_A_TABLE'],
  [
    'a page named as a table',
    () => Buffer.from(`<html><table><tr><td>${HEADERS.join('</td><td>')}</table>`),
    'NOT_A_TABLE',
  ],
  ['Big5', () => Buffer.concat([text([HEADERS]), Buffer.from([0xa4, 0xa4, 0xa4, 0xe5, 0xff, 0x0a])]), 'ENCODING'],
  ['UTF-8 with one broken byte', () => Buffer.concat([text(TABLE), Buffer.from([0xe5, 0xbc, 0x0a])]), 'ENCODING'],
  [
    'GB 18030 with one broken byte',
    () => Buffer.concat([csv(TABLE, { encoding: 'gb18030' }), Buffer.from([0xff, 0x0a])]),
    'ENCODING',
  ],
  [
    'a quote that is never closed',
    () => Buffer.concat([text(TABLE), Buffer.from(`${idOf(50)},"甲,370602001001,\n`.repeat(1))]),
    'OPEN_QUOTE',
  ],
  ['20,000 columns', () => text([wide, wide]), 'TOO_WIDE'],
  ['20,000 columns in a sheet', () => zip(rawWorkbook(sheetXml([wide.slice(0, 16_000)]))), 'TOO_WIDE'],
  ['columns beyond the last', () => zip(rawWorkbook('<row><c r="ZZZZZZ1"><v>1</v></c></row>')), 'BROKEN_FILE'],
  [
    'more rows than a sheet has',
    () => zip(rawWorkbook(`${sheetXml([HEADERS])}<row r="99999999"><c><v>1</v></c></row>`)),
    'ZIP_BOMB',
  ],
  [
    'a cell of 9 million characters',
    () => zip(rawWorkbook(sheetXml([HEADERS, row('甲'.repeat(9_000_000))]))),
    'ZIP_BOMB',
  ],
  ['an archive without a workbook', () => zip([{ name: 'readme.txt', content: 'x' }]), 'BROKEN_FILE'],
  ['a sheet that is not there', () => zip(rawWorkbook('').slice(0, 2)), 'BROKEN_FILE'],
  [
    'a sheet that ends midway',
    () =>
      zip([
        ...rawWorkbook('').slice(0, 2),
        { name: 'xl/worksheets/sheet1.xml', content: `<worksheet><sheetData>${sheetXml(TABLE)}<row><c>` },
      ]),
    'BROKEN_FILE',
  ],
])('a file of %s is refused', async (_, make, code) => {
  expect(codes(await sendHostile('hostile', make()))).toEqual([code])
})

test('a line of 6 million characters goes back, the others enter', async () => {
  const outcome = await sendHostile(
    'long.csv',
    text([HEADERS, row('甲'.repeat(6_000_000)), [idOf(2), '乙', '370602001001', '']]),
  )
  expect(outcome).toMatchObject({ ok: true, value: { accepted: 1, quarantined: 1 } })
})

test('a NUL deep in a table costs its row at most', async () => {
  const long = [
    ...Array.from({ length: 3000 }, (_, n) => [
      idOf(n % 900, 19900101 + Math.floor(n / 900)),
      '甲',
      '370602001001',
      '',
    ]),
    row('乙'),
  ]
  const bytes = text([HEADERS, ...long])
  bytes[bytes.length - 40] = 0
  expect(codes(await sendHostile('nul.csv', bytes))).toEqual(['ok'])
})

describe('zip bombs', () => {
  const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes << 20, 0x20)
  const sheet = (content: Buffer): Buffer =>
    Buffer.concat([Buffer.from('<worksheet><sheetData>'), content, Buffer.from('</sheetData></worksheet>')])
  const bombs: readonly [string, () => readonly Part[]][] = [
    [
      'in the sheet',
      () => [...rawWorkbook('').slice(0, 2), { name: 'xl/worksheets/sheet1.xml', content: sheet(zeros(96)) }],
    ],
    [
      'in a sheet that lies about its size',
      () => [
        ...rawWorkbook('').slice(0, 2),
        { name: 'xl/worksheets/sheet1.xml', content: sheet(zeros(96)), declared: 1000 },
      ],
    ],
    [
      'in the shared strings',
      () =>
        rawWorkbook(sheetXml(TABLE), [
          { name: 'xl/sharedStrings.xml', content: Buffer.concat([Buffer.from('<sst>'), zeros(96)]) },
        ]),
    ],
    ['in the styles', () => rawWorkbook(sheetXml(TABLE), [{ name: 'xl/styles.xml', content: zeros(96) }])],
    [
      'that only claims gigabytes',
      () => [
        ...rawWorkbook('').slice(0, 2),
        { name: 'xl/worksheets/sheet1.xml', content: '<worksheet/>', declared: 0xfffffff0 },
      ],
    ],
  ]
  test.each(bombs)('%s are refused early', async (_, parts) => {
    const file = zip(parts())
    expect(file.length).toBeLessThan(1 << 20)
    expect(codes(await sendHostile('bomb.xlsx', file))).toEqual(['ZIP_BOMB'])
  })
})

test('an entity bomb stays the few letters that it is', async () => {
  const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
  const sheet = `${sheetXml([HEADERS, [idOf(1), '&l9;', '370602001001', '&#x110000;&amp;']])}`
  const parts = rawWorkbook(sheet).map(({ name, content }) => ({
    name,
    content: `<!DOCTYPE x [<!ENTITY l0 "lol">${levels}]>${content}`,
  }))
  const outcome = await sendHostile('entities.xlsx', zip(parts))
  if (!outcome.ok) throw new Error(codes(outcome).join())
  expect(await office.rows(outcome.value)).toMatchObject([{ name: '&l9;', address: '&#x110000;&' }])
})

test('tags that never end are read in no time worth the name', async () => {
  for (const sheet of ['<row'.repeat(900_000), '<row><c'.repeat(500_000), `<row>${'<c r="'.repeat(500_000)}</row>`])
    expect(codes(await sendHostile('tags.xlsx', zip(rawWorkbook(sheet))))).not.toContain('ok')
})

test('names in an archive lead nowhere: nothing is written outside the data folder', async () => {
  const [book, , sheet] = rawWorkbook(sheetXml(TABLE))
  if (!book || !sheet) throw new Error('parts')
  const away = (target: string): Part => ({
    name: 'xl/_rels/workbook.xml.rels',
    content: `<Relationships><Relationship Id="rId1" Target="${target}"/></Relationships>`,
  })
  for (const target of ['../../../../etc/passwd', '/etc/passwd', 'file:///etc/passwd'])
    expect(
      codes(await sendHostile('away.xlsx', zip([book, away(target), { ...sheet, name: '../../../evil.xml' }]))),
    ).toEqual(['BROKEN_FILE'])
  const { readdir } = await import('node:fs/promises')
  expect((await readdir(office.home)).toSorted()).toEqual(['data', 'made.parquet', 'sent'])
})

/** The workbook stream of an .xls with the record that says: encrypted. */
function encryptedXls(): Buffer {
  const cfb = XLSX.CFB.read(workbook(SHEET, 'biff8'), { type: 'buffer' })
  const entry = XLSX.CFB.find(cfb, 'Workbook')
  const stream = Buffer.from(entry?.content as Uint8Array)
  const begin = 4 + stream.readUInt16LE(2)
  const pass = Buffer.alloc(4 + 54)
  pass.writeUInt16LE(0x2f, 0)
  pass.writeUInt16LE(54, 2)
  pass.writeUInt16LE(1, 4)
  pass.writeUInt16LE(1, 6)
  pass.writeUInt16LE(1, 8)
  const made = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(made, 'Workbook', Buffer.concat([stream.subarray(0, begin), pass, stream.subarray(begin)]))
  return XLSX.CFB.write(made, { type: 'buffer' }) as Buffer
}
function encryptedXlsx(): Buffer {
  const made = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(
    made,
    'EncryptionInfo',
    Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0, ...Buffer.from('<encryption/>')]),
  )
  XLSX.CFB.utils.cfb_add(made, 'EncryptedPackage', Buffer.alloc(4096, 7))
  return XLSX.CFB.write(made, { type: 'buffer' }) as Buffer
}
test.each([
  ['xls', encryptedXls],
  ['xlsx', encryptedXlsx],
])('an encrypted %s says that its password must go', async (_, make) => {
  const outcome = await sendHostile('secret', make())
  expect(codes(outcome)).toEqual(['ENCRYPTED'])
})

test.each([
  ['is not there', 'missing.csv', 'NO_FILE'],
  ['is a folder', '.', 'NO_FILE'],
])('a file that %s is named with a remedy', async (_, name, code) => {
  const { importFile } = await import('../../packages/server/src/usecases/import.ts')
  const { importPorts } = await import('../../packages/server/src/adapters/lake/snapshots.ts')
  const { silent } = await import('../../packages/server/src/usecases/progress.ts')
  const request = { file: join(office.home, name), register: office.register('R01'), asOf: 20260101 }
  expect(codes(await importFile(request, importPorts(office.dataDir, office.duck), silent))).toEqual([code])
})

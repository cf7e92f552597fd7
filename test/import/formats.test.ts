import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { literal } from '../../packages/server/src/adapters/lake/duckdb.ts'
import { type Cells, csv, rawWorkbook, type Sheet, serial, sheetXml, workbook, zip } from './files.ts'
import { AS_OF, idOf, type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const HEADERS = ['公民身份号码', '姓名', '性别', '出生日期', '村居代码', '户籍地址']
const PEOPLE: Cells = [
  [idOf(1), '王䶮', '男', '1990-01-02', '370602001001', '柳溪村1号'],
  [idOf(2), '阿依·古丽', '2', '19900103', '370602001002', '杏泉村"东",2号'],
  [idOf(3), '𠮷小明', '女', '1990/1/4', '370612001001', ''],
]
const EXPECTED = [
  { residentId: idOf(1), name: '王䶮', sex: '1', birth: 19900102, village: '370602001001', address: '柳溪村1号' },
  {
    residentId: idOf(2),
    name: '阿依·古丽',
    sex: '2',
    birth: 19900103,
    village: '370602001002',
    address: '杏泉村"东",2号',
  },
  { residentId: idOf(3), name: '𠮷小明', sex: '2', birth: 19900104, village: '370612001001', address: null },
]
const simple = (cells: Cells): Sheet => ({ name: '数据', rows: cells })

async function parquet(cells: Cells, types: readonly string[] = []): Promise<Buffer> {
  const [headers = [], ...rows] = cells
  const path = join(office.home, 'made.parquet')
  const values = rows.map((row) => `(${row.map((cell) => (cell === '' ? 'NULL' : literal(cell))).join(', ')})`)
  const columns = headers.map((header, at) => `CAST(c${at} AS ${types[at] ?? 'VARCHAR'}) AS "${header}"`)
  await office.duck.run(
    `COPY (SELECT ${columns.join(', ')} FROM (VALUES ${values.join(', ')}) AS v(${headers.map((_, at) => `c${at}`).join(', ')})) TO ${literal(path)} (FORMAT parquet)`,
  )
  return await readFile(path)
}

const TABLE: Cells = [HEADERS, ...PEOPLE]
describe.each([
  ['comma', () => csv(TABLE)],
  ['comma, lines ended by a newline alone', () => csv(TABLE, { newline: '\n' })],
  ['tab', () => csv(TABLE, { delimiter: '\t' })],
  ['semicolon', () => csv(TABLE, { delimiter: ';' })],
  ['bar', () => csv(TABLE, { delimiter: '|' })],
  ['UTF-8 with its mark', () => csv(TABLE, { encoding: 'utf-8-bom' })],
  ['GB 18030', () => csv(TABLE, { encoding: 'gb18030' })],
  ['GB 18030 by bars', () => csv(TABLE, { encoding: 'gb18030', delimiter: '|' })],
  ['UTF-16 as spreadsheet programs write text', () => csv(TABLE, { encoding: 'utf-16le', delimiter: '\t' })],
  ['xlsx', () => workbook([simple(TABLE)])],
  ['xls', () => workbook([simple(TABLE)], 'biff8')],
  [
    'xlsx with a title and a unit row',
    () => workbook([simple([['烟台市户籍人口统计表'], ['单位:人', '', '2026年'], ...TABLE])]),
  ],
  ['csv with a title row', () => csv([['烟台市户籍人口统计表', '', '', '', '', ''], ...TABLE])],
  [
    'xlsx without references of cells, names behind a prefix',
    () =>
      zip(
        rawWorkbook(
          sheetXml(
            TABLE.map((row) => row.map((cell) => cell.replaceAll('"', '&quot;'))),
            'x:',
          ),
          [],
          'x:',
        ),
      ),
  ],
  ['Parquet', () => parquet(TABLE)],
])('%s', (_, make) => {
  test('reads back to the same rows, with the line each has in the file', async () => {
    const result = await office.take('people', await make(), 'R01', { asOf: AS_OF })
    expect(result).toMatchObject({ rows: 3, accepted: 3, quarantined: 0, quarantineFile: null })
    const rows = await office.rows(result)
    expect(rows).toMatchObject(EXPECTED)
    const lines = rows.map(({ line }) => Number(line))
    expect(lines.map((line) => line - (lines[0] ?? 0))).toEqual([0, 1, 2])
  })
})

test('sheets with one header become one table, whatever the order of columns; notes and hidden copies stay out', async () => {
  const [first, second, third] = PEOPLE
  if (!first || !second || !third) throw new Error('three people')
  const book = workbook([
    { name: '说明', rows: [['填表说明'], ['请于每月10日前报送']] },
    simple([HEADERS, first]),
    { name: '牟平', rows: [['牟平区'], HEADERS.toReversed(), second.toReversed(), ['', '坏行', '', '', '', '']] },
    { name: '旧', rows: [HEADERS, third], hidden: true },
  ])
  const result = await office.take('sheets.xlsx', book)
  expect(result).toMatchObject({ accepted: 2, quarantined: 1 })
  expect(await office.rows(result)).toMatchObject(EXPECTED.slice(0, 2))
  const back = await office.take('back.xlsx', await readFile(result.quarantineFile ?? ''), 'R01', { asOf: 20261124 })
  expect(back.quarantined).toBe(1)
  const { read, utils } = await import('@e965/xlsx')
  const sheet = read(await readFile(result.quarantineFile ?? '')).Sheets['隔离']
  expect(utils.sheet_to_json(sheet ?? {})).toEqual([
    expect.objectContaining({
      姓名: '',
      原行号: '牟平!4',
      未通过的原因: expect.stringContaining('公民身份号码：为空'),
    }),
  ])
})

test('a sheet that half resembles the register is named and refused, never left out', async () => {
  const other = [
    ['公民身份号码', '姓名', '户籍村居代码(新)'],
    [idOf(9), '李', '370602001001'],
  ]
  const outcome = await office.send('two.xlsx', workbook([simple(TABLE), { name: '补充', rows: other }]))
  expect(outcome).toMatchObject({ ok: false, problems: [{ code: 'SHEETS_DIFFER', place: { sheet: '补充' } }] })
})

test('a header merged over two rows, or with units below it, is read as one', async () => {
  const rows = [
    ['公民身份号码', '姓名', '村居代码', '父亲', '', '母亲', ''],
    ['', '', '', '公民身份号码', '姓名', '身份证号', '姓名'],
    [idOf(11, 20200101), '小李', '370602001001', idOf(12), '老李', idOf(13), '老王'],
  ]
  const merged = workbook([{ name: '甲', rows, merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:G1'] }])
  for (const file of [merged, csv(rows, { encoding: 'gb18030' })]) {
    const result = await office.take('merged', file)
    expect(await office.rows(result)).toMatchObject([{ fatherId: idOf(12), motherId: idOf(13), line: 3 }])
  }
  const units = [
    ['儿童编号', '保障类别', '公民身份号码', '月发放金额', '起始日期', '发放区划'],
    ['', '', '', '万元', '', ''],
    ['C1', 'CH-2', idOf(14, 20150101), '0.2138', '2024-01-01', '370602'],
  ]
  const paid = await office.take('units.xls', workbook([simple(units)], 'biff8'), 'R22')
  expect(await office.rows(paid)).toMatchObject([{ amount: 213800, category: 'CH-2' }])
})

const MONEY_HEADERS = ['儿童编号', '保障类别', '公民身份号码', '月发放金额', '起始日期', '发放区划']
const PAID = (amount: string): string[] => ['C1', '社会散居孤儿', idOf(14, 20150101), amount, '2024.1.1', '370602']
test.each([
  ['in yuan', MONEY_HEADERS, [], '2,138.00', 213800],
  ['in full-width digits', MONEY_HEADERS, [], '２１３８．５０元', 213850],
  [
    'in 万元 by its header',
    MONEY_HEADERS.map((one) => (one === '月发放金额' ? '月发放金额(万元)' : one)),
    [],
    '0.2138',
    213800,
  ],
  [
    'in 万元 by a header without brackets',
    MONEY_HEADERS.map((one) => (one === '月发放金额' ? '月发放金额万元' : one)),
    [],
    '0.2138',
    213800,
  ],
  [
    'in 万元 by the unit row',
    MONEY_HEADERS,
    [
      ['发放表', '', '', '', '', ''],
      ['单位:万元', '', '', '', '', ''],
    ],
    '0.2138',
    213800,
  ],
  [
    'in yuan by its header in spite of the unit row',
    MONEY_HEADERS.map((one) => (one === '月发放金额' ? '月发放金额(元)' : one)),
    [['单位:万元', '', '', '', '', '']],
    '2138',
    213800,
  ],
])('an amount %s is kept to the fen', async (_, headers, above, amount, fen) => {
  for (const file of [csv([...above, headers, PAID(amount)]), workbook([simple([...above, headers, PAID(amount)])])]) {
    const result = await office.take('money', file, 'R22')
    expect(await office.rows(result)).toMatchObject([{ amount: fen }])
  }
})

test('numbers of a sheet keep their fen: exponents, and the noise of binary fractions', async () => {
  const cell = (value: string): string =>
    `<row><c r="A1" t="inlineStr"><is><t>C${value}</t></is></c><c r="B1" t="inlineStr"><is><t>CH-2</t></is></c><c r="C1" t="inlineStr"><is><t>${idOf(14, 20150101)}</t></is></c><c r="D1"><v>${value}</v></c><c r="E1" t="d"><v>2024-01-01T00:00:00</v></c><c r="F1"><v>370602</v></c></row>`
  const values = ['1.23E1', '1069.1300000000001', '2138', '1.2345678E5']
  const sheet = sheetXml([MONEY_HEADERS]) + values.map(cell).join('')
  const result = await office.take('poi.xlsx', zip(rawWorkbook(sheet)), 'R22')
  expect((await office.rows(result)).map(({ amount }) => amount)).toEqual([1230, 106913, 213800, 12345678])
})

test.each([
  ['xlsx from 1900', 'xlsx', false, 46084],
  ['xlsx from 1904', 'xlsx', true, 46084 - 1462],
  ['xls from 1900', 'biff8', false, 46084],
  ['xls from 1904', 'biff8', true, 46084 - 1462],
] as const)('a day counted in %s is that day, with a date format and without', async (_, kind, date1904, days) => {
  const rows = [
    ['公民身份号码', '姓名', '死亡日期', '死亡证明编号'],
    [idOf(21), '甲', serial(days), 'D1'],
    [idOf(22), '乙', serial(days, 'yyyy"年"m"月"d"日"'), 'D2'],
    [idOf(23), '丙', serial(days + 0.75, 'yyyy/m/d h:mm'), 'D3'],
    [idOf(24), '丁', days, 'D4'],
    [idOf(25), '戊', '２０２６年3月３日', 'D5'],
  ]
  const result = await office.take('days', workbook([{ name: '甲', rows }], kind, date1904), 'R03')
  expect((await office.rows(result)).map(({ deathDate }) => deathDate)).toEqual(Array(5).fill(20260303))
})

test('ids that a number format cut are sent back as such, never guessed', async () => {
  const good = [idOf(31), '甲', '370602001001']
  const sheet: Sheet = {
    name: '甲',
    rows: [
      ['身份证号', '姓名', '村居代码'],
      good,
      [Number('370690199001020140'), '乙', 370602001001],
      [{ t: 'n', v: Number('370690199001020140'), z: '0' }, '丙', '370602001001'],
      ['3.70690199001E+17', '丁', '370602001001'],
      [370602900101123, '戊', 370602001001],
    ],
  }
  for (const kind of ['xlsx', 'biff8'] as const) {
    const result = await office.take('numbers', workbook([sheet], kind))
    expect(result).toMatchObject({ accepted: 2, quarantined: 3 })
    const { read, utils } = await import('@e965/xlsx')
    const book = read(await readFile(result.quarantineFile ?? ''))
    const back = utils.sheet_to_json<Record<string, string>>(book.Sheets['隔离'] ?? {})
    expect(back.map((row) => row['未通过的原因'])).toEqual(
      Array(3).fill(expect.stringMatching(/^公民身份号码：数字格式丢失末几位.*文本/)),
    )
  }
  const text = await office.take(
    'numbers.csv',
    csv([['身份证号', '姓名', '村居代码'], good, ['3.7069E+17', '乙', '370602001001']]),
  )
  expect(text).toMatchObject({ accepted: 1, quarantined: 1 })
})

test('Parquet of whatever types gives the same rows, or sends back what it cannot mean', async () => {
  const table: Cells = [
    ['公民身份号码', '姓名', '村居代码', '出生日期'],
    [idOf(41), '甲', '370602001001', '1990-01-14'],
  ]
  const typed = await office.take('typed.parquet', await parquet(table, ['VARCHAR', 'VARCHAR', 'BIGINT', 'TIMESTAMP']))
  expect(await office.rows(typed)).toMatchObject([{ residentId: idOf(41), village: '370602001001', birth: 19900114 }])
  const wrong = await office.take(
    'wrong.parquet',
    await parquet(
      [table[0] ?? [], ['370690199001020140', '[甲]', '370602001001', '1990-01-14']],
      ['DOUBLE', 'VARCHAR[]', 'DOUBLE', 'DATE'],
    ),
  )
  expect(wrong).toMatchObject({ accepted: 0, quarantined: 1, inForce: false })
  expect(await office.duck.rows(`SELECT * FROM read_parquet(${literal(wrong.quarantineFile ?? '')})`)).toHaveLength(1)
})

const RUNS = { seed: 20261123, numRuns: 6 }
const word = fc
  .string({ unit: fc.constantFrom(...'甲乙丙丁㛃䶮·〇aZ09,;|"\t\' -𠮷'), minLength: 1, maxLength: 9 })
  .filter((text) => text.trim() === text && text !== '' && !text.startsWith("'"))
const person = fc.record({
  name: word,
  address: word,
  sex: fc.constantFrom('1', '2'),
  day: fc.integer({ min: 1, max: 28 }),
})
const forms = ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le'].flatMap((encoding) =>
  [',', '\t', ';', '|'].map((delimiter) => ({ encoding, delimiter }) as Parameters<typeof csv>[1]),
)

test('a random table written in every form reads back to the same rows', async () => {
  let sent = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 12 }),
      fc.nat(forms.length - 1),
      async (people, at) => {
        const cells = people.map(({ name, sex, day, address }, n) => [
          idOf(n + 100, 19900100 + day),
          name,
          sex,
          `1990-01-${String(day).padStart(2, '0')}`,
          '370602001001',
          address,
        ])
        const expected = people.map(({ name, sex, day, address }, n) => ({
          residentId: idOf(n + 100, 19900100 + day),
          name,
          sex,
          birth: 19900100 + day,
          address,
          doubt: null,
        }))
        const table = [HEADERS, ...cells]
        const files = [
          csv(table, forms[at]),
          workbook([simple(table)]),
          workbook([simple(table)], 'biff8'),
          await parquet(table),
        ]
        for (const file of files) {
          const result = await office.take(`any-${sent++}`, file, 'R01', {})
          expect(result).toMatchObject({ rows: people.length, accepted: people.length, quarantined: 0 })
          const rows = await office.rows(result)
          expect(rows.map(({ doubt, ...row }) => ({ ...row, doubt: doubt === 'area' ? null : doubt }))).toMatchObject(
            expected,
          )
        }
      },
    ),
    RUNS,
  )
})

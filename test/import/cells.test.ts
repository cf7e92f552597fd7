import { readFile } from 'node:fs/promises'
import { checkCharacter } from '@doudi/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csv, workbook } from './files.ts'
import { codes, idOf, type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const HEADERS = ['公民身份号码', '姓名', '村居代码', '父亲公民身份号码', '性别']
const row = (id: string, rest: readonly string[] = []): string[] => [
  id,
  '甲',
  rest[0] ?? '370602001001',
  rest[1] ?? '',
  rest[2] ?? '1',
]
const full = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
/** An id that ends in X. */
const ENDS_IN_X = Array.from({ length: 99 }, (_, n) => idOf(n)).find((id) => id.endsWith('X')) ?? ''
const OLD = '370699500101123'
const UPGRADED = `37069919500101123${checkCharacter('37069919500101123')}`

test.each([
  ['in lower case', ENDS_IN_X.toLowerCase(), ENDS_IN_X],
  ['in full width', full(ENDS_IN_X), ENDS_IN_X],
  [
    'with hidden spaces',
    `\u200B${ENDS_IN_X.slice(0, 6)} ${ENDS_IN_X.slice(6, 14)}\u3000${ENDS_IN_X.slice(14)}\u00A0`,
    ENDS_IN_X,
  ],
  ['behind an apostrophe', `'${ENDS_IN_X}`, ENDS_IN_X],
  ['of 15 digits, upgraded', OLD, UPGRADED],
])('an id %s enters as its 18 characters, with what was written kept', async (_, written, id) => {
  expect(ENDS_IN_X).toHaveLength(18)
  const result = await office.take('ids.csv', csv([HEADERS, row(written)]))
  expect(await office.rows(result)).toMatchObject([{ residentId: id, residentIdOriginal: written }])
})

const wrongCheck = `${idOf(3).slice(0, 17)}${idOf(3).endsWith('0') ? '1' : '0'}`
const noDay = '370699199002301' + '23'
test.each([
  ['too short', idOf(3).slice(1), '长度不对，现有17位（应为18位'],
  ['with a wrong check digit', wrongCheck, '校验位不符，现有18位（核对原件后更正）'],
  ['born on no day', noDay + checkCharacter(noDay), '日期无效，现有18位'],
  ['with letters', `37069919900102O0${idOf(3).slice(16)}`, '含非法字符，现有18位（17位数字加数字或X）'],
  ['that is empty', '', '为空（必填）'],
])('a row whose id is %s comes back with line, field, what was found and what would be right', async (_, id, said) => {
  const result = await office.take(
    'bad.csv',
    csv([HEADERS, row(idOf(1)), row(id)], { encoding: 'gb18030', delimiter: '\t' }),
  )
  expect(result).toMatchObject({ rows: 2, accepted: 1, quarantined: 1 })
  const back = new TextDecoder('gb18030', { fatal: true }).decode(await readFile(result.quarantineFile ?? ''))
  const [header, line, ...more] = back
    .trimEnd()
    .split('\n')
    .map((one) => one.split('\t'))
  expect(header).toEqual([...HEADERS, '原行号', '未通过的原因'])
  expect(line?.slice(0, 6)).toEqual([id, '甲', '370602001001', '', '1', '3'])
  expect(line?.[6]).toContain(`公民身份号码：${said}`)
  expect(more).toEqual([])
  // The reason never repeats the id.
  if (id !== '') expect(line?.[6]).not.toContain(id.slice(0, 10))
})

test('every wrong cell of a row is named, each with what would be right', async () => {
  const headers = ['公民身份号码', '保障类别', '儿童编号', '月发放金额', '起始日期', '发放区划']
  const result = await office.take(
    'many.csv',
    csv([headers, [idOf(4), '散居', 'C1', '一千', '2026-02-30', '3706']]),
    'R22',
  )
  const reasons = (await readFile(result.quarantineFile ?? '', 'utf8')).split('\n')[1]
  for (const said of [
    '保障类别：不在代码表内，现为“散居”',
    '月发放金额：金额无效，现为“一千”',
    '起始日期：日期无效，现为“2026-02-30”',
    '发放区划：区划代码位数不对，现为“3706”',
  ])
    expect(reasons).toContain(said)
})

test('a wrong id of a parent costs the row nothing but a doubt; the parent is left out', async () => {
  const result = await office.take('father.csv', csv([HEADERS, row(idOf(5), ['370602001001', '12345'])]))
  expect(await office.rows(result)).toMatchObject([
    { residentId: idOf(5), fatherId: null, doubt: 'fatherId:length,area' },
  ])
})

test('an area code that no table lists is a doubt, and none where the manifest says synthetic', async () => {
  const real = '37060219900101001'
  const file = csv([HEADERS, row(real + checkCharacter(real)), row(idOf(6))])
  const told = await office.take('told/real.csv', file)
  expect((await office.rows(told)).map(({ doubt }) => doubt).toSorted()).toEqual(['area', null])
  await office.put(
    'made/manifest.json',
    JSON.stringify([{ file: 'made.csv', synthetic: true, purpose: '试', legalBasis: '无' }]),
  )
  const made = await office.take('made/made.csv', file, 'R01', { asOf: 20260102 })
  expect((await office.rows(made)).map(({ doubt }) => doubt)).toEqual([null, null])
  const kept = (await office.snapshots()).find(({ snapshot }) => snapshot === made.snapshot)
  expect(kept).toMatchObject({ synthetic: true, purpose: '试', legalBasis: '无' })
})

test('characters outside GBK survive both ways', async () => {
  const names = ['㛃', '䶮', '𠮷', '〇', '·', '\uE5E6']
  const bad = names.map((name) => ['1', name, '370602001001', '', '1'])
  const result = await office.take(
    'rare.csv',
    csv([HEADERS, ...bad, ...names.slice(0, 5).map((name, n) => [idOf(50 + n), name, '370602001001', '', '1'])]),
  )
  expect((await office.rows(result)).map(({ name }) => name)).toEqual(names.slice(0, 5))
  expect((await readFile(result.quarantineFile ?? '', 'utf8')).match(/1,(.),3706/gu)).toHaveLength(6)
})

test('a formula is read as text and goes back harmless, in text and in a sheet', async () => {
  const formulas = ["=cmd|'/c calc'!A1", '+1+1', '@SUM(A1)', '-2+3|cmd', '=HYPERLINK("http://x","y")']
  const headers = [...HEADERS.slice(0, 4), '=1+1']
  const rows = formulas.map((formula) => ['1', formula, '370602001001', '', 'x'])
  const text = await office.take('formula.csv', csv([headers, ...rows]), 'R01', { mapping: { '=1+1': '' } })
  const back = await readFile(text.quarantineFile ?? '', 'utf8')
  expect(back.split(/[\n,]/).filter((cell) => /^"?[=+@]|^"?-[^0-9]/.test(cell))).toEqual([])
  for (const formula of formulas) expect(back.replaceAll('""', '"')).toContain(`'${formula}`)
  const { read, utils } = await import('@e965/xlsx')
  const sheet = await office.take(
    'formula.xlsx',
    workbook([{ name: '甲', rows: [HEADERS, ['1', { t: 'n', f: 'SUM(1,1)', v: 2 }, '370602001001', '', '=cmd']] }]),
  )
  const cells = Object.entries(
    read(await readFile(sheet.quarantineFile ?? ''), { cellFormula: true }).Sheets['隔离'] ?? {},
  )
  expect(cells.some(([, cell]) => typeof cell === 'object' && 'f' in cell)).toBe(false)
  expect(utils.sheet_to_json(read(await readFile(sheet.quarantineFile ?? '')).Sheets['隔离'] ?? {})).toMatchObject([
    { 姓名: '2', 性别: "'=cmd" },
  ])
})

test('exact repeats are kept once; rows of one key that contradict each other go back, all but the first', async () => {
  const rows = [row(idOf(8)), row(idOf(8)), row(idOf(9)), row(idOf(9), ['370602001002'])]
  const result = await office.take('twice.csv', csv([HEADERS, ...rows]))
  expect(result).toMatchObject({ rows: 4, accepted: 2, quarantined: 1 })
  expect((await office.snapshots()).find(({ snapshot }) => snapshot === result.snapshot)).toMatchObject({
    duplicates: 1,
  })
  expect(await readFile(result.quarantineFile ?? '', 'utf8')).toContain('5,主键：同一主键的内容互相矛盾（保留一行）')
})

test('a line with too few or too many cells goes back with its line; the rows around it keep theirs', async () => {
  const lines = [
    HEADERS.join(','),
    row(idOf(1)).join(','),
    '甲,乙',
    row(idOf(2)).join(','),
    `${row(idOf(3)).join(',')},多,出`,
    row(idOf(4)).join(','),
  ]
  const result = await office.take('ragged.csv', lines.join('\n'))
  expect(result).toMatchObject({ rows: 5, accepted: 3, quarantined: 2 })
  expect((await office.rows(result)).map(({ line }) => line)).toEqual([2, 4, 6])
  const back = (await readFile(result.quarantineFile ?? '', 'utf8')).trimEnd().split('\n').slice(1)
  expect(back.map((line) => /,(\d+),"?整行：列数与表头不符/.exec(line)?.[1])).toEqual(['3', '5'])
})

test('a line break inside a quoted cell moves no line', async () => {
  const text = `${HEADERS.join(',')}\n${idOf(1)},"甲\n又",370602001001,,1\n\n${idOf(2)},乙,370602001001,,1\n坏,丙,370602001001,,1\n`
  const result = await office.take('breaks.csv', text)
  expect((await office.rows(result)).map(({ line }) => line)).toEqual([2, 5])
  expect(await readFile(result.quarantineFile ?? '', 'utf8')).toContain('6,公民身份号码：')
})

test('an unknown code list value says where to look', async () => {
  const outcome = await office.send('sex.csv', csv([HEADERS, row(idOf(1), ['370602001001', '', '雄'])]))
  expect(codes(outcome)).toEqual(['ok'])
  if (outcome.ok)
    expect(await readFile(outcome.value.quarantineFile ?? '', 'utf8')).toContain(
      '性别：不在代码表内，现为“雄”（见模板第二页）',
    )
})

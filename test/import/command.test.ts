import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doudi, type Ended } from '../doudi.ts'
import { csv } from './files.ts'
import { idOf, type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const HEADERS = ['公民身份号码', '姓名', '村居代码']
const people = (count: number, bad = 0): Buffer =>
  csv([HEADERS, ...Array.from({ length: count }, (_, n) => [n < bad ? '12' : idOf(n), '张三丰', '370602001001'])])
const FIELDS = [
  'register',
  'snapshot',
  'rows',
  'accepted',
  'quarantined',
  'quarantineFile',
  'added',
  'changed',
  'vanished',
  'inForce',
  'held',
  'seconds',
]
const run = async (name: string, bytes: Uint8Array | string, ...more: string[]): Promise<Ended> => {
  const file = await office.put(name, bytes)
  return await doudi('import', file, '--register', 'R01', '--data', join(office.home, 'data'), ...more)
}
const NO_TRACE = /node:internal|^\s+at .+:\d|\.ts:\d/m

describe('doudi import FILE --register R01 --data DIR [--as-of DATE] --json', () => {
  test('ends 0 when every row entered; the last line is one object of exactly the fields promised', async () => {
    const { code, last, stderr } = await run('a.csv', people(20), '--as-of', '2026-11-23', '--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(Object.keys(last as object)).toEqual(FIELDS)
    expect(last).toEqual({
      register: 'R01',
      snapshot: expect.stringMatching(/^20261123-[0-9a-f]{12}$/),
      rows: 20,
      accepted: 20,
      quarantined: 0,
      quarantineFile: null,
      added: 0,
      changed: 0,
      vanished: 0,
      inForce: true,
      held: null,
      seconds: expect.any(Number),
    })
  })

  test('ends 3 when rows were quarantined, and names the file they are in', async () => {
    const { code, last } = await run('b_20261124.csv', people(21, 1), '--json')
    expect(code).toBe(3)
    expect(last).toMatchObject({ quarantined: 1, accepted: 20, added: 1, vanished: 1, inForce: true })
    const { quarantineFile } = last as { readonly quarantineFile: string }
    expect(await readFile(quarantineFile, 'utf8')).toContain('长度不对')
  })

  test('says why a snapshot does not take effect', async () => {
    const { code, last } = await run('c_20261125.csv', people(2), '--json')
    expect(code).toBe(0)
    expect(last).toMatchObject({ inForce: false, held: expect.stringMatching(/一次少了.*rows vanished/) })
  })

  test.each<[string, number, string, string, readonly string[]]>([
    ['no as-of date anywhere', 2, 'NO_AS_OF', 'nodate.csv', []],
    ['a date that is none', 2, 'USAGE', 'x_20260101.csv', ['--as-of', '2026-13-01']],
    ['a file of no table', 1, 'NOT_A_TABLE', 'y_20260101.csv', []],
  ])('%s ends %i with %s', async (_, exit, error, name, more) => {
    const { code, last, stderr } = await run(name, name.startsWith('y') ? 'a\0b' : people(1), ...more, '--json')
    expect(code).toBe(exit)
    expect(Object.keys(last as object)).toEqual(['error'])
    expect(last).toMatchObject({ error: { code: error, text: expect.any(String), remedy: expect.any(String) } })
    expect(Object.keys((last as { error: object }).error)).toEqual(['code', 'text', 'remedy'])
    expect(stderr).not.toMatch(NO_TRACE)
  })

  test.each<[string, readonly string[]]>([
    ['no file', ['--register', 'R01']],
    ['no register', ['x_20260101.csv']],
    ['a register that is not there', ['x_20260101.csv', '--register', 'R99']],
  ])('%s ends 2', async (_, words) => {
    const { code, last } = await doudi('import', ...words, '--data', join(office.home, 'data'), '--json')
    expect({ code, last }).toMatchObject({ code: 2, last: { error: { code: 'USAGE' } } })
  })

  test('a file that is not there ends 1, and so does a mapping that is not there', async () => {
    for (const words of [
      ['gone_20260101.csv'],
      [join(office.home, 'sent/a.csv'), '--as-of', '2026-01-01', '--map', 'gone.json'],
    ]) {
      const ran = await doudi('import', ...words, '--register', 'R01', '--data', join(office.home, 'data'), '--json')
      expect(ran).toMatchObject({ code: 1, last: { error: { text: expect.stringContaining('文件') } } })
      expect(ran.stderr).not.toMatch(NO_TRACE)
    }
  })

  test('a person reads sentences: counts, whether it is in force, where the bad rows are, which columns nobody knows', async () => {
    const odd = csv([
      [...HEADERS, '备注'],
      [idOf(1), '张三丰', '370602001001', '低保户很困难'],
      ['12', '李', '370602001001', ''],
    ])
    const { code, stdout } = await run('d_20200101.csv', odd)
    expect(code).toBe(3)
    expect(stdout).toMatch(/R01 户籍人口 批次 20200101-.*2 行，接收 1，隔离 1/)
    expect(stdout).toMatch(/存为历史批次.*\n隔离行.*quarantine\.csv\n不认识的列.*备注\[低\*\]/)
    expect(stdout).not.toContain('张三丰')
  })
})

test('withdraw and release go through the command line, each with its reason', async () => {
  const data = join(office.home, 'data')
  const sent = (await run('e_20261201.csv', people(20), '--json')).last as { readonly snapshot: string }
  expect(await doudi('withdraw', sent.snapshot, '--data', data, '--json')).toMatchObject({
    code: 1,
    last: { error: { code: 'NO_REASON' } },
  })
  expect(await doudi('withdraw', sent.snapshot, '--reason', '导错', '--data', data, '--json')).toMatchObject({
    code: 0,
    last: { register: 'R01', snapshot: sent.snapshot, withdrawn: '导错' },
  })
  expect((await run('e_20261201.csv', people(20), '--json')).last).toMatchObject({ inForce: false, held: null })
  const released = await doudi(
    'registers',
    'release',
    'R01',
    sent.snapshot,
    '--reason',
    '原来没错',
    '--data',
    data,
    '--json',
  )
  expect(released).toMatchObject({ code: 0, last: { released: '原来没错' } })
  expect((await run('e_20261201.csv', people(20), '--json')).last).toMatchObject({ inForce: true })
  const record = (await office.snapshots()).find(({ snapshot }) => snapshot === sent.snapshot)
  expect(record?.decisions).toEqual([
    { action: 'withdraw', reason: '导错' },
    { action: 'release', reason: '原来没错' },
  ])
})

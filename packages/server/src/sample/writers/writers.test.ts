import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorkbook } from '../../adapters/files/xlsx-reader.ts'
import { csvWriter } from './csv.ts'
import type { TableWriter } from './file.ts'
import { encodeGb18030 } from './gb18030.ts'
import { xlsxWriter } from './xlsx.ts'

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-writers-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

test('GB18030 bytes read back as every character of Unicode that they were made from', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(new TextDecoder('gb18030', { ignoreBOM: true }).decode(encodeGb18030(text))).toBe(text)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a workbook of many flushed pieces reads back row by row, titles above the header', async () => {
  const path = join(home, 'many.xlsx')
  const writer = await xlsxWriter(path, ['名册'], ['a', 'b'])
  for (let n = 0; n < 30_000; n++) await writer.row([`${n}`, n % 3 === 0 ? '' : `<&"王${n}>`])
  await writer.end()
  const book = await openWorkbook(path)
  const rows: (readonly string[])[] = []
  for await (const { cells } of book.rows(book.sheets[0] ?? '')) rows.push(cells)
  await book.close()
  expect(rows.length).toBe(30_002)
  expect(rows.slice(0, 2)).toEqual([['名册'], ['a', 'b']])
  expect([rows[2]?.[0], rows[3], rows[30_000]]).toEqual(['0', ['1', '<&"王1>'], ['29998', '<&"王29998>']])
})

test('a delimited file quotes what would break a row', async () => {
  const path = join(home, 'one.csv')
  const writer = await csvWriter(path, { delimiter: '|', encoding: 'utf8-bom' }, ['a', 'b'])
  await writer.row(['x|y', 'say "no"'])
  await writer.end()
  expect(await readFile(path, 'utf8')).toBe('\uFEFFa|b\r\n"x|y"|"say ""no"""\r\n')
})

describe('a disk that is full is heard of', () => {
  const openers: readonly (readonly [string, () => Promise<TableWriter>])[] = [
    ['delimited file', () => csvWriter('/dev/full', { delimiter: ',', encoding: 'gb18030' }, ['a'])],
    ['workbook', () => xlsxWriter('/dev/full', [], ['a'])],
  ]
  test.each(openers)('in a %s', async (_, open) => {
    const write = async (): Promise<void> => {
      const writer = await open()
      for (let n = 0; n < 100_000; n++) await writer.row(['x'.repeat(20)])
      await writer.end()
    }
    await expect(write()).rejects.toThrow(/ENOSPC/)
  })
})

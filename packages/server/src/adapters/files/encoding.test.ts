import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { detectEncoding, encodeText } from './encoding.ts'

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-encoding-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))
const detect = async (bytes: Uint8Array): Promise<unknown> => {
  const path = join(home, 'file')
  await writeFile(path, bytes)
  return await detectEncoding(path)
}
const HEADER = '公民身份号码,姓名,性别,出生日期,村居代码\n'

test('every text survives being written in GB 18030 and read again, rare characters included', () => {
  const decoder = new TextDecoder('gb18030', { fatal: true })
  expect(decoder.decode(encodeText('㛃䶮𠮷·〇ｘ\u3000€', 'gb18030'))).toBe('㛃䶮𠮷·〇ｘ\u3000€')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/[\uE000-\uF8FF\uFFFD]/.test(text) && text.isWellFormed())
      expect(decoder.decode(encodeText(text, 'gb18030'))).toBe(text.replace(/^\uFEFF/, ''))
    }),
    { seed: 20261123, numRuns: 200 },
  )
})

test('UTF-8, with and without its mark, UTF-16 and GB 18030 are told apart', async () => {
  expect(await detect(Buffer.from(HEADER))).toEqual({ ok: true, encoding: 'utf-8', bom: 0 })
  expect(await detect(Buffer.from(`\uFEFF${HEADER}`))).toEqual({ ok: true, encoding: 'utf-8', bom: 3 })
  expect(await detect(encodeText(HEADER, 'gb18030'))).toEqual({ ok: true, encoding: 'gb18030', bom: 0 })
  expect(await detect(encodeText(`\uFEFF${HEADER}`, 'utf-16le'))).toEqual({ ok: true, encoding: 'utf-16le', bom: 2 })
})

test('a broken byte is refused at its line, and never read as another encoding', async () => {
  const utf8 = Buffer.concat([Buffer.from(`${HEADER}甲,乙\n丙`), Buffer.from([0xff]), Buffer.from('丁\n')])
  expect(await detect(utf8)).toEqual({ ok: false, expected: 'utf-8', offset: utf8.indexOf(0xff), line: 3 })
  const cut = encodeText(`${HEADER}甲,乙\n丙`, 'gb18030')
  expect(await detect(cut.subarray(0, cut.length - 1))).toMatchObject({ ok: false, expected: 'gb18030', line: 3 })
})

/** Until sign-in exists: no console over registers of real people, none for other machines. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doudi } from './doudi.ts'

type Failed = { readonly error: { readonly code: string; readonly text: string; readonly remedy: string } }
let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-alone-'))
  // An office's file with no manifest that calls it synthetic. The id stands under an area code that nobody has.
  const file = join(home, 'R04_20261123.csv')
  await writeFile(file, '公民身份号码,姓名,火化日期,火化单位\n370690195011050008,李某,2026-01-02,殡仪馆\n')
  const imported = await doudi('import', file, '--register', 'R04', '--data', join(home, 'data'), '--json')
  expect(imported.stdout).toContain('"accepted":1')
})
afterAll(() => rm(home, { recursive: true, force: true }))

test.each(['serve', 'start'])('%s refuses a folder whose registers are not marked synthetic', async (word) => {
  const data = join(home, 'data')
  if (word === 'start') await writeFile(join(data, 'lake', 'current.json'), '{"match":"0","asOf":20261123,"run":null}')
  const { code, last, stderr } = await doudi(word, '--data', data, '--port', '42706', '--json')
  expect([code, (last as Failed).error.code]).toEqual([1, 'NOT_SYNTHETIC'])
  expect((last as Failed).error.remedy.length).toBeGreaterThan(5)
  expect(stderr).not.toMatch(/^\s+at /m)
})

test('serve binds to this machine only, and says so when asked for another address', async () => {
  const { code, last } = await doudi('serve', '--data', join(home, 'other'), '--host', '0.0.0.0', '--json')
  expect([code, (last as Failed).error.code]).toEqual([2, 'LOOPBACK_ONLY'])
})

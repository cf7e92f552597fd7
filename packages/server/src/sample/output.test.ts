import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refuseFolder, writeWhole } from './output.ts'

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-output-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const city = (out: string, text: string): Promise<void> =>
  writeWhole(out, async (folder) => {
    await writeFile(join(folder, 'registers/manifest.json'), JSON.stringify([{ file: text, synthetic: true }]))
  })
const manifest = (out: string): Promise<string> => readFile(join(out, 'registers/manifest.json'), 'utf8')

test('a new folder, an empty one and a sample city may be written to', async () => {
  expect(await refuseFolder(join(home, 'new'))).toBeNull()
  await mkdir(join(home, 'empty'))
  expect(await refuseFolder(join(home, 'empty'))).toBeNull()
  await city(join(home, 'city'), 'one')
  expect(await refuseFolder(join(home, 'city'))).toBeNull()
})

test('a folder with anything else is refused in both languages with a remedy, registers that are not marked synthetic too', async () => {
  await mkdir(join(home, 'letters/registers'), { recursive: true })
  await writeFile(join(home, 'letters/letter.txt'), 'dear all')
  expect(await refuseFolder(join(home, 'letters'))).toMatchObject({ code: 'OUT_NOT_EMPTY', found: 'letter.txt' })
  await mkdir(join(home, 'office/registers'), { recursive: true })
  await writeFile(join(home, 'office/registers/manifest.json'), '[{"file":"R01.csv","synthetic":false}]')
  const refused = await refuseFolder(join(home, 'office'))
  expect(refused).toMatchObject({ code: 'OUT_NOT_EMPTY', found: 'registers' })
  for (const text of [refused?.text, refused?.remedy]) expect(text?.zh && text.en).toBeTruthy()
})

test('a new city takes the place of the old one whole', async () => {
  const out = join(home, 'twice')
  await writeWhole(out, (folder) => writeFile(join(folder, 'truth/old.parquet'), 'x'))
  await city(out, 'two')
  expect(await manifest(out)).toContain('two')
  expect((await readdir(out)).sort()).toEqual(['registers', 'truth'])
  expect(await readdir(join(out, 'truth'))).toEqual([])
})

test('a failure leaves the old city as it was and nothing of the new one', async () => {
  const out = join(home, 'failed')
  await city(out, 'good')
  await expect(
    writeWhole(out, async (folder) => {
      await writeFile(join(folder, 'registers/half.csv'), 'half')
      throw new Error('disk full')
    }),
  ).rejects.toThrow('disk full')
  expect(await manifest(out)).toContain('good')
  expect((await readdir(out)).sort()).toEqual(['registers', 'truth'])
})

test('what a killed run left is cleared away by the next', async () => {
  const out = join(home, 'killed')
  await mkdir(join(out, '.unfinished/registers'), { recursive: true })
  await writeFile(join(out, '.unfinished/registers/half.csv'), 'half')
  expect(await refuseFolder(out)).toBeNull()
  await city(out, 'again')
  expect(existsSync(join(out, '.unfinished'))).toBe(false)
})

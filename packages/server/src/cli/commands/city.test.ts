import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const MAIN = join(import.meta.dirname, '../main.ts')
let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-city-command-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

type Failed = { readonly error: { readonly code: string; readonly text: string; readonly remedy: string } }
/** `doudi city … --json` in a shell with a limit of file size (in blocks of 1,024 bytes) where one is given. */
function city(words: readonly string[], limit?: number): { code: number | null; last: unknown; stderr: string } {
  const line = `${limit === undefined ? '' : `ulimit -f ${limit}; `}exec "$0" "$@"`
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN, 'city', ...words, '--json']
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line, ...node], { encoding: 'utf8', cwd: home })
  return { code: status, stderr, last: JSON.parse(stdout.trimEnd().split('\n').at(-1) || 'null') }
}
const SENTENCES = /[。;].*[A-Za-z]+.*\./s

test.each([
  ['no folder', ['--people', '2000']],
  ['fewer than no people', ['--people=-5', '--out', 'x']],
  ['dirt of 2', ['--dirt', '2', '--out', 'x']],
  ['more children than 2 % of the people', ['--people', '2000', '--children', '41', '--out', 'x']],
])('%s ends 2, says what would be right, and writes nothing', (_, words) => {
  const { code, last } = city(words)
  expect(code).toBe(2)
  const { error } = last as Failed
  expect(error.code).toBe('USAGE')
  expect(`${error.text} ${error.remedy}`).toMatch(/--(?:people|seed|dirt|children|out)/)
  expect(existsSync(join(home, 'x'))).toBe(false)
})

test('a folder with something else in it, and a path through a file, end 1 with a remedy and leave all as it was', async () => {
  await writeFile(join(home, 'letter.txt'), 'dear all')
  const occupied = city(['--people', '1000', '--out', '.'])
  expect(occupied.code).toBe(1)
  expect((occupied.last as Failed).error.code).toBe('OUT_NOT_EMPTY')
  const file = city(['--people', '1000', '--out', 'letter.txt'])
  expect(file.code).toBe(1)
  for (const { last, stderr } of [occupied, file]) {
    expect((last as Failed).error.remedy).not.toBe('')
    expect(stderr).toMatch(SENTENCES)
    expect(stderr).not.toMatch(/^\s+at /m)
  }
  expect(await readdir(home)).toEqual(['letter.txt'])
  expect(await readFile(join(home, 'letter.txt'), 'utf8')).toBe('dear all')
})

test('a disk that takes no more than 100 KiB a file ends 1 with a remedy; nothing half-made is left', async () => {
  const { code, last, stderr } = city(['--people', '4000', '--out', 'full'], 100)
  expect(code, stderr).toBe(1)
  expect((last as Failed).error).toMatchObject({ code: 'EFBIG' })
  expect(stderr).toMatch(SENTENCES)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(await readdir(join(home, 'full'))).toEqual([])
})

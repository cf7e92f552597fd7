import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyCheckout } from './checkout.ts'
import { strangersEnv } from './doudi.ts'

let home = ''
let tarball = ''
const at = (cwd: string): ExecFileSyncOptionsWithStringEncoding => ({
  cwd,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'pipe'],
  env: strangersEnv(),
})

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-pack-'))
  const checkout = join(home, 'checkout')
  await copyCheckout(checkout)
  // What the compiler knows of unchanged sources holds in the copy too.
  if (existsSync('.types')) await cp('.types', join(checkout, '.types'), { recursive: true, preserveTimestamps: true })
  execFileSync('npm', ['run', 'pack', '--silent'], at(checkout))
  const [name = ''] = (await readdir(join(checkout, 'dist'))).filter((file) => file.endsWith('.tgz'))
  tarball = join(checkout, 'dist', name)
})
afterAll(() => rm(home, { recursive: true, force: true }))

test('the tarball carries JavaScript and types, the built console, and no source or test of ours', () => {
  const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n')
  for (const room of ['core/src/policy/index', 'server/src/cli/main', 'programmes/src/children/programme'])
    for (const end of ['.js', '.d.ts']) expect(files).toContain(`package/node_modules/@doudi/${room}${end}`)
  expect(files).toContain('package/node_modules/@doudi/console/dist/index.html')
  expect(files).toEqual(expect.arrayContaining(['package/README.md', 'package/README.zh-CN.md', 'package/LICENSE']))
  expect(files.filter((file) => /(?<!\.d)\.tsx?$|\.test\.|\.tsbuildinfo$/.test(file))).toEqual([])
})

test('installed into an empty folder, doudi makes a city and helps, with the Node that it carries', async () => {
  const empty = join(home, 'empty')
  await mkdir(empty)
  await writeFile(join(empty, 'package.json'), '{"private": true}\n')
  execFileSync(
    'npm',
    ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    at(empty),
  )
  const npx = (...words: string[]): string => execFileSync('npx', ['doudi', ...words], at(empty))
  expect(npx('--help')).toMatch(/city .*\n(?:.*\n)*.*withdraw /)
  const made = JSON.parse(npx('city', '--people', '1000', '--seed', '2', '--out', 'city', '--json').trim())
  expect(made).toMatchObject({ out: 'city', seed: 2 })
  const manifest = JSON.parse(await readFile(join(empty, 'city/registers/manifest.json'), 'utf8')) as { file: string }[]
  const files = await readdir(join(empty, 'city/registers'))
  expect(files.sort()).toEqual(['manifest.json', ...manifest.map(({ file }) => file)].sort())
  // The registers of an installed package are found by reading its folder, and so are its programmes.
  const determined = npx('registers', '--data', 'data', '--json')
  expect(JSON.parse(determined.trim()).registers.length).toBeGreaterThan(15)
})

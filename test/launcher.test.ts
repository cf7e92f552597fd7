import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let home = ''

/** A checkout whose carried Node exits 127 as the loader does, with what it says on stderr. */
async function plantNode(said: string): Promise<void> {
  const carried = `node-${process.platform}-${process.arch}`
  const bin = join(home, 'node_modules', carried, 'bin')
  await cp(join(process.cwd(), 'bin'), join(home, 'bin'), { recursive: true })
  await cp('package.json', join(home, 'package.json'))
  await cp(join('node_modules', carried, 'package.json'), join(home, 'node_modules', carried, 'package.json'))
  await cp('scripts', join(home, 'scripts'), { recursive: true })
  const script = `#!/bin/sh\necho '${said}' >&2\nexit 127\n`
  await rm(bin, { recursive: true, force: true })
  await cp('bin/run', join(bin, 'node'))
  await writeFile(join(bin, 'node'), script)
  await cp(join(bin, 'node'), join(home, 'node_modules/.bin/node'))
}

const run = (...words: string[]) => {
  const [command = '', ...args] = words
  // As a stranger's shell: none of the variables that npm gave to this test run.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^DOUDI_/i.test(name)))
  const path = (env['PATH'] ?? '')
    .split(':')
    .filter((part) => !part.includes('node_modules') && !part.includes('node-gyp'))
  return spawnSync(command, args, { cwd: home, encoding: 'utf8', env: { ...env, PATH: path.join(':') } })
}

/** Whether the machine's own Node is older than ours; a newer one is rightly used instead of the broken one. */
const olderNode = (): boolean => Number.parseInt(run('node', '-p', 'process.versions.node').stdout, 10) < 26

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-launcher-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

test.each([
  [
    'libatomic is missing',
    'error while loading shared libraries: libatomic.so.1: cannot open',
    'apt-get install -y libatomic1',
  ],
  ['the binary is for another machine', 'not found', 'install Node 26'],
])('where the carried Node cannot run because %s, npm and npx say so in a sentence', async (_, said, remedy) => {
  await plantNode(said)
  for (const words of [
    ['npm', 'start'],
    ['npm', 'test'],
    ['npx', '--no', 'doudi', 'city'],
  ]) {
    const { status, stdout, stderr } = run(...words)
    const told = `${stdout}${stderr}`
    expect(told, words.join(' ')).not.toMatch(/loading shared libraries|^\s+at |ERR_/m)
    if (!olderNode()) continue
    expect(status, `${words.join(' ')}: ${told}`).not.toBe(0)
    expect(told).toContain(remedy)
  }
})

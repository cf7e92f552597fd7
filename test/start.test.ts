import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyFiles } from './checkout.ts'
import { type Ended, ended, strangersEnv } from './doudi.ts'

let home = ''
const env = { ...strangersEnv(), DOUDI_NO_BROWSER: '1' }
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-start-'))
  await copyFiles(home)
  execFileSync('npm', ['ci', '--omit=dev', '--prefer-offline'], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] })
}, 600_000)
afterAll(() => rm(home, { recursive: true, force: true }))

type Started = {
  readonly child: ChildProcess
  readonly end: Promise<Ended>
  readonly address: string
  /** What was said before the address. */
  readonly said: string
}

/** `npm start` in a process group of its own, as a terminal would have it, until it tells its address. */
async function npmStart(...words: string[]): Promise<Started> {
  const child = spawn('npm', ['start', '--', ...words], {
    cwd: home,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = ended(child)
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: string) => {
      said += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)
      if (found) resolve(found[0])
    })
    child.once('close', () => reject(new Error(`npm start ended: ${said}`)))
  })
  return { child, end, address, said }
}

/** Ctrl-C goes to the whole group: npm and the launcher pass it on, so that some get it twice. */
async function pressCtrlC({ child, end }: Started): Promise<Ended> {
  if (child.pid === undefined) throw new Error('not started')
  process.kill(-child.pid, 'SIGINT')
  return await end
}

async function expectConsole(address: string): Promise<void> {
  const page = await (await fetch(address)).text()
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? ''
  expect((await fetch(new URL(script, address))).status).toBe(200)
  const view = (await (await fetch(`${address}api/home`)).json()) as { run: { persons: number } | null }
  expect(view.run?.persons).toBeGreaterThan(1000)
}

test('npm ci --omit=dev && npm start make a city, run and serve it; Ctrl-C ends it; the second start finds it there', async () => {
  expect(existsSync(join(home, 'node_modules/vitest'))).toBe(false)
  const first = await npmStart('--people', '2000', '--port', '41390')
  expect(first.said).toMatch(/persons/)
  await expectConsole(first.address)
  expect(await pressCtrlC(first)).toMatchObject({ code: 0, signal: null, stderr: '' })

  const city = join(home, 'data/city/registers/manifest.json')
  const made = (await stat(city)).mtimeMs
  const second = await npmStart('--people', '2000', '--port', '41390')
  expect(second.said).not.toMatch(/persons/)
  await expectConsole(second.address)
  expect(await pressCtrlC(second)).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect((await stat(city)).mtimeMs).toBe(made)
  expect((await readdir(join(home, 'data'))).sort()).toEqual(['city', 'lake', 'owner.json', 'store'])
})

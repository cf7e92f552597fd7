import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silent } from '../../usecases/progress.ts'
import { askOwner, openDoor } from './door.ts'
import { type Owner, readOwner, takeOwnership } from './owner.ts'
import { beganAt } from './process-age.ts'

let home: string
const children: ChildProcess[] = []
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-owner-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(home, { recursive: true, force: true })
})

const here = (file: string): string => JSON.stringify(pathToFileURL(join(import.meta.dirname, file)).href)
const CONTENDER = `
  import { createInterface } from 'node:readline'
  import { takeOwnership } from ${here('owner.ts')}
  import { openDoor } from ${here('door.ts')}
  process.setMaxListeners(0)
  let rows = 0
  for await (const line of createInterface({ input: process.stdin })) {
    const [folder, door] = line.split(' ')
    const held = await takeOwnership(folder, 'contender')
    if (held.ok && door) await held.open((await openDoor(held.owner.token, async (asked, progress) => {
      if (asked.command === 'fail') throw new Error('no')
      if (asked.command === 'die') process.kill(process.pid, 'SIGKILL')
      progress.start('count', 1); progress.advance(1); progress.end()
      return { rows: ++rows, by: process.pid }
    })).port)
    console.log(JSON.stringify({ folder, ok: held.ok, pid: held.owner.pid }))
  }
  process.exit(0)
`
type Said = { readonly folder: string; readonly ok: boolean; readonly pid: number }
type Contender = { readonly child: ChildProcess; readonly take: (folder: string, door?: string) => Promise<Said> }

function contender(): Contender {
  const child = spawn(process.execPath, ['--input-type=module', '-e', CONTENDER], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> })[Symbol.asyncIterator]()
  return {
    child,
    take: async (folder, door = '') => {
      child.stdin?.write(`${folder} ${door}\n`)
      return JSON.parse((await lines.next()).value ?? 'null') as Said
    },
  }
}
async function kill(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
const dead = (token: string): Owner => ({ pid: 2 ** 22 + 1, began: '', command: 'run', port: null, token })
const write = (file: string, owner: Owner): Promise<void> => writeFile(join(home, file), JSON.stringify(owner))

test('of processes that race for a folder, fresh, stale, half taken over or released, exactly one wins', async () => {
  const many = Array.from({ length: 5 }, contender)
  for (let round = 0; round < 40; round++) {
    const folder = join(home, String(round))
    await mkdir(folder)
    const stale = 'a'.repeat(32)
    if (round % 4 > 0)
      await write(`${round}/owner.json`, { ...dead(stale), ...(round % 4 === 3 ? { released: true } : {}) })
    if (round % 4 === 2) await write(`${round}/owner.json.after-${stale}`, dead('b'.repeat(32)))
    const said = await Promise.all(many.map((one) => one.take(folder)))
    const winners = said.filter(({ ok }) => ok)
    expect(winners.length, `round ${round}`).toBe(1)
    expect((await readOwner(folder))?.pid).toBe(winners[0]?.pid)
    expect((await readdir(folder)).filter((name) => name !== 'owner.json')).toEqual([])
  }
})

test('an owner killed outright is recognised as gone and the next takes over', async () => {
  const first = contender()
  expect((await first.take(home)).ok).toBe(true)
  const refused = await takeOwnership(home, 'leads')
  expect(refused).toMatchObject({ ok: false, owner: { pid: first.child.pid, command: 'contender', port: null } })
  await kill(first.child)
  const second = await takeOwnership(home, 'leads')
  expect(second.ok).toBe(true)
  if (second.ok) second.release()
})

test('a process number given to another program does not keep the folder', async () => {
  await write('owner.json', { ...dead('c'.repeat(32)), pid: process.pid, began: 'an earlier boot/77' })
  const held = await takeOwnership(home, 'run')
  expect(held.ok).toBe(beganAt(process.pid) !== '')
  if (held.ok) held.release()
})

test('a lock that is only half there is stale, not a riddle', async () => {
  await writeFile(join(home, 'owner.json'), '{"pid": 12')
  const held = await takeOwnership(home, 'run')
  expect(held.ok).toBe(true)
  if (held.ok) held.release()
})

test('an owner that ends, or is told to, leaves the folder free', async () => {
  const one = contender()
  await one.take(home)
  one.child.stdin?.end()
  await once(one.child, 'exit')
  expect(JSON.parse(await readFile(join(home, 'owner.json'), 'utf8'))).toMatchObject({ released: true })
  expect(await readOwner(home)).toBeNull()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const next = contender()
    expect((await next.take(home)).ok).toBe(true)
    await kill(next.child, signal)
    expect(await readOwner(home)).toBeNull()
  }
})

test('commands beside the owner go through its door, one at a time, none lost, and die with it without an answer', async () => {
  const one = contender()
  await one.take(home, 'door')
  const owner = (await readOwner(home)) as Owner
  const heard: string[] = []
  const progress = { ...silent, start: (step: string) => void heard.push(step) }
  const asked = (command: string) => askOwner(owner, { command, values: {}, positionals: [] }, progress)
  const answers = await Promise.all(Array.from({ length: 20 }, () => asked('count')))
  const rows = answers.map((answer) => (answer as { rows: number }).rows)
  expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  expect(heard).toHaveLength(20)
  expect(await asked('fail')).toBeNull()
  expect(await asked('count')).toMatchObject({ rows: 21, by: one.child.pid })
  const ended = once(one.child, 'exit')
  expect(await asked('die')).toBeNull()
  await ended
  expect(await askOwner(owner, { command: 'count', values: {}, positionals: [] }, silent)).toBeNull()
  expect((await takeOwnership(home, 'run')).ok).toBe(true)
})

test('the door knows its own token only, and shrugs at what is no command', async () => {
  const { port, server } = await openDoor('right', async () => ({ done: true }))
  const status = (token: string, body: string, method = 'POST'): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, method, headers: { 'x-doudi-token': token } }, (incoming) => {
        incoming.resume()
        resolve(incoming.statusCode)
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  const asked = JSON.stringify({ command: 'x', values: {}, positionals: [] })
  expect(await status('wrong', asked)).toBe(404)
  expect(await status('', asked)).toBe(404)
  expect(await status('right', '', 'GET')).toBe(404)
  expect(await status('right', '{"command":')).toBe(400)
  expect(await status('right', 'null')).toBe(400)
  expect(await status('right', asked)).toBe(200)
  server.close()
})

test.runIf(process.platform === 'linux')('a place that takes no folders is an error, not an endless wait', async () => {
  await expect(takeOwnership('/proc/none/data', 'run')).rejects.toThrow('ENOENT')
})

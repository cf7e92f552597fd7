import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Finding } from '../../usecases/leads.ts'
import { silent } from '../../usecases/progress.ts'
import { askOwner } from '../owner/door.ts'
import { type Owner, readOwner, takeOwnership } from '../owner/owner.ts'
import { openStore } from './open-store.ts'

let home: string
let child: ChildProcess
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-beside-'))
})
afterEach(async () => {
  child.kill('SIGKILL')
  await rm(home, { recursive: true, force: true })
})

const FINDING: Omit<Finding, 'person' | 'rank'> = {
  programme: 'children',
  kind: 'missed',
  month: 202612,
  category: 'CH-1',
  owedFen: 131_300,
  heldFen: null,
  deltaFen: 131_300,
  county: '370690',
  town: '370690001',
  village: '370690001201',
  name: '张*明',
  sex: 1,
  birth: 20170203,
  detail: '{}',
}
const people = (n: number): Finding[] =>
  Array.from({ length: n }, (_, at) => ({ ...FINDING, person: at + 1, rank: at + 1 }))
const run = (n: number) => ({ id: `r${n}`, asOf: 20261123, matchKey: 'm', findings: { missed: n } })

const from = (file: string): string => JSON.stringify(pathToFileURL(join(import.meta.dirname, file)).href)
const OWNER = `
  import { takeOwnership } from ${from('../owner/owner.ts')}
  import { openDoor } from ${from('../owner/door.ts')}
  import { openStore } from ${from('open-store.ts')}
  const dataDir = process.argv[1]
  const held = await takeOwnership(dataDir, 'serve')
  const store = await openStore({ dataDir })
  const people = (n) => Array.from({ length: n }, (_, at) => ({ ...${JSON.stringify(FINDING)}, person: at + 1, rank: at + 1 }))
  let known = 0
  const { port } = await openDoor(held.owner.token, async (asked, progress) => {
    const n = asked.command === 'add' ? ++known : Number(asked.positionals[0])
    progress.start('leads', n)
    // PGlite works on this thread: what was told must be on its way before it begins.
    await new Promise((resolve) => setTimeout(resolve, 20))
    return await store.handOver({ id: 'r' + n, asOf: 20261123, matchKey: 'm', findings: { missed: n } }, people(n))
  })
  await held.open(port)
  console.log('open')
`
function startOwner(): ChildProcess {
  child = spawn(process.execPath, ['--input-type=module', '-e', OWNER, home], { stdio: ['ignore', 'pipe', 'inherit'] })
  return child
}
const MANY = 20_000

test('commands beside an owner lose no row; killed in the middle of one, the next owner goes on and ends the same', async () => {
  const owner = startOwner()
  await once(createInterface({ input: owner.stdout as NonNullable<typeof owner.stdout> }), 'line')
  expect((await takeOwnership(home, 'run')).ok).toBe(false)
  const door = (await readOwner(home)) as Owner
  const ask =
    (command: string, ...positionals: string[]) =>
    (progress: typeof silent) =>
      askOwner(door, { command, values: {}, positionals }, progress)
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('add')(silent)))
  expect(answers.map((answer) => (answer as { open: number }).open).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 12 }, (_, at) => at + 1),
  )

  const ended = once(owner, 'exit')
  expect(
    await ask('all', String(MANY))({ ...silent, start: () => void setTimeout(() => owner.kill('SIGKILL'), 150) }),
  ).toBeNull()
  await ended
  const next = await takeOwnership(home, 'run')
  expect(next.ok).toBe(true)
  const store = await openStore({ dataDir: home })
  expect((await store.listLeads({})).total).toBe(12)
  expect(await store.handOver(run(MANY), people(MANY))).toEqual({
    open: MANY,
    opened: MANY - 12,
    closed: 0,
    changed: 0,
  })
  const digest = await store.canonicalDigest()
  await store.close()
  if (next.ok) next.release()

  const undisturbed = await openStore({ dataDir: join(home, 'undisturbed') })
  for (let n = 1; n <= 12; n++) await undisturbed.handOver(run(n), people(n))
  await undisturbed.handOver(run(MANY), people(MANY))
  expect(await undisturbed.canonicalDigest()).toBe(digest)
  await undisturbed.close()
})

test('a kill while the store is being made leaves nothing that the next opening trips over', async () => {
  const watcher = watch(home)
  const seen = new Promise<void>((resolve) => {
    watcher.on('change', (_, name) => {
      if (String(name) === 'store.tmp') resolve()
    })
  })
  const owner = startOwner()
  const ended = once(owner, 'exit')
  await seen
  watcher.close()
  owner.kill('SIGKILL')
  await ended
  expect([existsSync(join(home, 'store.tmp')), existsSync(join(home, 'store'))]).toEqual([true, false])
  const store = await openStore({ dataDir: home })
  expect((await store.handOver(run(3), people(3))).opened).toBe(3)
  await store.close()
  expect(existsSync(join(home, 'store.tmp'))).toBe(false)
})

import { once } from 'node:events'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doudi, type Ended, ended, startDoudi } from './doudi.ts'
import { type Disk, mountDisk } from './faults/full-disk.ts'
import { type Course, kills, type Plan, prepare, runWords } from './faults/kills.ts'
import { differences, stateOf } from './faults/state.ts'

/** `npm run faults` does the same with 20,000 people and 200 kills. */
const PEOPLE = 2000
const KILLS = 10
/** CSV in three forms, xlsx, Parquet; an id, a date and the paying registers. `npm run faults` takes them all. */
const REGISTERS = ['R01', 'R03', 'R06', 'R11', 'R12', 'R21', 'R22']
const SEED = 1
/** Twenty-odd runs one after the other: as long as a slow machine may need. */
const PATIENCE_MS = 1_200_000

let home = ''
let plan: Plan
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-faults-'))
  plan = await prepare(home, PEOPLE, SEED, REGISTERS)
})
afterAll(() => rm(home, { recursive: true, force: true }))

const courseOf = (name: Course['name']): Course => {
  const found = plan.courses.find((one) => one.name === name)
  if (!found) throw new Error(`no course ${name}`)
  return found
}

test(
  `a run killed at any of ${KILLS} moments and run again ends as if nothing had happened`,
  async () => {
    const told: string[] = []
    for await (const { course, step, moment, differences: found } of kills(plan, KILLS, SEED))
      if (found.length > 0) told.push(`${course} run killed at ${moment.toFixed(2)} s in ${step}: ${found.join('; ')}`)
    expect(told).toEqual([])
  },
  PATIENCE_MS,
)

type Failed = { readonly error: { readonly code: string; readonly text: string; readonly remedy: string } }
function expectSentence({ code, last, stderr, stdout }: Ended, codes: readonly string[]): void {
  expect(code, stdout).toBe(1)
  const { error } = last as Failed
  expect(codes).toContain(error.code)
  expect([error.text, error.remedy].every((text) => text.length > 10)).toBe(true)
  expect(stderr).not.toMatch(/^\s+at /m)
}

const KB = 1024
const isSmallDiskTried = false
const lakeOnly = { recursive: true, filter: (path: string) => !path.endsWith('current.json') }

test(
  'a disk that fills up, wherever in the run, ends it with a sentence; with room again it ends as ever',
  async (context) => {
    const disk: Disk | null = await mountDisk(join(home, 'disk'), 100)
    if (disk === null) return context.skip('mounting is refused here; the file-size limit below stands in')
    try {
      const [first, changed] = [courseOf('first'), courseOf('changed')]
      const data = join(disk.folder, 'data')
      // The last place is a store that is there and cannot take the leads: the lake is done, the rest of the disk is not.
      const places: readonly (readonly [course: Course, room: number, done: boolean])[] = [
        [first, 300 * KB, false],
        [first, 12_000 * KB, false],
        [changed, 8 * KB, true],
      ]
      for (const [course, room, done] of places) {
        await rm(data, { recursive: true, force: true })
        if (course.base !== null) await cp(course.base, data, { recursive: true })
        if (done) await cp(join(course.ended, 'lake'), join(data, 'lake'), lakeOnly)
        await disk.leave(room)
        expectSentence(await doudi(...runWords(plan.registers, data)), ['ENOSPC'])
        await disk.clear()
        const again = await doudi(...runWords(plan.registers, data))
        expect(again.code, again.stderr).toBe(0)
        expect(differences(course.expected, await stateOf(data)), `${room} bytes of room`).toEqual([])
      }
    } finally {
      await disk.unmount()
    }
  },
  PATIENCE_MS,
)

test('a limit on the size of files does the same', async () => {
  const data = join(home, 'limited')
  const course = courseOf('first')
  // In blocks of 1024 bytes, as bash counts. The lake's largest file is above the first; the store's, which a small disk has
  // tried already where it may be mounted, above both.
  for (const blocks of isSmallDiskTried ? [40] : [40, 4000]) {
    await rm(data, { recursive: true, force: true })
    const limited = startDoudi(runWords(plan.registers, data), {}, `ulimit -f ${blocks}`)
    expectSentence(await ended(limited), ['EFBIG', 'ENOSPC', 'STORE_ABORTED'])
    const again = await doudi(...runWords(plan.registers, data))
    expect(again.code, again.stderr).toBe(0)
    expect(differences(course.expected, await stateOf(data)), `${blocks} blocks`).toEqual([])
  }
})

/** Starts `serve` and waits for its address. */
async function serving(data: string, port: number) {
  const child = startDoudi(['serve', '--data', data, '--port', String(port)])
  const end = ended(child)
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> })
  const [line] = (await once(lines, 'line')) as [string]
  return { child, end, address: /http:\S+/.exec(line)?.[0] ?? '' }
}

test('run, leads and explain beside serve go through its door, and not a row is lost', async () => {
  const course = courseOf('changed')
  const data = join(home, 'served')
  await cp(course.base ?? '', data, { recursive: true })
  const { child, end, address } = await serving(data, 41_370)
  expect((await fetch(`${address}api/home`)).status).toBe(200)

  const second = await doudi('serve', '--data', data, '--port', '41371', '--json')
  expectSentence(second, ['IN_USE'])
  expect((second.last as Failed).error.text).toContain(`doudi serve, process ${child.pid}`)

  const [ran, before, ...explained] = await Promise.all([
    doudi(...runWords(plan.registers, data)),
    doudi('leads', '--data', data, '--json'),
    ...[1, 2, 3].map((person) => doudi('explain', `P${person}`, '--data', data, '--json')),
  ])
  for (const { code, stderr } of [ran, before, ...explained]) expect(code, stderr).toBe(0)
  for (const { last } of explained) expect((last as { explanations: unknown[] }).explanations).toHaveLength(2)
  const { leads } = ran.last as { leads: { open: number } }
  const after = (await doudi('leads', '--data', data, '--limit', '100000', '--json')).last as {
    total: number
    leads: unknown[]
  }
  expect([after.total, after.leads.length]).toEqual([leads.open, leads.open])
  expect(await (await fetch(`${address}api/leads?limit=1`)).json()).toMatchObject({ total: leads.open })

  child.kill('SIGINT')
  expect(await end).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect(differences(course.expected, await stateOf(data))).toEqual([])
  expect((await readdir(data)).sort()).toEqual(['lake', 'owner.json', 'store'])
})

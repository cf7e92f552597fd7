/**
 * Kills at seeded moments over `doudi run`, each followed by a rerun that must end as the undisturbed run ended.
 *
 * Two courses, in turn: a first run into an empty folder, and a run with a month's newer snapshots into a folder that has
 * had a run. Moments are spread evenly over the processor time that the undisturbed run took, so that a machine busy with
 * other things does not push them all into the first step; where the system does not tell it, over the time on the wall.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { doudi, type Ended, ended, startDoudi } from '../doudi.ts'
import { differences, type State, stateOf, stepOf } from './state.ts'

export type Kill = {
  readonly course: string
  readonly step: string
  /** Seconds of work after the start of the run. */
  readonly moment: number
  /** What the rerun left different; empty when it ended the same. */
  readonly differences: readonly string[]
}
export type Course = {
  readonly name: 'first' | 'changed'
  /** The folder that the run starts on; null for an empty one. */
  readonly base: string | null
  readonly expected: State
  /** The folder as the undisturbed run left it. */
  readonly ended: string
  /** Seconds of work that the undisturbed run took. */
  readonly seconds: number
}
export type Plan = { readonly home: string; readonly registers: string; readonly courses: readonly Course[] }

export const runWords = (registers: string, data: string): string[] => [
  'run',
  '--registers',
  registers,
  '--data',
  data,
  '--json',
]

function assertDone(what: string, { code, stdout, stderr }: Ended): void {
  if (code !== 0) throw new Error(`${what} ended ${code}: ${stderr.slice(-2000)} ${stdout.slice(-2000)}`)
}

type Entry = { readonly file: string; readonly register: string; readonly asOf: number }

/** The files of a folder that are wanted, with their part of the manifest, in a folder of their own. */
async function choose(registers: string, target: string, wanted: (entry: Entry) => boolean): Promise<void> {
  const entries = (JSON.parse(await readFile(join(registers, 'manifest.json'), 'utf8')) as Entry[]).filter(wanted)
  await mkdir(target, { recursive: true })
  for (const { file } of entries) await cp(join(registers, file), join(target, file))
  await writeFile(join(target, 'manifest.json'), JSON.stringify(entries))
}

async function layOut(data: string, base: string | null): Promise<void> {
  await rm(data, { recursive: true, force: true })
  if (base !== null) await cp(base, data, { recursive: true })
}

async function undisturbed(
  home: string,
  registers: string,
  name: Course['name'],
  base: string | null,
): Promise<Course> {
  const data = join(home, `undisturbed-${name}`)
  await layOut(data, base)
  const child = startDoudi(runWords(registers, data))
  const [end, seconds] = await Promise.all([ended(child), workUntil(child, Number.POSITIVE_INFINITY)])
  assertDone(`the undisturbed run (${name})`, end)
  const expected = await stateOf(data)
  return { name, base, expected, ended: data, seconds }
}

/** The day of the city's earlier snapshots. */
const EARLIER = 20261023

/** Makes the city (of some registers, or of all), a folder that has had a run, and measures both courses undisturbed. */
export async function prepare(home: string, people: number, seed: number, only?: readonly string[]): Promise<Plan> {
  const city = join(home, 'city')
  const [registers, earlier, base] = [join(home, 'registers'), join(home, 'earlier'), join(home, 'base')]
  assertDone('city', await doudi('city', '--people', String(people), '--seed', String(seed), '--out', city, '--json'))
  await choose(join(city, 'registers'), registers, ({ register }) => only?.includes(register) ?? true)
  await choose(registers, earlier, ({ asOf }) => asOf === EARLIER)
  assertDone('the first run', await doudi(...runWords(earlier, base)))
  const courses = [
    await undisturbed(home, registers, 'first', null),
    await undisturbed(home, registers, 'changed', base),
  ]
  return { home, registers, courses }
}

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100
const POLL_MS = 3

/** Processor seconds of a process so far, all its threads together; null where the system does not tell. */
function processorSeconds(pid: number): number | null {
  try {
    // The name in brackets may hold spaces; utime and stime are the 12th and 13th fields after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS
  } catch {
    return null
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** Waits until the process has worked for so many seconds, or has ended; returns how many it worked. */
async function workUntil(child: ChildProcess, seconds: number): Promise<number> {
  const started = performance.now()
  let work = 0
  while (!hasEnded(child) && work < seconds) {
    await pause(POLL_MS)
    work = Math.max(
      work,
      processorSeconds(child.pid ?? 0) ?? (existsSync('/proc/self/stat') ? work : (performance.now() - started) / 1000),
    )
  }
  return work
}

/** Kills the whole process group; false when the run had ended before. */
async function killAt(child: ChildProcess, seconds: number): Promise<boolean> {
  const closed = once(child, 'close')
  await workUntil(child, seconds)
  if (hasEnded(child) || child.pid === undefined) return false
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended between the look and the kill.
  }
  await closed
  return child.signalCode === 'SIGKILL'
}

/** A number in [0, 1) from a seed and a place in its row (the finaliser of SplitMix32). */
function draw(seed: number, at: number): number {
  let z = (seed + Math.imul(at + 1, 0x9e3779b9)) | 0
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32
}

async function oneKill({ home, registers }: Plan, course: Course, share: number): Promise<Kill> {
  const data = join(home, 'data')
  let moment = share * course.seconds
  for (;;) {
    await layOut(data, course.base)
    const child = startDoudi(runWords(registers, data), { stdio: 'ignore' })
    if (await killAt(child, moment)) break
    // This run was done with less work than the measured one: the same share of less.
    moment *= 0.8
  }
  const step = await stepOf(data, course.expected)
  assertDone(`the rerun after a kill in ${step} (${course.name})`, await doudi(...runWords(registers, data)))
  const found = differences(course.expected, await stateOf(data))
  const left = (await readdir(data)).filter((name) => !['lake', 'owner.json', 'store'].includes(name))
  return { course: course.name, step, moment, differences: [...found, ...left.map((name) => `left over: ${name}`)] }
}

/** `count` kills, one in each equal part of the run's time, at a seeded place within it; the courses take turns. */
export async function* kills(plan: Plan, count: number, seed: number): AsyncGenerator<Kill> {
  const each = plan.courses.map((_, at) => Math.ceil((count - at) / plan.courses.length))
  for (let at = 0; at < count; at++) {
    const which = at % plan.courses.length
    const course = plan.courses[which]
    if (!course) throw new Error('no course')
    const part = Math.floor(at / plan.courses.length)
    yield await oneKill(plan, course, (part + draw(seed, at)) / (each[which] ?? 1))
  }
}

/**
 * `doudi city`: a synthetic Yantai, its registers in the forms that offices use, and the truth beside them.
 *
 * Shares nothing with the pipeline but the catalogue and the kernel. Same seed, same bytes.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Register } from '@doudi/core/kernel'
import { addBackground } from './background.ts'
import { addChildrenInDifficulty, type Cases, PEOPLE_PER_CHILD } from './cases/cases.ts'
import { makeWorld } from './families.ts'
import { writeWhole } from './output.ts'
import { type Entry, type Tell, writeRegister } from './registers.ts'
import { writeTruth } from './truth.ts'
import type { World } from './world.ts'

export type CityOptions = {
  readonly people: number
  readonly seed: number
  readonly out: string
  readonly children: number
  readonly dirt: number
  readonly registers: readonly Register[]
}
export type CityResult = {
  readonly people: number
  readonly children: number
  readonly files: number
  readonly rows: number
  readonly findings: number
  readonly faults: Readonly<Record<string, number>>
}

/** The larger of 2,100 × people / 7.1 million and 1,000, at most 2 % of the people. */
export const defaultChildren = (people: number): number =>
  Math.floor(Math.min(Math.max((2100 * people) / 7_100_000, 1000), people * 0.02))

type Asked = Pick<CityOptions, 'people' | 'children' | 'seed'>
/** The true world: everybody, what happened to them, and what is paid. */
export function makeTruth(asked: Asked, advance: (people: number) => void): Cases & { readonly world: World } {
  const { people, children, seed } = asked
  const ordinary = Math.max(200, people - Math.round(children * PEOPLE_PER_CHILD))
  // A village's last family may overshoot by six people, a child's family holds five.
  const world = makeWorld(ordinary, people + children * 8 + 50_000, seed, advance)
  const base = world.count
  const { events, cases } = addChildrenInDifficulty(world, children, people, seed)
  addBackground(world, events, base, seed)
  return { world, events, cases }
}

/** Writes `out/registers` (one manifest for all) and `out/truth`, in the place of what was there; see `refuseFolder`. */
export function makeCity(options: CityOptions, tell: Tell): Promise<CityResult> {
  const { people, children, seed, dirt, registers } = options
  return writeWhole(options.out, async (out) => {
    tell.start('人口 people', people)
    const { world, events, cases } = makeTruth(options, tell.advance)
    tell.end()
    const folder = join(out, 'registers')
    const entries: Entry[] = []
    for (const register of registers)
      entries.push(...(await writeRegister({ world, events, seed, dirt, folder, tell }, register)))
    await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(entries, null, 2)}\n`)
    const findings = await writeTruth(join(out, 'truth'), world, events, cases)
    const faults: Record<string, number> = {}
    for (const { fault } of cases) if (fault !== null) faults[fault] = (faults[fault] ?? 0) + 1
    const rows = entries.reduce((sum, entry) => sum + entry.rows, 0)
    return { people: world.count, children, files: entries.length, rows, findings, faults }
  })
}

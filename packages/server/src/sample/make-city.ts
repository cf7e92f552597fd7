/**
 * `doudi city`: a synthetic Yantai, its registers in the forms that offices use, and the truth beside them.
 *
 * Shares nothing with the pipeline but the catalogue and the kernel. Same seed, same bytes.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Register, toYyyymm } from '@doudi/core/kernel'
import { addBackground } from './background.ts'
import { dirtOf } from './dirt.ts'
import type { Events } from './events.ts'
import { type Form, formOf } from './forms.ts'
import { discrepancies } from './oracle.ts'
import { seeded } from './random.ts'
import { SOURCES } from './rows.ts'
import { addChildrenInDifficulty, type Case } from './scenarios.ts'
import { AS_OF, EARLIER, idOf, makeWorld, type World } from './world.ts'
import { csvWriter } from './writers/csv.ts'
import type { TableWriter } from './writers/file.ts'
import { parquetWriter } from './writers/parquet.ts'
import { xlsxWriter } from './writers/xlsx.ts'

export type CityOptions = {
  readonly people: number
  readonly seed: number
  readonly out: string
  readonly children?: number
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
type Tell = {
  readonly start: (step: string, total?: number) => void
  readonly advance: (rows: number) => void
  readonly end: () => void
}

/** The larger of 2,100 × people / 7.1 million and 1,000, at most 2 % of the people. */
export const defaultChildren = (people: number): number =>
  Math.floor(Math.min(Math.max((2100 * people) / 7_100_000, 1000), people * 0.02))

function openWriter(path: string, form: Form, headers: readonly string[]): Promise<TableWriter> {
  if (form.kind === 'xlsx') return xlsxWriter(path, form.titles, headers)
  return form.kind === 'parquet' ? parquetWriter(path, headers) : csvWriter(path, form.csv, headers)
}

type Entry = {
  readonly file: string
  readonly register: string
  readonly asOf: number
  readonly purpose: string
  readonly legalBasis: string
  readonly sm3: string
  readonly rows: number
  readonly synthetic: true
}
type Making = {
  readonly world: World
  readonly events: Events
  readonly base: number
  readonly options: CityOptions
  readonly tell: Tell
}

/** Both snapshots of a register in one pass over the world. */
async function writeRegister({ world, events, base, options, tell }: Making, register: Register): Promise<Entry[]> {
  const source = SOURCES[register.id]
  if (!source) return []
  const form = formOf(register.id)
  const extension = form.kind === 'csv' ? 'csv' : form.kind
  const headers = register.columns.map(({ headers: names }) => names[Math.min(form.header, names.length - 1)] ?? '')
  const money = register.columns.map(({ type }) => type.kind === 'money')
  const titled = headers.map((header, at) => (money[at] === true && !form.tenThousand ? `${header}(元)` : header))
  const fileOf = (asOf: number): string =>
    `${register.id}_${register.owner.zh.replace(/[^一-龥]/g, '')}_${register.label.zh}_3706_${asOf}.${extension}`
  const days = [EARLIER, AS_OF]
  const writers = await Promise.all(
    days.map((asOf) => openWriter(join(options.out, 'registers', fileOf(asOf)), form, titled)),
  )
  const dirt = dirtOf(register, options.dirt, seeded(options.seed, `dirt${register.id}`))
  const counts = days.map(() => 0)
  tell.start(`${register.id} ${register.label.zh}`, register.id === 'R01' ? world.count : undefined)
  await source({ world, events, base, seed: options.seed, form }, (cells, known) => {
    const row = register.columns.map(({ id }) => cells[id] ?? '')
    if (!dirt(row)) return undefined
    let wait: Promise<void> | undefined
    for (const [at, asOf] of days.entries()) {
      if (known > asOf) continue
      counts[at] = (counts[at] ?? 0) + 1
      const cancel = register.columns.findIndex(({ id }) => id === 'cancelDate')
      const then = writers[at]?.row(asOf === EARLIER && cancel >= 0 ? hideLater(row, cells, cancel) : row)
      if (then) wait = wait ? Promise.all([wait, then]).then(() => undefined) : then
    }
    if ((counts[1] ?? 0) % 4096 === 0) tell.advance(counts[1] ?? 0)
    return wait
  })
  const digests = await Promise.all(writers.map((writer) => writer.end()))
  tell.end()
  return days.map((asOf, at) => ({
    file: fileOf(asOf),
    register: register.id,
    asOf,
    purpose: '困境儿童待遇核对',
    legalBasis: register.legalBasis.zh,
    sm3: digests[at] ?? '',
    rows: counts[at] ?? 0,
    synthetic: true,
  }))
}

/** In the earlier snapshot a cancellation of the last month has not happened yet. */
function hideLater(row: readonly string[], cells: Readonly<Record<string, string>>, cancel: number): readonly string[] {
  const date = cells['cancelDate'] ?? ''
  return date !== '' && Number(date) > EARLIER
    ? row.map((cell, at) => (at === cancel || at === cancel + 1 ? '' : cell))
    : row
}

async function writeTruth({ world, events, options }: Making, cases: readonly Case[]): Promise<number> {
  const folder = join(options.out, 'truth')
  const faults = new Map(
    cases.filter(({ fault }) => fault !== null).map(({ child, fault }) => [child, fault as string]),
  )
  const found = discrepancies(world, events, AS_OF)
  const findings = await parquetWriter(join(folder, 'findings.parquet'), [
    'residentId',
    'programme',
    'kind',
    'month',
    'owedFen',
    'heldFen',
    'category',
    'fault',
  ])
  for (const one of found) {
    const fault = one.programme === 'children' ? (faults.get(one.person) ?? '') : ''
    await findings.row([
      idOf(world, one.person),
      one.programme,
      one.kind,
      String(toYyyymm(one.month)),
      String(one.owedFen ?? ''),
      String(one.heldFen ?? ''),
      one.category ?? '',
      fault,
    ])
  }
  await findings.end()
  const people = await parquetWriter(join(folder, 'people.parquet'), [
    'person',
    'residentId',
    'name',
    'birth',
    'sex',
    'father',
    'mother',
    'village',
    'death',
  ])
  const concerned = new Set(
    cases
      .flatMap(({ child }) => [child, world.father[child] ?? -1, world.mother[child] ?? -1])
      .filter((person) => person >= 0),
  )
  for (const person of [...concerned].sort((a, b) => a - b)) {
    const cells = [
      person,
      idOf(world, person),
      world.names[person],
      world.birth[person],
      world.sex[person],
      world.father[person],
      world.mother[person],
      world.villages[world.village[person] ?? 0]?.code,
      world.death[person],
    ]
    await people.row(cells.map(String))
  }
  await people.end()
  return found.length
}

/** Writes `out/registers` (one manifest for all) and `out/truth`. An existing `out` of ours is replaced. */
export async function makeCity(options: CityOptions, tell: Tell): Promise<CityResult> {
  const children = options.children ?? defaultChildren(options.people)
  await rm(join(options.out, 'registers'), { recursive: true, force: true })
  await rm(join(options.out, 'truth'), { recursive: true, force: true })
  await mkdir(join(options.out, 'registers'), { recursive: true })
  await mkdir(join(options.out, 'truth'), { recursive: true })
  tell.start('人口 people', options.people)
  const world = makeWorld(Math.max(200, options.people - Math.round(children * 5.6)), options.seed)
  const base = world.count
  const { events, cases } = addChildrenInDifficulty(world, children, options.seed)
  addBackground(world, events, base, options.seed)
  tell.end()
  const making: Making = { world, events, base, options, tell }
  const entries: Entry[] = []
  for (const register of options.registers) entries.push(...(await writeRegister(making, register)))
  await writeFile(join(options.out, 'registers', 'manifest.json'), `${JSON.stringify(entries, null, 2)}\n`)
  const findings = await writeTruth(making, cases)
  const faults: Record<string, number> = {}
  for (const { fault } of cases) if (fault !== null) faults[fault] = (faults[fault] ?? 0) + 1
  return {
    people: world.count,
    children,
    files: entries.length,
    rows: entries.reduce((sum, { rows }) => sum + rows, 0),
    findings,
    faults,
  }
}

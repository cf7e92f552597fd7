/** One register of the city: both its snapshots, in its office's form, with that office's errors. */
import { join } from 'node:path'
import type { Register } from '@doudi/core/kernel'
import { dirtOf } from './dirt.ts'
import type { Events } from './events.ts'
import { type Form, formOf } from './forms.ts'
import { seeded } from './random.ts'
import { ROWS } from './rows/index.ts'
import { AS_OF, EARLIER, type World } from './world.ts'
import { csvWriter } from './writers/csv.ts'
import type { TableWriter } from './writers/file.ts'
import { parquetWriter } from './writers/parquet.ts'
import { xlsxWriter } from './writers/xlsx.ts'

/** One file in manifest.json. */
export type Entry = {
  readonly file: string
  readonly register: string
  readonly asOf: number
  readonly purpose: string
  readonly legalBasis: string
  readonly sm3: string
  readonly rows: number
  readonly synthetic: true
}
/** Told of the work as it goes; a terminal draws a bar from it. */
export type Tell = {
  readonly start: (step: string, total: number) => void
  readonly advance: (rows: number) => void
  readonly end: () => void
}
export type Making = {
  readonly world: World
  readonly events: Events
  readonly seed: number
  readonly dirt: number
  readonly folder: string
  readonly tell: Tell
}

const SNAPSHOTS = [EARLIER, AS_OF] as const
const PURPOSE = '困境儿童待遇核对'
const TOLD_EVERY = 4096

/** Writes both files in one pass over the world; no entry for a register that the sample city does not know. */
export async function writeRegister(making: Making, register: Register): Promise<Entry[]> {
  const { world, events, seed, folder, tell } = making
  const source = ROWS[register.id]
  if (!source) return []
  const form = formOf(register.id)
  const given = { world, events, seed, form }
  const headers = headersOf(register, form)
  const files = SNAPSHOTS.map((asOf) => fileName(register, form, asOf))
  const writers = await Promise.all(files.map((file) => openWriter(join(folder, file), form, headers)))
  const dirt = dirtOf(register, making.dirt, seeded(seed, `dirt${register.id}`), form.date)
  const counts = SNAPSHOTS.map(() => 0)
  const cancel = register.columns.findIndex(({ id }) => id === 'cancelDate')
  let seen = 0
  tell.start(`${register.id} ${register.label.zh}`, source.total(given))
  await source.write(given, (cells, known) => {
    if (++seen % TOLD_EVERY === 0) tell.advance(seen)
    const row = register.columns.map(({ id }) => cells[id] ?? '')
    const cancelled = cells['cancelDate'] ?? ''
    if (!dirt(row)) return undefined
    const waits: Promise<void>[] = []
    for (const [at, asOf] of SNAPSHOTS.entries()) {
      if (known > asOf) continue
      counts[at] = (counts[at] ?? 0) + 1
      const then = writers[at]?.row(Number(cancelled) > asOf ? notYetCancelled(row, cancel) : row)
      if (then) waits.push(then)
    }
    return waits.length > 0 ? Promise.all(waits).then(() => undefined) : undefined
  })
  const digests: string[] = []
  for (const writer of writers) digests.push(await writer.end())
  tell.end()
  return SNAPSHOTS.map((asOf, at) => ({
    file: files[at] ?? '',
    register: register.id,
    asOf,
    purpose: PURPOSE,
    legalBasis: register.legalBasis.zh,
    sm3: digests[at] ?? '',
    rows: counts[at] ?? 0,
    synthetic: true,
  }))
}

/** A cancellation of the month between the snapshots has not happened in the earlier one. */
const notYetCancelled = (row: readonly string[], cancel: number): readonly string[] =>
  row.map((cell, at) => (at === cancel || at === cancel + 1 ? '' : cell))

/** The header names that this office uses; yuan are named in the header, 万元 in the title above. */
function headersOf(register: Register, form: Form): string[] {
  return register.columns.map(({ headers, type }) => {
    const name = headers[Math.min(form.header, headers.length - 1)] ?? ''
    return type.kind === 'money' && !form.tenThousand ? `${name}(元)` : name
  })
}

const fileName = (register: Register, form: Form, asOf: number): string =>
  `${register.id}_${register.owner.zh.replace(/[^一-龥]/g, '')}_${register.label.zh}_3706_${asOf}.${form.kind}`

function openWriter(path: string, form: Form, headers: readonly string[]): Promise<TableWriter> {
  if (form.kind === 'xlsx') return xlsxWriter(path, form.titles, headers)
  return form.kind === 'parquet' ? parquetWriter(path, headers) : csvWriter(path, form.csv, headers)
}

/** Importing one file of a register: digest, read, check, compare, and take effect or wait for a person. */
import {
  type Diagnostic,
  diagnostic,
  done,
  isYmd,
  type Outcome,
  parseYmd,
  type Register,
  refused,
} from '@doudi/core/kernel'
import { type MappedColumn, type Mapping, mapHeaders } from './import-headers.ts'
import { inForceOf, type Snapshot } from './import-snapshot.ts'
import { type Difference, suspicions } from './import-suspicion.ts'
import type { Progress } from './progress.ts'

export type ImportRequest = {
  readonly file: string
  readonly register: Register
  readonly asOf?: number
  readonly mapping?: Mapping
  /** The snapshot waits for a person's word whatever it looks like: what a console does, so that changes are seen first. */
  readonly waits?: boolean
  /** The sending department, where several send one register; headers are remembered for each. */
  readonly department?: string
  readonly purpose?: string
  readonly legalBasis?: string
}
export type ImportResult = {
  readonly register: string
  readonly snapshot: string
  readonly rows: number
  readonly accepted: number
  readonly quarantined: number
  readonly quarantineFile: string | null
  readonly added: number
  readonly changed: number
  readonly vanished: number
  readonly inForce: boolean
  readonly held: string | null
  readonly seconds: number
}

/** What the office said of the file in the manifest beside it. */
export type ManifestEntry = {
  readonly asOf?: number
  readonly purpose?: string
  readonly legalBasis?: string
  readonly synthetic?: boolean
  readonly sm3?: string
}

/** The head of a table as any adapter reads it; what else it knows of the table stays its own (`T`). */
export type TableHead = {
  readonly headers: readonly string[]
  readonly unit: string
  readonly samples: readonly (readonly string[])[]
  readonly encoding: string
}
export type LoadedCounts = {
  readonly rows: number
  readonly accepted: number
  readonly quarantined: number
  readonly duplicates: number
  readonly quarantineFile: string | null
  readonly difference: Difference
}

export type LoadRequest<T extends TableHead> = {
  readonly register: Register
  readonly snapshot: string
  readonly table: T
  readonly columns: readonly MappedColumn[]
  readonly synthetic: boolean
  readonly previous: Snapshot | null
}

export type ImportPorts<T extends TableHead = TableHead> = {
  readonly digest: (file: string, progress: Progress) => Promise<Outcome<string>>
  /** What the manifest beside the file says of it: null where there is none, a refusal where it cannot be read. */
  readonly manifestEntry: (file: string) => Promise<Outcome<ManifestEntry | null>>
  readonly snapshots: (register: string) => Promise<readonly Snapshot[]>
  readonly mapping: (register: Register, department?: string) => Promise<Mapping>
  readonly remember: (register: Register, mapping: Mapping, department?: string) => Promise<void>
  readonly open: (file: string, register: Register) => Promise<Outcome<T>>
  /** Fills the snapshot's folder whole or not at all; `describe` turns the counts into the record to be kept with it. */
  readonly keep: (request: LoadRequest<T>, describe: (counts: LoadedCounts) => Snapshot) => Promise<Outcome<Snapshot>>
  /** Throws away what `open` left behind: nobody's data stays in a temporary file. */
  readonly discard: () => Promise<void>
  readonly pathOf: (snapshot: Snapshot, file: string) => string
  readonly clock: () => number
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/** The days that a file name holds: 20261123, 2026-11-23, 2026年11月23日. */
const daysIn = (name: string): number[] =>
  [...name.matchAll(/(?<!\d)((?:19|20)\d{2})([-_.年]?)(\d{1,2})(?:[-_.月]?)(\d{1,2})(?!\d)/g)].flatMap((match) => {
    const [, year = '', sign = '', month = '', day = ''] = match
    if (sign === '' && match[0].length !== 8) return []
    const found = parseYmd(`${year}-${month}-${day}`)
    return found === null ? [] : [found]
  })

/** The as-of date: the option, else the manifest beside the file, else the first date in the file name. */
function asOfFor(request: ImportRequest, entry: ManifestEntry | null): number | null {
  const found = request.asOf ?? entry?.asOf ?? daysIn(nameOf(request.file))[0] ?? null
  return found !== null && isYmd(found) ? found : null
}

const noDate = (file: string): Diagnostic =>
  diagnostic(
    'NO_AS_OF',
    { file },
    '',
    { zh: '不知道这份数据截至哪一天', en: 'the day this file speaks of is unknown' },
    {
      zh: '加 --as-of 2026-11-23，或在文件名里写上日期，或放一份 manifest.json。',
      en: 'Add --as-of 2026-11-23, put the date in the file name, or a manifest.json beside it.',
    },
  )

function resultOf(snapshot: Snapshot, inForce: boolean, quarantinePath: string | null, seconds: number): ImportResult {
  const { register, rows, accepted, quarantined, difference } = snapshot
  const held =
    snapshot.held.length > 0 && snapshot.released === null
      ? snapshot.held.map(({ text }) => `${text.zh} ${text.en}`).join('; ')
      : null
  return {
    register,
    snapshot: snapshot.snapshot,
    rows,
    accepted,
    quarantined,
    quarantineFile: quarantinePath,
    added: difference.added,
    changed: difference.changed,
    vanished: difference.vanished,
    inForce,
    held,
    seconds,
  }
}

const REVIEW: Snapshot['held'][number] = {
  code: 'REVIEW',
  text: { zh: '待确认：看过变化后生效', en: 'waits for confirmation of its changes' },
}

type Prepared<T extends TableHead> = {
  readonly known: Snapshot | null
  readonly load: LoadRequest<T> | null
  readonly describe: (counts: LoadedCounts) => Snapshot
}

const none = (): Snapshot => {
  throw new Error('nothing is loaded of a file that is known')
}

const wrongDigest = (file: string, digest: string): Diagnostic =>
  diagnostic(
    'DIGEST',
    { file },
    digest.slice(0, 12),
    { zh: '文件与清单里的SM3摘要不一致，可能传输中损坏', en: 'the file does not match the SM3 in its manifest' },
    { zh: '请重新传送文件。', en: 'Send the file again.' },
  )

/** Everything before the rows are looked at: digest, date, headers, and what the snapshot will be compared with. */
async function prepare<T extends TableHead>(
  request: ImportRequest,
  ports: ImportPorts<T>,
  progress: Progress,
): Promise<Outcome<Prepared<T>>> {
  const { register, file } = request
  const digest = await ports.digest(file, progress)
  if (!digest.ok) return digest
  const said = await ports.manifestEntry(file)
  if (!said.ok) return said
  const entry = said.value
  if (entry?.sm3 !== undefined && entry.sm3 !== digest.value) return refused(wrongDigest(nameOf(file), digest.value))
  const asOf = asOfFor(request, entry)
  if (asOf === null) return refused(noDate(nameOf(file)))
  const all = await ports.snapshots(register.id)
  const ofDay = all.filter((one) => one.asOf === asOf)
  const copies = ofDay.filter((one) => one.sm3 === digest.value).toSorted((a, b) => a.sequence - b.sequence)
  const known = copies.at(-1) ?? null
  // A withdrawn batch does not come back by being sent again: the stored record, withdrawal and reason, is the answer.
  if (known && (request.mapping === undefined || known.withdrawn !== null))
    return done({ known, load: null, describe: none })
  const table = await ports.open(file, register)
  if (!table.ok) return table
  const { headers, unit, samples, encoding } = table.value
  const mapping = { ...(await ports.mapping(register, request.department)), ...(request.mapping ?? {}) }
  const mapped = mapHeaders(register, headers, { mapping, unit, file: nameOf(file), samples })
  if (mapped.problems.length > 0) return refused(...mapped.problems)
  const columns = Object.fromEntries(mapped.columns.map(({ column, header }) => [column.id, header]))
  if (known && JSON.stringify(known.columns) === JSON.stringify(columns))
    return done({ known, load: null, describe: none })
  // The same file read with other columns is another snapshot: its name is a later stretch of the digest.
  const snapshot = `${asOf}-${digest.value.slice(copies.length, copies.length + 12)}`
  const previous = inForceOf(all.filter((one) => one.asOf <= asOf && one.sm3 !== digest.value))
  const synthetic = entry?.synthetic === true
  const load = { register, snapshot, table: table.value, columns: mapped.columns, synthetic, previous }
  const describe = (counts: LoadedCounts): Snapshot => ({
    snapshot,
    register: register.id,
    file: nameOf(file),
    sm3: digest.value,
    asOf,
    purpose: request.purpose ?? entry?.purpose ?? '',
    legalBasis: request.legalBasis ?? entry?.legalBasis ?? register.legalBasis.zh,
    synthetic,
    encoding,
    headers,
    unknownHeaders: mapped.unknown,
    unknownShown: mapped.unknownShown,
    columns,
    sequence: ofDay.length,
    ...counts,
    held: [
      ...suspicions(register, counts, counts.difference),
      ...renamed(mapped.unknown, previous, mapped.columns),
      ...(request.waits === true ? [REVIEW] : []),
    ],
    decisions: [],
    released: null,
    withdrawn: null,
  })
  return done({ known: null, load, describe })
}

/** Imports a file. The same bytes for the same day give the stored result; nothing is half-applied. */
export async function importFile<T extends TableHead>(
  request: ImportRequest,
  ports: ImportPorts<T>,
  progress: Progress,
): Promise<Outcome<ImportResult>> {
  const started = ports.clock()
  const { register, department } = request
  progress.start(`${register.id} ${register.label.zh}`)
  try {
    const prepared = await prepare(request, ports, progress)
    if (!prepared.ok) return prepared
    const { known, load, describe } = prepared.value
    if (load === null && known === null) return refused()
    const kept = load === null ? done(known ?? none()) : await ports.keep(load, describe)
    if (!kept.ok) return kept
    const snapshot = kept.value
    if (request.mapping) await ports.remember(register, request.mapping, department)
    const inForce = inForceOf(await ports.snapshots(register.id))?.snapshot === snapshot.snapshot
    const quarantine = snapshot.quarantineFile === null ? null : ports.pathOf(snapshot, snapshot.quarantineFile)
    return done(resultOf(snapshot, inForce, quarantine, Math.round((ports.clock() - started) * 100) / 100))
  } finally {
    progress.end()
    await ports.discard()
  }
}

/** A header of the last snapshot that is gone while an unknown one appeared: perhaps renamed, and then its column is empty. */
function renamed(
  unknown: readonly string[],
  previous: Snapshot | null,
  columns: readonly MappedColumn[],
): Snapshot['held'] {
  const fresh = unknown.filter((header) => previous?.unknownHeaders.includes(header) === false)
  const lost = (previous?.headers ?? []).filter(
    (header) => !columns.some((one) => one.header === header) && previous?.unknownHeaders.includes(header) === false,
  )
  if (!previous || fresh.length === 0 || lost.length === 0) return []
  const said = `${lost.join('、')} → ${fresh.join('、')}`
  return [{ code: 'RENAMED', text: { zh: `列名似有变化：${said}`, en: `a column seems renamed: ${said}` } }]
}

/** The rows of other engines' own tests, as their folder holds them: one JSON object a line. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A typed value; null is the source's own null. */
export type Given = null | (Readonly<Record<string, unknown>> & { readonly type: string })

export type Expected = {
  readonly value?: Given
  /** By how much the source's own number may be off. */
  readonly within?: string
  /** It must be refused; with `value: null`, an error and null are the same to the source. */
  readonly error?: boolean
  /** Names still to be asked. */
  readonly missing?: readonly string[]
}
export type Row = {
  readonly id: string
  readonly source: string
  readonly suite: string
  readonly expression?: string
  readonly evaluate?: string
  readonly op?: string
  readonly table?: Readonly<Record<string, unknown>>
  readonly given: Readonly<Record<string, Given>>
  readonly expect: Expected
}

const text = (value: unknown, instead: string): string => (typeof value === 'string' ? value : instead)
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A row whatever it holds: what is not understood makes it not expressible later on, never a crash. */
export function rowOf(line: string, file: string, at: number): Row {
  const place = { id: `${file}:${at}`, source: file, suite: 'unreadable', given: {}, expect: {} }
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return place
  }
  if (!isObject(raw)) return place
  return {
    ...raw,
    id: text(raw['id'], place.id),
    source: text(raw['source'], file),
    suite: text(raw['suite'], place.suite),
    given: isObject(raw['given']) ? (raw['given'] as Row['given']) : {},
    expect: isObject(raw['expect']) ? (raw['expect'] as Expected) : {},
  }
}

/** Every row of the `.jsonl` files of a folder; null where there is no such folder. */
export async function readRows(folder: string): Promise<readonly Row[] | null> {
  const files = await readdir(folder).catch(() => null)
  if (files === null) return null
  const rows: Row[] = []
  for (const file of files.filter((name) => name.endsWith('.jsonl')).toSorted()) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n')
    for (const [at, line] of lines.entries())
      if (line.trim() !== '') rows.push(rowOf(line, file.replace(/\.jsonl$/, ''), at + 1))
  }
  return rows
}

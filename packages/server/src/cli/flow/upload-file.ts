/** A file sent to the console: streamed to disk under a bound, read as any import, and waiting for a person's word. */
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportReply, UploadWire } from '@doudi/contract'
import { type Diagnostic, parseYmd, type Register } from '@doudi/core/kernel'
import { literal } from '../../adapters/lake/duckdb.ts'
import { importPorts, snapshotFile } from '../../adapters/lake/snapshots.ts'
import { bounded, Refusal } from '../../http/index.ts'
import { type ImportRequest, importFile } from '../../usecases/import.ts'
import { mapHeaders, maskSample } from '../../usecases/import-headers.ts'
import type { Progress } from '../../usecases/progress.ts'
import type { Session } from '../session.ts'

type Work = <T>(work: () => Promise<T>) => Promise<T>
type Refused = Extract<ImportReply, { ok: false }>

export const refusal = (problems: readonly Diagnostic[], headers: Refused['headers'] = []): Refused => ({
  ok: false,
  problems: problems.map(({ code, found, text, remedy }) => ({ code, found, text, remedy })),
  headers,
})

/** The office's name for the file without anything that could lead elsewhere. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not get into a file name
  const plain = last.replaceAll(/[\u0000-\u001f<>:"|?*]/g, '_').replace(/^\.+/, '_')
  // File systems bound names by bytes; the ending tells the format and stays.
  return [...plain].slice(-80).join('') || 'file'
}

/** The headers a person can map: those nobody knows and those that fit twice, with what stands under them. */
async function mappable(request: ImportRequest, ports: ReturnType<typeof importPorts>): Promise<Refused['headers']> {
  const { file, register } = request
  const table = await ports.open(file, register)
  if (!table.ok) return []
  const { headers, samples, unit } = table.value
  const mapping = { ...(await ports.mapping(register)), ...(request.mapping ?? {}) }
  const { columns, unknown } = mapHeaders(register, headers, { mapping, unit, file: '', samples })
  const guesses = new Map(
    headers.map((header) => [header, mapHeaders(register, [header], { mapping, unit, file: '', samples: [] }).columns]),
  )
  const idOf = (header: string): string | undefined => guesses.get(header)?.[0]?.column.id
  const twice = (header: string): boolean => headers.filter((other) => idOf(other) === idOf(header)).length > 1
  return headers
    .map((header, at) => ({ header, at }))
    .filter(({ header }) => unknown.includes(header) || (idOf(header) !== undefined && twice(header)))
    .map(({ header, at }) => ({
      header,
      samples: [...new Set(samples.map((row) => maskSample(row[at] ?? '')).filter((cell) => cell !== ''))].slice(0, 3),
      guess: columns.find((one) => one.header === header)?.column.id ?? null,
    }))
}

/** Whether nearly all ids stand under the area codes that no real person has; a misspelt one here and there may not. */
async function speaksOfNobody(session: Session, register: Register, snapshot: string): Promise<boolean> {
  const rows = snapshotFile(session.dataDir, { register: register.id, snapshot }, 'rows.parquet')
  const ids = register.columns.filter(({ type }) => type.kind === 'residentId').map(({ id }) => `"${id}"`)
  const list = ids.join(', ')
  const [found] = await (await session.duck()).rows<{ real: number; all: number }>(
    `SELECT count(*) FILTER (left(id, 5) <> '37069') AS real, count(*) AS "all" FROM (SELECT unnest([${list}]) AS id FROM read_parquet(${literal(rows)})) WHERE id IS NOT NULL`,
  )
  return Number(found?.real ?? 0) * 100 <= Number(found?.all ?? 0)
}

/** Null where there is no such register. The body is taken as it comes; the import itself waits for its turn. */
export async function uploadFile(
  session: Session,
  turn: Work,
  progress: Progress,
  given: { readonly register: string; readonly body: Readable; readonly said: UploadWire },
): Promise<ImportReply | null> {
  const register = (await session.registers()).find(({ id }) => id === given.register)
  if (!register) return null
  const { name, asOf, mapping } = given.said
  const home = join(session.dataDir, 'lake', 'upload')
  await mkdir(home, { recursive: true })
  const folder = await mkdtemp(join(home, 'file-'))
  try {
    const file = join(folder, plainName(name))
    await pipeline(given.body, bounded(), createWriteStream(file))
    await writeFile(join(folder, 'manifest.json'), JSON.stringify([{ file: plainName(name), synthetic: true }]))
    const day = asOf === undefined ? null : parseYmd(asOf)
    const request = {
      file,
      register,
      waits: true,
      ...(day === null ? {} : { asOf: day }),
      ...(mapping ? { mapping } : {}),
    }
    return await turn(async () => {
      const ports = importPorts(session.dataDir, await session.duck())
      const outcome = await importFile(request, ports, progress)
      if (!outcome.ok) {
        const headers = outcome.problems.some(({ code }) => code.startsWith('HEADER_'))
        return refusal(outcome.problems, headers ? await mappable(request, ports) : [])
      }
      const { snapshot } = outcome.value
      if (!(await speaksOfNobody(session, register, snapshot))) {
        const path = snapshotFile(session.dataDir, { register: register.id, snapshot }, '')
        await rm(path, { recursive: true, force: true })
        throw new Refusal('NOT_SYNTHETIC')
      }
      return { ok: true, snapshot } as const
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

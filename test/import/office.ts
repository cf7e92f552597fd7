/** A data folder and the offices that send it files, for the tests of importing: real files, real DuckDB. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkCharacter, type Outcome, type Register } from '@doudi/core/kernel'
import { sm3 } from '../../packages/server/src/adapters/files/atomic.ts'
import { findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { type Duck, literal, openDuck } from '../../packages/server/src/adapters/lake/duckdb.ts'
import { importPorts, readSnapshots, snapshotFile } from '../../packages/server/src/adapters/lake/snapshots.ts'
import { type ImportRequest, type ImportResult, importFile } from '../../packages/server/src/usecases/import.ts'
import type { Snapshot } from '../../packages/server/src/usecases/import-snapshot.ts'
import { silent } from '../../packages/server/src/usecases/progress.ts'

export type Row = Readonly<Record<string, unknown>>
type Sent = Partial<Omit<ImportRequest, 'file' | 'register'>>
export type Office = {
  readonly duck: Duck
  readonly home: string
  readonly dataDir: string
  readonly register: (id: string) => Register
  /** Only writes a file among those that are sent. */
  readonly put: (name: string, bytes: Uint8Array | string) => Promise<string>
  /** Writes the file and imports it; as of 20261123 unless said. */
  readonly send: (
    name: string,
    bytes: Uint8Array | string,
    register?: string,
    sent?: Sent,
  ) => Promise<Outcome<ImportResult>>
  /** `send` that must succeed. */
  readonly take: (name: string, bytes: Uint8Array | string, register?: string, sent?: Sent) => Promise<ImportResult>
  readonly rows: (result: ImportResult) => Promise<Row[]>
  readonly snapshots: (register?: string) => Promise<readonly Snapshot[]>
  /** Everything in the data folder, each file with its digest. */
  readonly contents: () => Promise<Readonly<Record<string, string>>>
  readonly close: () => Promise<void>
}

export const AS_OF = 20261123

async function digests(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const entries = files.sort().map(async (file) => [file.slice(folder.length), sm3(await readFile(file))] as const)
  return Object.fromEntries(await Promise.all(entries))
}

export async function openOffice(): Promise<Office> {
  const home = await mkdtemp(join(tmpdir(), 'doudi-import-'))
  const dataDir = join(home, 'data')
  const duck = await openDuck({ memoryMb: 600 })
  const registers = await findRegisters()
  const register = (id: string): Register => {
    const found = registers.find((one) => one.id === id)
    if (!found) throw new Error(`no register ${id}`)
    return found
  }
  const put: Office['put'] = async (name, bytes) => {
    const file = join(home, 'sent', name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
    return file
  }
  const send: Office['send'] = async (name, bytes, id = 'R01', sent = {}) => {
    const file = await put(name, bytes)
    return await importFile({ file, register: register(id), asOf: AS_OF, ...sent }, importPorts(dataDir, duck), silent)
  }
  return {
    duck,
    home,
    dataDir,
    register,
    put,
    send,
    take: async (...sent) => {
      const outcome = await send(...sent)
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
      return outcome.value
    },
    rows: (result) =>
      duck.rows(`SELECT * FROM read_parquet(${literal(snapshotFile(dataDir, result, 'rows.parquet'))}) ORDER BY line`),
    snapshots: (id = 'R01') => readSnapshots(dataDir, id),
    contents: () => digests(dataDir),
    close: async () => {
      duck.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** The n-th synthetic person's id, valid, under an area code that no division has. */
export function idOf(n: number, birth = 19900101 + (n % 28)): string {
  const first = `37069${n % 10}${birth}${String(Math.floor(n / 10) % 1000).padStart(3, '0')}`
  return first + checkCharacter(first)
}

/** The codes of problems, for expectations. */
export const codes = (outcome: Outcome<unknown>): readonly string[] =>
  outcome.ok ? ['ok'] : outcome.problems.map(({ code }) => code)

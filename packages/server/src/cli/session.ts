/** Everything a command may need of one data folder, wired once and opened only when asked for. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Register } from '@doudi/core/kernel'
import type { Programme } from '@doudi/core/policy'
import { writeJson } from '../adapters/files/atomic.ts'
import { findProgrammeFiles, findRegisters } from '../adapters/files/discover.ts'
import { type Duck, openDuck } from '../adapters/lake/duckdb.ts'
import { openStore, prepareStore } from '../adapters/store/open-store.ts'
import type { Store } from '../usecases/leads.ts'

/** Which results are current. */
export type Current = { readonly match: string; readonly asOf: number; readonly run: string | null }

/** How the owner of the folder makes its door known. */
export type Ownership = { readonly token: string; readonly open: (port: number) => Promise<void> }

export type Session = {
  readonly dataDir: string
  /** Null where no data folder is owned. */
  readonly owner: Ownership | null
  readonly duck: () => Promise<Duck>
  readonly store: () => Promise<Store>
  /** Begins to make the store where there is none, beside whatever runs now. */
  readonly warmStore: () => void
  readonly registers: () => Promise<readonly Register[]>
  readonly programmes: () => Promise<readonly Programme[]>
  /** Those that are determined for everybody. */
  readonly daily: () => Promise<readonly Programme[]>
  readonly current: () => Promise<Current | null>
  readonly setCurrent: (current: Current) => Promise<void>
  readonly close: () => Promise<void>
}

/** A step's function, called at most once. */
function once<T>(make: () => Promise<T>): { readonly get: () => Promise<T>; readonly made: () => Promise<T> | null } {
  let made: Promise<T> | null = null
  return {
    get: () => {
      made ??= make()
      return made
    },
    made: () => made,
  }
}

/** DuckDB's own buffer, beyond which it spills: the process needs about a gigabyte beside it, and stays within 8 GB. */
const MOST_MEMORY_MB = 6000
const SHARE = 0.55
const MEMORY_MB = Number(
  process.env['DOUDI_MEMORY_MB'] ?? Math.round(Math.min(MOST_MEMORY_MB, (totalmem() / 2 ** 20) * SHARE)),
)

export function openSession(dataDir: string, owner: Ownership | null = null): Session {
  const home = resolve(dataDir)
  const currentFile = join(home, 'lake', 'current.json')
  const scratch = join(home, 'lake', 'spill')
  const duck = once(async () => {
    await rm(scratch, { recursive: true, force: true })
    await mkdir(scratch, { recursive: true })
    return await openDuck({ memoryMb: MEMORY_MB, tempDirectory: scratch })
  })
  const url = process.env['DOUDI_STORE_URL']
  const prepared = once(async () => {
    if (url === undefined) await prepareStore(home)
  })
  const store = once(async () => {
    await prepared.get()
    return await openStore(url === undefined ? { dataDir: home } : { url })
  })
  const programmes = once(async () => {
    const modules = await Promise.all((await findProgrammeFiles()).map((file) => import(pathToFileURL(file).href)))
    return modules.map((module) => module.programme as Programme)
  })
  const registers = once(findRegisters)
  return {
    dataDir: home,
    owner,
    duck: duck.get,
    store: store.get,
    // Who asks for the store is told of a failure.
    warmStore: () => void prepared.get().catch(() => {}),
    registers: registers.get,
    programmes: programmes.get,
    daily: async () => (await programmes.get()).filter(({ onlyOnApplication }) => onlyOnApplication !== true),
    current: async () =>
      existsSync(currentFile) ? (JSON.parse(await readFile(currentFile, 'utf8')) as Current) : null,
    setCurrent: (current) => writeJson(currentFile, current),
    close: async () => {
      // Nobody writes in the folder once it is given up.
      await prepared.made()?.catch(() => {})
      await (await store.made())?.close()
      const opened = await duck.made()
      opened?.close()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

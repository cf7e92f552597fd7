/** Snapshots on disk: a folder each, whole or absent; release and withdrawal are written into its record. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { diagnostic, done, type Outcome, type Register, refused } from '@doudi/core/kernel'
import { counties } from '@doudi/programmes/city'
import type { ImportPorts, LoadedCounts, LoadRequest, ManifestEntry } from '../../usecases/import.ts'
import type { Mapping } from '../../usecases/import-headers.ts'
import { inForceOf, type Snapshot } from '../../usecases/import-snapshot.ts'
import { fillFolder, sm3OfFile, writeJson } from '../files/atomic.ts'
import { readManifest } from '../files/manifest.ts'
import { problems } from '../files/problems.ts'
import { openTable, type Table } from '../files/table.ts'
import type { Duck } from './duckdb.ts'
import { loadRegister, parquetHead } from './load-register.ts'

const registerFolder = (dataDir: string, register: string): string => join(dataDir, 'lake', 'registers', register)
export const snapshotFile = (
  dataDir: string,
  { register, snapshot }: Pick<Snapshot, 'register' | 'snapshot'>,
  file: string,
): string => join(registerFolder(dataDir, register), snapshot, file)

const readJson = async <T>(path: string): Promise<T | null> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

export async function readSnapshots(dataDir: string, register: string): Promise<readonly Snapshot[]> {
  const folder = registerFolder(dataDir, register)
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter((name) => /^\d{8}-[0-9a-f]{12}$/.test(name)).sort()
  const found = await Promise.all(names.map((name) => readJson<Snapshot>(join(folder, name, 'manifest.json'))))
  return found.filter((one) => one !== null)
}

type Decision = { readonly register: string; readonly snapshot: string; readonly reason: string }
type Action = Snapshot['decisions'][number]['action']

/** Writes a person's decision into the snapshot's record. */
async function decide(
  dataDir: string,
  action: Action,
  { register, snapshot, reason }: Decision,
  change: (found: Snapshot) => Outcome<Snapshot>,
): Promise<Outcome<Snapshot>> {
  const path = snapshotFile(dataDir, { register, snapshot }, 'manifest.json')
  const found = await readJson<Snapshot>(path)
  if (!found)
    return refused(
      diagnostic(
        'NO_SNAPSHOT',
        { record: snapshot },
        '',
        { zh: '没有这个批次', en: 'no such snapshot' },
        { zh: '用 doudi registers 查看批次。', en: 'See doudi registers.' },
      ),
    )
  if (reason.trim() === '')
    return refused(
      diagnostic(
        'NO_REASON',
        { record: snapshot },
        '',
        { zh: '须写明理由', en: 'a reason is needed' },
        { zh: '加 --reason "…"。', en: 'Add --reason "…".' },
      ),
    )
  const changed = change(found)
  if (!changed.ok) return changed
  // A later decision goes before an earlier one and never wipes it out.
  const kept = { ...changed.value, decisions: [...found.decisions, { action, reason }] }
  await writeJson(path, kept)
  return done(kept)
}

export const withdrawSnapshot = (dataDir: string, decision: Decision): Promise<Outcome<Snapshot>> =>
  decide(dataDir, 'withdraw', decision, (found) => done({ ...found, withdrawn: decision.reason }))

export const releaseSnapshot = (dataDir: string, decision: Decision): Promise<Outcome<Snapshot>> =>
  decide(dataDir, 'release', decision, (found) =>
    found.held.length > 0 || found.withdrawn !== null
      ? done({ ...found, withdrawn: null, released: decision.reason })
      : refused(
          diagnostic(
            'NOT_HELD',
            { record: decision.snapshot },
            '',
            { zh: '这个批次既未被拦下，也未被撤回', en: 'this snapshot is neither held nor withdrawn' },
            { zh: '无需放行。', en: 'Nothing to release.' },
          ),
        ),
  )

/** The entry of the manifest that stands beside a file; a manifest that cannot be read is refused, never guessed at. */
async function manifestEntry(file: string): Promise<Outcome<ManifestEntry | null>> {
  const entries = await readManifest(dirname(file))
  if (!entries.ok) return entries
  return done(entries.value?.find((entry) => entry.file === basename(file)) ?? null)
}

/** The register that says where people live. */
const HOUSEHOLD = 'R01'
const AREAS = [...counties.map(({ code }) => code), '370634', '370684', '370600']

async function digest(file: string, onBytes: (bytes: number) => void): Promise<Outcome<string>> {
  try {
    return done(await sm3OfFile(file, onBytes))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code !== 'ENOENT' && code !== 'EISDIR' && code !== 'EACCES') throw error
    return refused(
      diagnostic(
        'NO_FILE',
        { file: basename(file) },
        code,
        { zh: '文件打不开', en: 'the file cannot be opened' },
        { zh: '检查路径和权限。', en: 'Check the path and permissions.' },
      ),
    )
  }
}

/** A table that breaks while it is read is the office's to mend; a full disk or lack of memory is ours and goes on up. */
function unreadable({ kind, path }: Table, error: unknown): Outcome<never> {
  const said = error instanceof Error ? error.message : String(error)
  const ours = /No space left|disk full|ENOSPC|EFBIG|too large|Out of Memory/i.test(said)
  if (ours || !(said.includes(basename(path)) || /parquet|snappy|zstd|CSV Error/i.test(said))) throw error
  return refused(problems.broken(kind === 'parquet' ? basename(path) : ''))
}

/** The lake's side of importing into a data folder. */
export function importPorts(dataDir: string, duck: Duck): ImportPorts<Table> {
  const scratch = join(dataDir, 'lake', 'tmp')
  const mappings = join(dataDir, 'lake', 'mappings.json')
  const sender = (register: Register, department?: string): string =>
    `${register.id}|${department ?? register.owner.zh}`
  const readMappings = async (): Promise<Record<string, Mapping>> =>
    (await readJson<Record<string, Mapping>>(mappings)) ?? {}
  const load = async ({ previous, ...request }: LoadRequest<Table>, folder: string): Promise<LoadedCounts> => {
    const home = inForceOf(await readSnapshots(dataDir, HOUSEHOLD))
    const household = home === null ? null : snapshotFile(dataDir, home, 'rows.parquet')
    return await loadRegister(
      { duck, ...request, folder, areaCodes: AREAS, household },
      previous === null ? null : snapshotFile(dataDir, previous, 'rows.parquet'),
    )
  }
  return {
    digest: (file, progress) => digest(file, progress.advance),
    manifestEntry,
    snapshots: (register) => readSnapshots(dataDir, register),
    mapping: async (register, department) => (await readMappings())[sender(register, department)] ?? {},
    remember: async (register, mapping, department) => {
      const all = await readMappings()
      const key = sender(register, department)
      await writeJson(mappings, { ...all, [key]: { ...all[key], ...mapping } })
    },
    open: async (file, register) => {
      await rm(scratch, { recursive: true, force: true })
      await mkdir(scratch, { recursive: true })
      return await openTable(file, register, scratch, (path) => parquetHead(duck, path))
    },
    keep: async (request, describe) => {
      const target = join(registerFolder(dataDir, request.register.id), request.snapshot)
      try {
        let kept: Snapshot | null = null
        await fillFolder(target, async (folder) => {
          kept = describe(await load(request, folder))
          await writeJson(join(folder, 'manifest.json'), kept)
        })
        if (kept === null) throw new Error('a snapshot was not described')
        return done<Snapshot>(kept)
      } catch (error) {
        await rm(`${target}.tmp`, { recursive: true, force: true })
        return unreadable(request.table, error)
      }
    },
    discard: () => rm(scratch, { recursive: true, force: true }),
    pathOf: (snapshot, file) => snapshotFile(dataDir, snapshot, file),
    clock: () => performance.now() / 1000,
  }
}

/** What a data folder holds, so that two can be told equal: SM3 of every lake file and of the store's canonical export. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { openStore } from '../../packages/server/src/adapters/store/open-store.ts'

export type State = { readonly lake: ReadonlyMap<string, string>; readonly store: string }

const sm3 = (bytes: Uint8Array | string): string => createHash('sm3').update(bytes).digest('hex')

/** Every file under a folder, by its path in it; empty where there is no folder. */
export async function digestFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  if (!existsSync(folder)) return new Map()
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort()
  return new Map(
    await Promise.all(paths.map(async (path) => [relative(folder, path), sm3(await readFile(path))] as const)),
  )
}

/** The whole folder once nobody works on it. The store is opened, so it must have been made. */
export async function stateOf(data: string): Promise<State> {
  const store = await openStore({ dataDir: data })
  try {
    return { lake: await digestFiles(join(data, 'lake')), store: await store.canonicalExport() }
  } finally {
    await store.close()
  }
}

/** What differs, a line each; empty when the two are equal. */
export function differences(expected: State, found: State): string[] {
  const names = [...new Set([...expected.lake.keys(), ...found.lake.keys()])].sort()
  const files = names
    .filter((name) => expected.lake.get(name) !== found.lake.get(name))
    .map((name) => `${!found.lake.has(name) ? 'missing' : expected.lake.has(name) ? 'differs' : 'left over'}: ${name}`)
  if (sm3(expected.store) === sm3(found.store)) return files
  const [then, now] = [expected.store.split('\n'), found.store.split('\n')]
  const at = then.findIndex((line, index) => line !== now[index])
  return [...files, `store line ${at + 1}: ${now[at] ?? 'nothing'} instead of ${then[at] ?? 'nothing'}`]
}

const STEPS: readonly (readonly [folder: string, step: string])[] = [
  ['registers/', 'import'],
  ['match/', 'match'],
  ['determine/', 'determine'],
  ['findings/', 'findings'],
]

/** The step that a run was in when it was killed: the first one whose files are not all there yet. */
export async function stepOf(data: string, expected: State): Promise<string> {
  const there = await digestFiles(join(data, 'lake'))
  for (const [folder, step] of STEPS)
    for (const name of expected.lake.keys()) if (name.startsWith(folder) && !there.has(name)) return step
  const current = 'current.json'
  return there.get(current) === expected.lake.get(current) ? 'after' : 'leads'
}

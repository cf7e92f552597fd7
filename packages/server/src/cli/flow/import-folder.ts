/** All files of a folder into the lake, in the order of their as-of dates. */
import { join } from 'node:path'
import { type Diagnostic, diagnostic, done, type Outcome, refused } from '@doudi/core/kernel'
import { type NamedEntry, readManifest } from '../../adapters/files/manifest.ts'
import { importPorts } from '../../adapters/lake/snapshots.ts'
import { type ImportResult, importFile } from '../../usecases/import.ts'
import type { Progress } from '../../usecases/progress.ts'
import type { Session } from '../session.ts'

export type Imported = { readonly results: readonly ImportResult[]; readonly problems: readonly Diagnostic[] }

type Entry = NamedEntry & { readonly asOf: number; readonly register: string }

async function entriesOf(folder: string): Promise<Outcome<readonly Entry[]>> {
  const read = await readManifest(folder)
  if (!read.ok) return read
  const problem = (zh: string, en: string): Outcome<never> =>
    refused(
      diagnostic(
        'NO_MANIFEST',
        { file: 'manifest.json' },
        '',
        { zh, en },
        {
          zh: '--registers 指向 doudi city 写出的 registers 文件夹。',
          en: 'Point --registers at the registers folder that doudi city wrote.',
        },
      ),
    )
  if (read.value === null) return problem('文件夹里没有 manifest.json', 'the folder holds no manifest.json')
  const whole = read.value.filter((one): one is Entry => one.asOf !== undefined && one.register !== undefined)
  if (whole.length < read.value.length)
    return problem('清单里有文件没写register或asOf', 'a file of the manifest has no register or asOf')
  return done(whole.toSorted((a, b) => a.asOf - b.asOf || (a.register < b.register ? -1 : 1)))
}

/** One broken file costs only itself: its problems are told, the others enter. */
export async function importFolder(session: Session, folder: string, progress: Progress): Promise<Outcome<Imported>> {
  const entries = await entriesOf(folder)
  if (!entries.ok) return entries
  const ports = importPorts(session.dataDir, await session.duck())
  const registers = await session.registers()
  const results: ImportResult[] = []
  const problems: Diagnostic[] = []
  for (const entry of entries.value) {
    const register = registers.find(({ id }) => id === entry.register)
    if (!register) {
      problems.push(
        diagnostic(
          'NO_REGISTER',
          { file: entry.file },
          entry.register,
          { zh: '目录里没有这个登记册', en: 'no such register in the catalogue' },
          { zh: '用 doudi registers 查看登记册。', en: 'See doudi registers.' },
        ),
      )
      continue
    }
    const result = await importFile({ file: join(folder, entry.file), register, asOf: entry.asOf }, ports, progress)
    if (result.ok) results.push(result.value)
    else problems.push(...result.problems)
  }
  return done({ results, problems })
}

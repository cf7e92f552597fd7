/** All files of a folder into the lake, in the order of their as-of dates. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Diagnostic, diagnostic, done, type Outcome, refused } from '@doudi/core/kernel'
import { importPorts } from '../../adapters/lake/snapshots.ts'
import { type ImportResult, importFile } from '../../usecases/import.ts'
import type { Progress } from '../../usecases/progress.ts'
import type { Session } from '../session.ts'

type Entry = { readonly file: string; readonly register: string; readonly asOf: number }

export type Imported = { readonly results: readonly ImportResult[]; readonly problems: readonly Diagnostic[] }

async function readManifest(folder: string): Promise<Outcome<readonly Entry[]>> {
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
  try {
    const entries = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as unknown
    if (!Array.isArray(entries)) return problem('manifest.json 不是清单', 'manifest.json is no list')
    // A name with a path in it could lead anywhere; only files of this folder are read.
    const clean = entries.filter(
      (one: Entry) => typeof one.file === 'string' && !/[\\/]/.test(one.file) && one.file !== '..',
    )
    return done(clean.sort((a: Entry, b: Entry) => a.asOf - b.asOf || (a.register < b.register ? -1 : 1)))
  } catch (error) {
    if (error instanceof SyntaxError) return problem('manifest.json 读不懂', 'manifest.json cannot be read')
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return problem('文件夹里没有 manifest.json', 'the folder holds no manifest.json')
    throw error
  }
}

/** One broken file costs only itself: its problems are told, the others enter. */
export async function importFolder(session: Session, folder: string, progress: Progress): Promise<Outcome<Imported>> {
  const entries = await readManifest(folder)
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
    const result = await importFile({ file: join(folder, entry.file), register }, ports, progress)
    if (result.ok) results.push(result.value)
    else problems.push(...result.problems)
  }
  return done({ results, problems })
}

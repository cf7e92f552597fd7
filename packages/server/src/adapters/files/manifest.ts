/** manifest.json beside register files: what their office says of each. Read whole or refused with its place. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diagnostic, done, isYmd, type Outcome, refused } from '@doudi/core/kernel'
import type { ManifestEntry } from '../../usecases/import.ts'

export type NamedEntry = ManifestEntry & { readonly file: string; readonly register?: string }
const NAME = 'manifest.json'

const problem = (record: string, zh: string, en: string): Outcome<never> =>
  refused(
    diagnostic(
      'MANIFEST',
      record === '' ? { file: NAME } : { file: NAME, record },
      '',
      { zh, en },
      {
        zh: `改正${NAME}，照 doudi city 写出的样子；或移走它。`,
        en: `Mend ${NAME} after the one that doudi city writes, or take it away.`,
      },
    ),
  )

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string'
/** A name that leads out of its folder. */
const strays = (name: string): boolean => /[\\/\0]/.test(name) || name === '' || name === '.' || name === '..'

function checked(entry: unknown, place: string): Outcome<NamedEntry> {
  if (typeof entry !== 'object' || entry === null) return problem(place, '条目不是对象', 'an entry is no object')
  const { file, register, asOf, purpose, legalBasis, synthetic, sm3 } = entry as Record<string, unknown>
  if (typeof file !== 'string' || strays(file))
    return problem(place, '文件名须是同一文件夹里的文件', 'file must name a file of the same folder')
  if (asOf !== undefined && !(typeof asOf === 'number' && isYmd(asOf)))
    return problem(place, 'asOf须是20261123这样的日期', 'asOf must be a day like 20261123')
  if (![register, purpose, legalBasis, sm3].every(isText))
    return problem(
      place,
      'register、purpose、legalBasis、sm3须是文字',
      'register, purpose, legalBasis, sm3 must be text',
    )
  if (synthetic !== undefined && typeof synthetic !== 'boolean')
    return problem(place, 'synthetic须是true或false', 'synthetic must be true or false')
  return done(entry as NamedEntry)
}

/** The entries of the folder's manifest; null where there is none. */
export async function readManifest(folder: string): Promise<Outcome<readonly NamedEntry[] | null>> {
  let text: string
  try {
    text = await readFile(join(folder, NAME), 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return done(null)
    if (code === 'EISDIR' || code === 'EACCES') return problem('', '清单打不开', 'the manifest cannot be opened')
    throw error
  }
  try {
    const entries = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
    if (!Array.isArray(entries)) return problem('', '清单须是一个列表', 'the manifest must be a list')
    const found = entries.map((entry, at) => checked(entry, String(at + 1)))
    const wrong = found.flatMap((one) => (one.ok ? [] : one.problems))
    return wrong.length > 0 ? refused(...wrong) : done(found.flatMap((one) => (one.ok ? [one.value] : [])))
  } catch (error) {
    if (error instanceof SyntaxError) return problem('', '清单不是JSON', 'the manifest is no JSON')
    throw error
  }
}

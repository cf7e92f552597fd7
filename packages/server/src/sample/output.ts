/** The folder a city is written to: made aside and put in place when whole, so that nothing half-made is ever read. */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Diagnostic, diagnostic } from '@doudi/core/kernel'

const PARTS = ['registers', 'truth'] as const
const UNFINISHED = '.unfinished'

/**
 * Why a city cannot be written to `out`; null where it can: there is nothing, an empty folder, or a sample city, which a new
 * one replaces. Anything else is somebody's, and stays.
 */
export async function refuseFolder(out: string): Promise<Diagnostic | null> {
  const names = await readdir(out).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const strange = names.find((name) => ![...PARTS, UNFINISHED].some((ours) => ours === name))
  if (strange === undefined && (!names.includes('registers') || (await isSynthetic(join(out, 'registers')))))
    return null
  return diagnostic(
    'OUT_NOT_EMPTY',
    { file: out },
    strange ?? 'registers',
    { zh: '文件夹里有样例城市以外的内容', en: 'The folder holds something that is not a sample city.' },
    { zh: '换一个空的或新的文件夹。', en: 'Choose a new or an empty folder.' },
  )
}

async function isSynthetic(registers: string): Promise<boolean> {
  try {
    const entries: unknown = JSON.parse(await readFile(join(registers, 'manifest.json'), 'utf8'))
    return Array.isArray(entries) && entries.every((entry) => Object(entry).synthetic === true)
  } catch {
    return false
  }
}

/** Lets `make` write into a folder aside, then puts registers and truth in place; on a failure nothing of it is left. */
export async function writeWhole<T>(out: string, make: (folder: string) => Promise<T>): Promise<T> {
  const aside = join(out, UNFINISHED)
  await rm(aside, { recursive: true, force: true })
  for (const part of PARTS) await mkdir(join(aside, part), { recursive: true })
  try {
    const result = await make(aside)
    for (const part of PARTS) {
      await rm(join(out, part), { recursive: true, force: true })
      await rename(join(aside, part), join(out, part))
    }
    return result
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

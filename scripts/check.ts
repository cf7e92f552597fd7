/** `npm run check`: format, lint, types, floors, unused; no tests. Every step runs, all complaints are shown. */
import { spawn } from 'node:child_process'
import { findViolations } from './floors.ts'

type Step = { readonly name: string; readonly run: () => Promise<string> }

/** Runs a tool of node_modules/.bin; returns what it printed when it failed, else ''. */
function tool(command: string, ...args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code) => resolve(code === 0 ? '' : said || `exit ${code}`))
  })
}

const steps: readonly Step[] = [
  { name: 'format and lint', run: () => tool('biome', 'check', '--max-diagnostics=50', '--error-on-warnings') },
  { name: 'types', run: () => tool('tsc', '-b') },
  { name: 'floors', run: async () => (await findViolations(process.cwd())).join('\n') },
  { name: 'unused', run: () => tool('knip', '--no-progress') },
]

/** True when everything passes. */
export async function check(): Promise<boolean> {
  const results = await Promise.all(
    steps.map(async ({ name, run }) => {
      const started = performance.now()
      const complaint = await run()
      return { name, complaint, seconds: ((performance.now() - started) / 1000).toFixed(1) }
    }),
  )
  for (const { name, complaint, seconds } of results) {
    console.log(`${complaint === '' ? '✓' : '✗'} ${name} ${seconds} s`)
    if (complaint !== '') console.log(complaint)
  }
  return results.every(({ complaint }) => complaint === '')
}

if (import.meta.main) process.exit((await check()) ? 0 : 1)

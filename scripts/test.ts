/**
 * `npm test`: the check, then every test, the browser's included. The last line counts them: `N passed, N failed`.
 *
 * A failed check counts as one failure, and so does a test run that broke off: the line never looks green when the exit
 * code is not.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.ts'

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number }

/** Runs vitest; its reporter (test/tally.ts) leaves the counts in a file. */
async function runTests(words: readonly string[]): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'doudi-tally-'))
  const file = join(folder, 'tally.json')
  try {
    const code = await new Promise<number>((resolve) => {
      const child = spawn('vitest', ['run', ...words], { stdio: 'inherit', env: { ...process.env, DOUDI_TALLY: file } })
      child.on('error', () => resolve(1))
      child.on('exit', (status) => resolve(status ?? 1))
    })
    const told = await readFile(file, 'utf8').catch(() => '{"passed": 0, "failed": 0, "skipped": 0}')
    const count = JSON.parse(told) as Count
    return code === 0 || count.failed > 0 ? count : { ...count, failed: 1 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const passed = await check()
if (!passed) console.log('check failed: see above')
const count = await runTests(process.argv.slice(2))
const failed = count.failed + (passed ? 0 : 1)
if (count.skipped > 0) console.log(`${count.skipped} skipped`)
console.log(`${count.passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && count.passed > 0 ? 0 : 1

/** `npm test`: the check, then every test, the browser's included. Ends with one plain line of counts. */
import { spawn } from 'node:child_process'
import { check } from './check.ts'

const passed = await check()
const code = await new Promise<number>((resolve) => {
  const child = spawn('vitest', ['run', ...process.argv.slice(2)], { stdio: 'inherit' })
  child.on('error', () => resolve(1))
  child.on('exit', (status) => resolve(status ?? 1))
})
if (!passed) console.log('check failed: see above')
process.exit(passed ? code : 1)

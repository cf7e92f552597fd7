import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Counts the tests for scripts/test.ts, or prints the counts at the end; a file that did not load counts as a failure. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      if (!module.ok() && !tests.some((test) => test.result().state === 'failed')) count.failed++
      for (const test of tests) {
        const { state } = test.result()
        if (state === 'passed' || state === 'failed') count[state]++
        else count.skipped++
      }
    }
    const file = process.env['DOUDI_TALLY']
    if (file === undefined) console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
    else writeFileSync(file, JSON.stringify(count))
  }
}

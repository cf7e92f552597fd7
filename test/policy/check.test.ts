import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyCheckout } from '../checkout.ts'
import { doudi, type Ended, ended, strangersEnv } from '../doudi.ts'

const CHILDREN = 'packages/programmes/src/children'
let home = ''
let data = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-policy-check-'))
  data = join(home, 'data')
  await doudi('city', '--people', '20000', '--seed', '1', '--out', join(home, 'city'), '--json')
  await doudi('run', '--registers', join(home, 'city/registers'), '--data', data, '--json')
})
afterAll(() => rm(home, { recursive: true, force: true }))

type Told = {
  readonly programmes: number
  readonly parameters: number
  readonly rules: number
  readonly problems: readonly {
    readonly code: string
    readonly file: string
    readonly line: number
    readonly text: string
  }[]
}

test('the programmes of this repository may run: no problem, alone and over a city', async () => {
  for (const words of [[], ['--data', data]]) {
    const { code, last } = await doudi('policy', 'check', ...words, '--json')
    expect((last as Told).problems).toEqual([])
    expect(code).toBe(0)
    const { programmes, parameters, rules } = last as Told
    expect(programmes).toBeGreaterThan(1)
    expect(parameters).toBeGreaterThan(10)
    expect(rules).toBeGreaterThan(10)
  }
})

/** The checkout with one line of law changed; what is printed, with the line as it then stands. */
async function planted(file: string, line: string, instead: string): Promise<{ told: Ended; checkout: string }> {
  const checkout = await mkdtemp(join(home, 'checkout-'))
  await copyCheckout(checkout)
  const path = join(checkout, CHILDREN, file)
  const source = await readFile(path, 'utf8')
  expect(source).toContain(line)
  await writeFile(path, source.replace(line, instead))
  const main = 'packages/server/src/cli/main.ts'
  const words = ['--disable-warning=ExperimentalWarning', main, 'policy', 'check', '--json']
  const told = await ended(spawn(process.execPath, words, { cwd: checkout, env: strangersEnv() }))
  return { told, checkout }
}

test.each([
  [
    'a misspelt column',
    'UNKNOWN_ID',
    'parent-status.ts',
    "present(date('foundDate'))",
    "present(date('fundDate'))",
    "date('fundDate')",
  ],
  [
    'a figure without its article',
    'NO_CITATION',
    'parameters.ts',
    "cite(D17, '自情形消失次月起停发')",
    "cite(D17, '')",
    "id: 'P-CH-STOP'",
  ],
  [
    'a category behind another',
    'UNREACHABLE',
    'programme.ts',
    "test: gate('CH-2', bothGone, not(placed))",
    "test: gate('CH-2', bothGone, placed)",
    "code: 'CH-2'",
  ],
  [
    'a variable that nothing asks',
    'UNUSED',
    'parent-status.ts',
    'disabled.use, jailed.use, rehab.use,',
    'disabled.use, jailed.use,',
    "'rehab'",
  ],
])('%s is named with its file and line', async (_, code, file, line, instead, shown) => {
  const { told, checkout } = await planted(file, line, instead)
  expect(told.code).toBe(1)
  const { problems } = told.last as Told
  expect(problems.map((one) => one.code)).toContain(code)
  const problem = problems.find((one) => one.code === code)
  const lines = (await readFile(join(checkout, problem?.file ?? ''), 'utf8')).split('\n')
  expect(problem?.file).toBe(join(CHILDREN, file))
  expect(lines[(problem?.line ?? 0) - 1]).toContain(shown)
  expect(problem?.text).toMatch(/\p{Script=Han}.*[A-Za-z]/u)
})

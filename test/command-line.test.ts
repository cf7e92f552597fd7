import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doudi, type Ended, ended, startDoudi } from './doudi.ts'

const COMMANDS = [
  'bench',
  'city',
  'determine',
  'explain',
  'import',
  'leads',
  'match',
  'policy',
  'registers',
  'run',
  'serve',
  'start',
  'withdraw',
]
/** They go on until they are stopped, or for minutes. */
const LONG = ['bench', 'serve', 'start']
/** Ours, under an area code that no division has; valid in every other respect. */
const RESIDENT_ID = '370690201501010014'

let home = ''
let registers = ''
let data = ''
let ran: Ended
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-command-line-'))
  const city = join(home, 'city')
  registers = join(city, 'registers')
  data = join(home, 'data')
  const made = await doudi('city', '--people', '2000', '--seed', '5', '--out', city, '--json')
  expect(made).toMatchObject({ code: 0, stderr: '' })
  ran = await doudi('run', '--registers', registers, '--data', data, '--truth', join(city, 'truth'), '--json')
})
afterAll(() => rm(home, { recursive: true, force: true }))

const here = (...words: readonly string[]): Promise<Ended> => ended(startDoudi(words, { cwd: home }))
type Failed = { readonly error: { readonly code: string; readonly text: string; readonly remedy: string } }
const TRACE = /^\s+at .+[:)]\d*|node:internal|\.ts:\d+:\d+/m

test('help names every command, in Chinese and in English', async () => {
  const { code, stdout } = await here('--help')
  expect(code).toBe(0)
  for (const name of COMMANDS)
    expect(stdout).toMatch(new RegExp(`^  ${name} +\\S*\\p{Script=Han}.* {2}\\S*[A-Za-z]`, 'mu'))
})

test.each(COMMANDS)('doudi %s --help says how it is called and what it takes, and does nothing', async (name) => {
  const { code, stdout, stderr } = await here(name, '--help')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain(`用法 Usage: doudi ${name}`)
  expect(stdout).toContain('--json')
  expect(stdout).toMatch(/\p{Script=Han}.* {2}\S*[A-Za-z]/u)
})

test.each([
  ['an unknown command', ['rum']],
  ['an unknown option', ['run', '--registres', 'x']],
  ['an option without its value', ['run', '--data']],
  ['a word too many', ['run', 'city/registers']],
  ['a date that is none', ['run', '--as-of', '2026-02-30']],
  ['a number that is none', ['leads', '--limit', 'many']],
  ['a city of a few', ['start', '--people', 'few']],
  ['an import without a register', ['import', 'x.csv']],
  ['a day that nobody knows', ['import', 'city/truth/people.parquet', '--register', 'R06']],
])('%s ends 2, and the last line of --json says what is wrong and what to do', async (_, words) => {
  const { code, last, stderr, stdout } = await here(...words, '--json')
  expect(code, stdout).toBe(2)
  const { error } = last as Failed
  expect([error.code, error.text, error.remedy].every((one) => one !== '')).toBe(true)
  expect(stderr).toContain(error.text.split('\n')[0])
})

test('a run prints one object with everything that others script against', async () => {
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  const count = expect.any(Number)
  expect(ran.last).toMatchObject({
    asOf: 20261123,
    persons: count,
    determinations: count,
    quarantined: count,
    findings: { missed: count, over: count, amount: count, conflict: count, change: count, unknown: count },
    leads: { open: count, opened: count, closed: count, changed: count },
    truth: { precision: count, recall: count, byFault: expect.any(Object) },
    seconds: count,
    peakMemoryMb: count,
  })
  const { steps } = ran.last as { steps: { step: string; rows: number; seconds: number }[] }
  expect(steps.map(({ step }) => step)).toEqual(['import', 'match', 'determine', 'findings', 'leads'])
})

test('without a truth to hold it against, the same run again says null, and changes no lead', async () => {
  const { code, last } = await here('run', '--registers', registers, '--data', data, '--json')
  expect(code).toBe(0)
  const { open } = (ran.last as { leads: { open: number } }).leads
  expect(last).toMatchObject({ truth: null, leads: { open, opened: 0, closed: 0, changed: 0 } })
})

test('the day is the one asked for, else the newest of the snapshots, never the clock', async () => {
  const manifest = JSON.parse(await readFile(join(registers, 'manifest.json'), 'utf8')) as { asOf: number }[]
  expect((ran.last as { asOf: number }).asOf).toBe(Math.max(...manifest.map(({ asOf }) => asOf)))
  const asked = await here('determine', '--data', data, '--as-of', '2026-10-31', '--json')
  expect(asked.last).toMatchObject({ asOf: 20261031 })
})

test('explain takes our number and tells why, in both renderings', async () => {
  const { last } = await here('leads', '--data', data, '--limit', '1', '--json')
  const [lead] = (last as { leads: { person: number }[] }).leads
  const told = await here('explain', `P${lead?.person}`, '--data', data, '--json')
  expect(told.code).toBe(0)
  const { explanations } = told.last as { explanations: { full: string; neutral: string; whatIf: object | null }[] }
  expect(explanations.length).toBeGreaterThan(0)
  for (const { full, neutral, whatIf } of explanations) {
    expect([full, neutral].every((text) => text.length > 20)).toBe(true)
    expect(whatIf).toMatchObject({ counterfactuals: expect.any(Array) })
  }
  expect(told.stdout).not.toMatch(/\d{17}[\dXx]/)
})

test.each([
  ['eighteen long', RESIDENT_ID],
  ['with a small x', '37069020150101003x'],
  ['fifteen long', '370690150101001'],
  ['with spaces', '370690 20150101 0014'],
  ['of full-width digits', [...RESIDENT_ID].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')],
  ['behind our letter', `P${RESIDENT_ID}`],
])('a resident id %s is no person number: refused, and not repeated', async (_, id) => {
  const { code, stdout, stderr } = await here('explain', id, '--data', data, '--json')
  expect(code).toBe(2)
  for (const said of [stdout, stderr]) {
    expect(said).not.toContain(id)
    expect(said.normalize('NFKC')).not.toContain('0101')
  }
})

test('whatever words are typed, the answer is a result or a sentence with a remedy, never a trace or an id', async () => {
  const word = fc.oneof(
    fc.constantFrom('--json', '--help', '--data', '--register', '--registers', '--as-of', '--limit', '--kind', '--map'),
    fc.constantFrom(
      RESIDENT_ID,
      '',
      '--',
      '-',
      '..',
      'city',
      'data',
      'R06',
      'P1',
      '-1',
      '1e9',
      "'; drop table lead",
      'ａ',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('\0')),
  )
  const name = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...COMMANDS.filter((one) => !LONG.includes(one))) },
    { weight: 1, arbitrary: word },
  )
  const words = fc.tuple(name, fc.array(word, { maxLength: 5 })).map(([first, rest]) => [first, ...rest])
  await fc.assert(
    fc.asyncProperty(words, async (typed) => {
      const { code, stdout, stderr, last } = await here(...typed)
      expect([0, 1, 2, 3]).toContain(code)
      expect(`${stdout}${stderr}`).not.toMatch(TRACE)
      expect(`${stdout}${stderr}`).not.toContain(RESIDENT_ID)
      if (code === 1 || code === 2) expect(stderr.trim().split('\n').length).toBeGreaterThan(typed.length === 0 ? 0 : 1)
      const asked = typed.includes('--json') && !typed.includes('--') && (code === 1 || code === 2)
      if (asked)
        expect(last).toMatchObject({
          error: { code: expect.any(String), text: expect.any(String), remedy: expect.any(String) },
        })
    }),
    { numRuns: 16, seed: 20261123, endOnFailure: true },
  )
})

test('before any register is in force, match, determine and run say so', async () => {
  for (const name of ['match', 'determine', 'run']) {
    const { code, last } = await here(name, '--data', 'nothing-yet', '--json')
    expect({ code, last }).toMatchObject({ code: 1, last: { error: { code: 'NO_REGISTERS' } } })
  }
})

test('while the register of payments is not connected nobody is missed: one sentence says who waits for it, and no lead more', async () => {
  const entries = JSON.parse(await readFile(join(registers, 'manifest.json'), 'utf8')) as { register: string }[]
  const some = join(home, 'some')
  await cp(registers, some, { recursive: true })
  const kept = entries.filter(({ register }) => register !== 'R22')
  await writeFile(join(some, 'manifest.json'), JSON.stringify(kept))
  const { code, last } = await here('run', '--registers', some, '--data', 'some-data', '--json')
  type Told = {
    readonly findings: Readonly<Record<string, number>>
    readonly cannotTell: { readonly registers: readonly { register: string; people: number; text: { zh: string } }[] }
  }
  const { findings, cannotTell } = last as Told
  const before = ran.last as Told
  expect(code).toBe(0)
  expect(findings).toMatchObject({ missed: 0, over: 0, amount: 0 })
  expect(findings['unknown']).toBeLessThanOrEqual(before.findings['unknown'] ?? 0)
  expect(before.cannotTell.registers).toEqual([])
  expect(cannotTell.registers.map(({ register }) => register)).toEqual(['R22'])
  const { people = 0, text } = cannotTell.registers[0] ?? {}
  expect(people).toBeGreaterThan(before.findings['missed'] ?? 0)
  const said = await here('run', '--data', 'some-data')
  expect(said.stdout).toContain(text?.zh)
  expect(text?.zh).toMatch(/R22.*还没有收到过.*人的结论要等它.*请.*报送/)
})

/** util-linux's `script` gives a command a terminal; other machines call it otherwise. */
const SCRIPT = 'script'
const hasScript = spawnSync(SCRIPT, ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false
test.skipIf(!hasScript)('on a terminal a long command draws its progress; into a pipe it draws nothing', async () => {
  const main = join(import.meta.dirname, '../packages/server/src/cli/main.ts')
  const command = `${process.execPath} ${main} city --people 2000 --out ${join(home, 'drawn')}`
  const { stdout } = spawnSync(SCRIPT, ['-qec', command, '/dev/null'], { encoding: 'utf8' })
  expect(stdout).toContain('\r\u001b[K')
  expect(stdout).toContain('行')
  expect((await readdir(join(home, 'drawn'))).length).toBeGreaterThan(0)
  expect(ran.stderr).toBe('')
})

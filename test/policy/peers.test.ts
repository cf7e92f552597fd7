import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, withEngines } from '../../bench/peers/engines.ts'
import { page } from '../../bench/peers/report.ts'
import { type Row, rowOf } from '../../bench/peers/rows.ts'
import { judgeRows, tally } from '../../bench/peers/run.ts'

let engines: readonly Engine[] = []
let close = (): void => undefined
beforeAll(async () => {
  await new Promise<void>((ready) => {
    void withEngines(async (opened) => {
      engines = opened
      ready()
      await new Promise<void>((done) => {
        close = done
      })
    })
  })
})
afterAll(() => close())

const n = (value: string, unit?: string) => ({ type: 'number', value, ...(unit === undefined ? {} : { unit }) })
const truth = (value: boolean) => ({ type: 'boolean', value })
const date = (value: string) => ({ type: 'date', value })
const length = (kind: string, value: string) => ({ type: 'duration', kind, value })
const money = (value: string) => ({ type: 'money', value })
const range = (from: unknown, to: unknown, ends = '[]') => ({
  type: 'range',
  from,
  to,
  fromIncluded: ends.startsWith('['),
  toIncluded: ends.endsWith(']'),
})
const NOTHING = { error: true, value: null }

const row = (source: string, more: Partial<Record<keyof Row, unknown>>): Row =>
  rowOf(JSON.stringify({ id: 'ours', source, suite: 'ours', given: {}, ...more }), source, 1)
const dmn = (op: string, given: object, expected: unknown): Row =>
  row('dmn-tck', { op, given, expect: expected === NOTHING ? NOTHING : { value: expected } })
const catala = (op: string, given: object, expect: object): Row => row('catala', { op, given, expect })
const publicodes = (expression: string, evaluate: string, given: object, expect: object): Row =>
  row('publicodes', { expression, evaluate, given, expect })

async function verdicts(rows: readonly Row[]): Promise<readonly string[]> {
  const judged = await judgeRows(rows, engines)
  return judged.map(({ verdict }) => (verdict.is === 'equal' ? 'equal' : `${verdict.is}: ${verdict.why}`))
}
const equal = async (rows: readonly Row[]): Promise<void> =>
  expect(await verdicts(rows)).toEqual(rows.map(() => 'equal'))

test('there is more than one engine, and DuckDB is among them', () => {
  expect(engines.map(({ name }) => name)).toEqual(expect.arrayContaining(['evaluator', 'columns', 'duckdb']))
})

test('decimals are exact: sums, products, quotients, powers, remainders, roundings', async () => {
  await equal([
    dmn('+', { left: n('0.1'), right: n('0.2') }, n('0.3')),
    dmn('*', { left: n('-1.25'), right: n('0.8') }, n('-1')),
    dmn('/', { left: n('7'), right: n('-8') }, n('-0.875')),
    dmn('/', { left: n('1'), right: n('0') }, NOTHING),
    dmn('**', { left: n('1.5'), right: n('3') }, n('3.375')),
    dmn('**', { left: n('4'), right: n('-2') }, n('0.0625')),
    dmn('modulo', { dividend: n('-7.5'), divisor: n('2') }, n('0.5')),
    dmn('decimal', { n: n('2.5'), scale: n('0') }, n('2')),
    dmn('round half up', { n: n('-2.25'), scale: n('1') }, n('-2.3')),
    dmn('round half down', { n: n('-2.25'), scale: n('1') }, n('-2.2')),
    dmn('round up', { n: n('-2.01'), scale: n('1') }, n('-2.1')),
    dmn('floor', { n: n('-155'), scale: n('-1') }, n('-160')),
    dmn('median', { list: { type: 'list', value: [n('3'), n('1'), n('2.5'), n('9')] } }, n('2.75')),
  ])
})

test('truths are three-valued, and null equals null', async () => {
  await equal([
    dmn('and', { a: truth(false), b: null }, truth(false)),
    dmn('or', { a: null, b: truth(false) }, null),
    dmn('=', { a: null, b: null }, truth(true)),
    dmn('=', { a: n('1'), b: null }, truth(false)),
    dmn('in', { value: n('4'), test: { type: 'list', value: [n('3'), range(n('3'), n('4'), '(]')] } }, truth(true)),
    dmn('in', { value: n('4'), test: range(n('3'), null) }, null),
    dmn('overlaps after', { a: range(n('3'), n('9')), b: range(n('1'), n('3'), '[)') }, truth(false)),
    dmn('during', { a: n('3'), b: range(n('3'), n('9')) }, truth(true)),
  ])
})

test('days and lengths: months and days never mix', async () => {
  const leap = date('2024-02-29')
  await equal([
    dmn('+', { left: leap, right: length('months', 'P1Y') }, date('2025-02-28')),
    dmn('-', { left: date('2024-03-01'), right: leap }, length('days', 'P1D')),
    dmn('-', { left: leap, right: length('days', 'PT1S') }, date('2024-02-28')),
    dmn('+', { left: length('days', 'P1D'), right: length('months', 'P1M') }, NOTHING),
    dmn('*', { left: length('days', 'P1DT12H'), right: n('1.5') }, length('days', 'P2DT6H')),
    dmn('years and months duration', { from: date('2024-01-31'), to: leap }, length('months', 'P0M')),
    dmn('day of year', { date: leap }, n('60')),
    dmn('week of year', { date: date('2027-01-03') }, n('53')),
    dmn('date', { year: n('2023'), month: n('2'), day: n('29') }, NOTHING),
    dmn('property', { of: length('days', '-P1DT2H'), name: { type: 'string', value: 'hours' } }, n('-2')),
  ])
})

test('decision tables keep their hit policy', async () => {
  const rule = (when: readonly string[], ...outputs: readonly string[]) =>
    Object.fromEntries([
      ['when', when],
      ['then', outputs],
    ])
  const cells: readonly (readonly [readonly string[], string, string])[] = [
    [['>=18', '"a","b"'], '"adult"', '2.50'],
    [['<18', '-'], '"minor"', '1'],
    [['[16..limit)', 'not("c")'], '"young"', '1.25'],
  ]
  const table = (hitPolicy: string, values?: string, aggregation?: string) => ({
    hitPolicy,
    inputs: [{ expression: 'who.age' }, { expression: 'kind' }],
    ...(aggregation === undefined
      ? {
          outputs: [{ name: 'group', values }, { name: 'rate' }],
          rules: cells.map(([when, group, rate]) => rule(when, group, rate)),
        }
      : { aggregation, outputs: [{}], rules: cells.map(([when, , rate]) => rule(when, rate)) }),
  })
  const given = (age: string) => ({
    who: { type: 'record', value: { age: n(age) } },
    kind: { type: 'string', value: 'a' },
    limit: n('21'),
  })
  const told = (group: string, rate: string) => ({
    type: 'record',
    value: { group: { type: 'string', value: group }, rate: n(rate) },
  })
  const of = (table: object, age: string, value: unknown): Row =>
    row('dmn-tck', { table, given: given(age), expect: { value } })
  await equal([
    of(table('FIRST'), '17', told('minor', '1')),
    of(table('PRIORITY', '"young", "adult", "minor"'), '19', told('young', '1.25')),
    of(table('UNIQUE'), '40', told('adult', '2.5')),
    of(table('COLLECT', undefined, 'SUM'), '18', n('3.75')),
    of(table('COLLECT', undefined, 'MIN'), '17', n('1')),
    of(table('COLLECT', undefined, 'COUNT'), '17', n('2')),
  ])
  expect(await verdicts([of(table('RULE ORDER'), '17', { type: 'list', value: [] })])).toEqual([
    'notExpressible: an answer that is a list',
  ])
})

test('money to the cent, ages with a side, periods with both ends', async () => {
  const born = date('2008-02-29')
  const years = (value: string) => ({ type: 'duration', unit: 'year', value })
  await equal([
    catala('*', { a: money('0.50'), b: n('0.13') }, { value: money('0.07') }),
    catala('*', { a: money('1.00'), b: money('1.00') }, { error: true }),
    catala('/', { a: money('10.00'), b: money('4.00') }, { value: n('2.5') }),
    catala(
      'Money.round_to_decimal',
      { v: money('14.55'), d: { type: 'integer', value: '-1' } },
      { value: money('10.00') },
    ),
    catala(
      'Date.is_old_enough_rounding_up',
      { b: born, a: years('18'), on: date('2026-02-28') },
      { value: truth(false) },
    ),
    catala(
      'Date.is_old_enough_rounding_down',
      { b: born, a: years('18'), on: date('2026-02-28') },
      { value: truth(true) },
    ),
    catala(
      'Period.intersection',
      {
        a: { type: 'period', from: date('2026-01-01'), to: date('2026-01-31') },
        b: { type: 'period', from: date('2026-02-01'), to: date('2026-03-01') },
      },
      { value: { type: 'absent' } },
    ),
  ])
})

test('a difference on purpose carries its reason', async () => {
  const zero = catala('/', { a: n('1'), b: n('0') }, { error: true })
  const [[first = ''], [second = '']] = await Promise.all([
    verdicts([zero]),
    verdicts([dmn('and', { a: truth(true), b: n('1') }, null)]),
  ])
  expect(first).toMatch(/^different: what has no value/)
  expect(second).toMatch(/^different: a value of a wrong kind/)
  const [wrong] = await judgeRows([dmn('+', { a: n('1'), b: n('1') }, n('3'))], engines)
  expect(wrong?.verdict).toEqual({ is: 'different', why: null })
})

test('Publicodes: brackets, limits, units, cases, and the two kinds of nothing', async () => {
  const rules = `
pay:
  unité: €/mois
member: oui
charge:
  barème:
    assiette: pay
    multiplicateur: 1000 €/mois
    tranches:
      - taux: 10%
        plafond: 1
      - taux: 2.5%
        plafond: 3
net:
  unité: €/an
  somme:
    - pay
    - bonus
  abattement: 5%
  plafond: 2000 €/mois
bonus:
  applicable si: member
  valeur: 100 €/mois
band:
  grille:
    assiette: pay
    tranches:
      - montant: 1
        plafond: 1500
      - montant: 2
        plafond: cap
cap:
kind:
  variations:
    - si: pay > 1000
      alors: 5%
    - sinon: 1%
`
  const of = (name: string, given: object, expect: object): Row => publicodes(rules, name, given, expect)
  await equal([
    of('charge', { pay: n('2500') }, { value: n('137.5', '€/mois') }),
    of('charge', { pay: n('9000') }, { value: n('150', '€/mois') }),
    of('net', { pay: n('1000') }, { value: n('12540', '€/an') }),
    of('net', { pay: n('1000'), member: truth(false) }, { value: n('11400', '€/an') }),
    of('net', { pay: n('5000') }, { value: n('24000', '€/an') }),
    of('bonus', { member: truth(false) }, { value: { type: 'not applicable' } }),
    of('net', {}, { value: { type: 'not known' }, missing: ['pay'] }),
    of('band', { pay: n('1600') }, { value: { type: 'not known' }, missing: ['cap'] }),
    of('kind', { pay: n('1000.01') }, { value: n('5', '%') }),
  ])
})

test('the country’s scale and its dated formulas', async () => {
  const bracket = (threshold: string, rate: string) => ({
    type: 'record',
    value: { threshold: n(threshold), rate: n(rate) },
  })
  const country = (suite: string, given: object, value: string): Row =>
    row('openfisca-country-template', { suite, given, expect: { value: n(value) } })
  const month = (value: string) => ({ type: 'month', value })
  const person = { age: n('30'), salary: n('10'), amount: n('500'), majority: n('18') }
  await equal([
    country('basic_income', { month: month('2016-11'), ...person }, '0'),
    country('basic_income', { month: month('2016-12'), ...person }, '500'),
    country(
      'social_security_contribution',
      { salary: n('1500.50'), brackets: { type: 'list', value: [bracket('0', '0.015'), bracket('1000', '0.1')] } },
      '65.05',
    ),
    country('age', { birth: date('2000-02-29'), month: month('2018-02') }, '17'),
  ])
})

test('what is not understood is not expressible, and nothing crashes', async () => {
  const odd: readonly Row[] = [
    rowOf('{ not json', 'x', 1),
    rowOf('[]', 'x', 2),
    row('nobody', { op: '+', given: {}, expect: {} }),
    dmn('number', { from: { type: 'string', value: '1,5' } }, n('1.5')),
    dmn('no such thing', {}, n('1')),
    dmn('+', { a: { type: 'riddle' }, b: n('1') }, n('1')),
    dmn('+', { a: { type: 'time', value: '10:00:00' }, b: n('1') }, n('1')),
    dmn('*', { a: n('9007199254740991'), b: n('3') }, n('27021597764222973')),
    row('dmn-tck', {
      table: { hitPolicy: 'UNIQUE', inputs: [{ expression: 'f(x)' }], outputs: [{}], rules: [] },
      expect: {},
    }),
    publicodes('a: (1 + 2) * 3', 'a', {}, { value: n('9') }),
    publicodes('a: b\nb: a', 'a', {}, { value: n('9') }),
    publicodes(': : :', 'a', {}, { value: n('9') }),
  ]
  for (const verdict of await verdicts(odd)) expect(verdict).toMatch(/^notExpressible: /)
})

test('the page counts every row once and gives every reason', async () => {
  const rows = [dmn('+', { a: n('1'), b: n('1') }, n('2')), catala('/', { a: n('1'), b: n('0') }, { error: true })]
  const judged = await judgeRows(rows, engines)
  expect(tally(judged)).toEqual([
    { source: 'dmn-tck', suite: 'ours', rows: 1, equal: 1, different: 0, notExpressible: 0 },
    { source: 'catala', suite: 'ours', rows: 1, equal: 0, different: 1, notExpressible: 0 },
  ])
  expect(page(judged)).toContain('| catala  | ours  | 1    | 0     | 1 D1')
})

const command = (...words: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../bench/peers/main.ts'), ...words])

test('the command prints the counts as one object in its last line, and says when the rows are not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'doudi-peers-'))
  try {
    const rows = [dmn('-', { a: n('1'), b: n('3') }, n('-2')), dmn('-', { a: n('1'), b: n('3') }, n('2'))]
    await writeFile(join(folder, 'ours.jsonl'), rows.map((one) => JSON.stringify(one)).join('\n'))
    const { stdout } = await command('--rows', folder, '--json')
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toBe('1 of the differences unexplained: --show null')
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      suites: [{ source: 'dmn-tck', suite: 'ours', rows: 2, equal: 1, different: 1, notExpressible: 0 }],
    })
    await expect(command('--rows', join(folder, 'nothing'))).rejects.toThrow('is not there')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

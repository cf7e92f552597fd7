import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyCheckout } from './checkout.ts'
import { strangersEnv } from './doudi.ts'

const REGISTER = `
import { column, register } from '@doudi/core/kernel'

export const definition = register({
  id: 'R91',
  label: { zh: '陪伴服务登记', en: 'companion visits' },
  owner: { zh: '妇联', en: 'women and children office' },
  key: ['residentId', 'since'],
  subject: 'residentId',
  period: { from: 'since', to: 'until' },
  columns: [
    column('residentId', '公民身份号码', 'resident id', { kind: 'residentId', role: 'self' }, { required: true }),
    column('name', '姓名', 'name', { kind: 'name', of: 'residentId' }),
    column('since', '开始日期', 'since', { kind: 'date' }, { required: true }),
    column('until', '结束日期', 'until', { kind: 'date' }),
  ],
  legalBasis: { zh: '试验', en: 'trial' },
  cadence: { zh: '每月', en: 'monthly' },
  cadenceDays: 35,
})
`
const PROGRAMME = `
import { asOf, type Citation, column, exists, fenMonth, le, type Programme, recordsOf } from '@doudi/core/policy'
import { definition as R91 } from '../city/registers/r91-companions.ts'

const t = (zh: string, en: string) => ({ zh, en })
const citation: Citation = { title: '试验', article: '1', status: 'test' }
const visits = recordsOf(R91, { absence: 'notThere', cite: t('无记录即无此事实', 'no record, no fact') })
const visited = exists(visits, le(column('date', 'since'), asOf))

export const programme: Programme = {
  id: 'companion',
  label: t('陪伴补助', 'companion allowance'),
  version: '1',
  subject: 'student',
  records: [visits],
  parameters: [],
  variables: [],
  conditions: [
    {
      id: 'visited',
      expr: visited,
      label: t('有陪伴服务登记', 'a companion visits'),
      requires: t('有陪伴服务登记', 'a companion visits'),
      met: t('有登记', 'registered'),
      notMet: t('无登记', 'not registered'),
      unknown: t('不能确定', 'cannot tell'),
      neutral: t('陪伴服务', 'companion'),
      citation,
      ask: t('妇联', 'women and children office'),
    },
  ],
  categories: [{ code: 'VISITED', label: t('陪伴', 'visited'), test: visited, amount: fenMonth(5000), because: ['visited'], derivation: [] }],
  held: null,
  effect: null,
  plan: null,
  examples: [],
}
`

let home = ''
let checkout = ''
const env = { ...strangersEnv(), DOUDI_NO_BROWSER: '1' }
async function doudi(...words: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)('sh', ['bin/doudi', ...words], { cwd: checkout, env })
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
}

/** Twenty people of the household register, written as the new office would write them. */
async function visits(registers: string): Promise<void> {
  const entries = JSON.parse(await readFile(join(registers, 'manifest.json'), 'utf8')) as {
    register: string
    file: string
  }[]
  const household = entries.findLast(({ register }) => register === 'R01')
  const text = new TextDecoder('gb18030').decode(await readFile(join(registers, household?.file ?? '')))
  const ids = text.match(/(?<![\dXx])3706\d{13}[\dX](?![\dXx])/g) ?? []
  const rows = [...new Set(ids)].slice(0, 20).map((id) => `${id},,2026-01-05,`)
  const file = 'R91_20261123.csv'
  await writeFile(join(registers, file), `公民身份号码,姓名,开始日期,结束日期\n${rows.join('\n')}\n`)
  const entry = { ...household, register: 'R91', file, asOf: 20261123, sm3: undefined, rows: rows.length }
  await writeFile(join(registers, 'manifest.json'), JSON.stringify([...entries, entry]))
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-no-list-'))
  checkout = join(home, 'checkout')
  await copyCheckout(checkout)
  await writeFile(join(checkout, 'packages/programmes/src/city/registers/r91-companions.ts'), REGISTER)
  await mkdir(join(checkout, 'packages/programmes/src/companion'))
  await writeFile(join(checkout, 'packages/programmes/src/companion/programme.ts'), PROGRAMME)
  await doudi('city', '--people', '1000', '--seed', '4', '--out', join(home, 'city'), '--json')
  await visits(join(home, 'city/registers'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

type Told = {
  readonly verdicts: Readonly<Record<string, { readonly eligible: number }>>
  readonly total: number
  readonly leads: readonly { readonly person: number; readonly programme: string; readonly kind: string }[]
  readonly explanations: readonly { readonly programme: string; readonly full: string }[]
}

test('one register file and one programme folder more are imported, determined, led and shown, and no other file changes', async () => {
  const data = join(home, 'data')
  const ran = (await doudi('run', '--registers', join(home, 'city/registers'), '--data', data, '--json')) as Told
  const eligible = ran.verdicts['companion']?.eligible ?? 0
  expect(eligible).toBeGreaterThan(10)
  expect(eligible).toBeLessThanOrEqual(20)

  const listed = (await doudi('leads', '--data', data, '--programme', 'companion', '--json')) as Told
  expect(listed.total).toBe(eligible)
  expect(new Set(listed.leads.map(({ kind }) => kind))).toEqual(new Set(['missed']))
  const person = `P${listed.leads[0]?.person}`
  const told = (await doudi('explain', person, '--data', data, '--programme', 'companion', '--json')) as Told
  expect(told.explanations[0]?.full).toContain('陪伴服务登记')
  await doudi('registers', 'template', 'R91', '--out', join(home, 'r91.xlsx'), '--data', data, '--json')
  expect(await readdir(home)).toContain('r91.xlsx')

  const served = spawn('sh', ['bin/doudi', 'serve', '--data', data, '--port', '41380'], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface({ input: served.stdout }), 'line')) as [string]
  const address = /http:\S+/.exec(line)?.[0] ?? ''
  const ask = async (path: string): Promise<string> => await (await fetch(`${address}${path}`)).text()
  expect(await ask('api/registers')).toContain('陪伴服务登记')
  const shown = await ask('api/home')
  expect(shown).toContain('陪伴服务登记')
  expect(shown).toContain('陪伴补助')
  const page = JSON.parse(await ask('api/leads?programme=companion')) as {
    total: number
    facets: { programme: { value: string }[] }
  }
  expect(page.total).toBe(eligible)
  expect(page.facets.programme.map(({ value }) => value)).toContain('companion')
  expect(await ask(`api/leads?programme=companion`)).toContain('陪伴补助')
  const ended = once(served, 'exit')
  served.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

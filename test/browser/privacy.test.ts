/** What leaves the server, byte by byte. */
import { join } from 'node:path'
import { beforeAll, expect, inject, test } from 'vitest'
import { openDuck } from '../../packages/server/src/adapters/lake/duckdb.ts'

type Counts = Readonly<Record<string, number | null>>
type HomeView = {
  readonly matrix: readonly { readonly total: number | null; readonly kinds: Counts }[]
  readonly totals: Counts
  readonly total: number | null
  readonly run: { readonly leads: Counts; readonly verdicts: readonly Counts[] }
}
type Row = { readonly id: string }
type LeadPage = { readonly total: number; readonly leads: readonly Row[] }

/** 拘役, 病, 残 and their kin: what a village must never read, in both languages. */
const SENSITIVE =
  /服刑|在押|收押|监狱|看守|拘留|拘役|羁押|逮捕|判处|刑期|刑满|罪|戒毒|吸毒|毒品|强制隔离|限制人身自由|疾病|重病|病种|诊断|精神|智力|残疾|重残|艾滋|癌|custody|prison|jail|detention|detox|rehabilitation|drug|illness|disease|diagnos|disab/i

const address = inject('address')
const text = async (path: string): Promise<string> => (await fetch(`${address}${path}`)).text()
const ids: string[] = []
let identities: { readonly ids: ReadonlySet<string>; readonly names: ReadonlySet<string> }

beforeAll(async () => {
  for (let offset = 0; ; offset += 50) {
    const page = JSON.parse(await text(`/api/leads?offset=${offset}`)) as LeadPage
    ids.push(...page.leads.map(({ id }) => id))
    if (ids.length >= page.total || page.leads.length === 0) break
  }
  const dataDir = inject('dataDir')
  const duck = await openDuck({ memoryMb: 500, tempDirectory: join(dataDir, 'city', 'spill') })
  // Everybody whom the server knows, by the one file of the lake that names them.
  const everybody = join(dataDir, 'lake', 'match', '*', 'identity.parquet')
  const rows = await duck.rows<{ residentId: string; name: string }>(`SELECT * FROM read_parquet('${everybody}')`)
  identities = { ids: new Set(rows.map((one) => one.residentId)), names: new Set(rows.map((one) => one.name)) }
  duck.close()
})

test('no village-facing byte of any lead speaks of custody, rehabilitation or illness', async () => {
  expect(ids.length).toBeGreaterThan(50)
  expect('因病住院，在押').toMatch(SENSITIVE)
  for (const id of ids) {
    const reply = await fetch(`${address}/api/leads/${id}/village`)
    expect(reply.status, id).toBe(200)
    const bytes = await reply.text()
    expect(bytes, id).toContain('请上门核实')
    expect(bytes.match(SENSITIVE)?.[0], `${id}: ${bytes}`).toBeUndefined()
  }
})

test('no list speaks of them either', async () => {
  for (const kind of ['', 'missed', 'over', 'amount', 'conflict', 'change', 'unknown']) {
    const bytes = await text(`/api/leads${kind === '' ? '' : `?kind=${kind}`}`)
    expect(bytes.match(SENSITIVE)?.[0], bytes).toBeUndefined()
  }
})

test('no answer of the API holds a resident id or the full name of anybody in the city', async () => {
  expect(identities.ids.size).toBeGreaterThan(5000)
  const paths = ['/api/home', '/api/home?county=370682', '/api/registers', '/api/progress']
  for (let offset = 0; offset < ids.length; offset += 50) paths.push(`/api/leads?offset=${offset}`)
  for (const id of ids) paths.push(`/api/leads/${id}`, `/api/leads/${id}/village`)
  for (const path of paths) {
    const bytes = await text(path)
    expect(bytes.match(/(?<!\d)\d{17}[\dXx](?!\d)/)?.[0], path).toBeUndefined()
    expect(bytes.match(/(?<![\d])3706\d{11}(?!\d)/)?.[0], path).toBeUndefined()
    const value = JSON.parse(bytes) as unknown
    const strings: string[] = []
    JSON.stringify(value, (key, one: unknown) => {
      if (typeof one === 'string' && key !== 'zh' && key !== 'en') strings.push(one)
      return one
    })
    // A whole string that is somebody's name, and any three-letter name inside a sentence about a lead's family.
    expect(
      strings.filter((one) => one.length > 1 && identities.names.has(one)),
      path,
    ).toEqual([])
  }
})

test("the city's view shows no count from 1 to 9, a county's view shows its own", async () => {
  const home = JSON.parse(await text('/api/home')) as HomeView
  const verdicts = home.run.verdicts.map(({ eligible, ineligible, unknown }) => ({ eligible, ineligible, unknown }))
  const tables = [home.totals, { all: home.total }, home.run.leads, ...verdicts, ...home.matrix.map((one) => one.kinds)]
  const shown = [...tables.flatMap((table) => Object.values(table)), ...home.matrix.map((one) => one.total)]
  expect(shown.length).toBeGreaterThan(90)
  expect(shown.filter((n) => n !== null && n !== undefined && n > 0 && n < 10)).toEqual([])
  expect(shown).toContain(null)
  const county = JSON.parse(await text('/api/home?county=370682')) as HomeView
  expect(county.matrix.flatMap(({ kinds, total }) => [total, ...Object.values(kinds)])).not.toContain(null)
})

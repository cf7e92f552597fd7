import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whatChanged } from '@doudi/core/casework'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sm3 } from '../packages/server/src/adapters/files/atomic.ts'
import { identifier, literal } from '../packages/server/src/adapters/lake/duckdb.ts'
import { importPorts, releaseSnapshot, withdrawSnapshot } from '../packages/server/src/adapters/lake/snapshots.ts'
import { importFolder } from '../packages/server/src/cli/flow/import-folder.ts'
import { listRegisters } from '../packages/server/src/cli/flow/register-list.ts'
import { type RunSummary, runAll } from '../packages/server/src/cli/flow/run-all.ts'
import { openSession, type Session } from '../packages/server/src/cli/session.ts'
import { makeCity } from '../packages/server/src/sample/index.ts'
import { importFile } from '../packages/server/src/usecases/import.ts'
import { silent } from '../packages/server/src/usecases/progress.ts'

const AS_OF = 20261123
let home = ''
let registers = ''
const at = (...parts: string[]): string => join(home, ...parts)

async function within<T>(data: string, work: (session: Session) => Promise<T>): Promise<T> {
  const session = openSession(at(data))
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** Everything from register files (those already in the lake, where no folder is given) to leads. */
async function day(session: Session, folder?: string): Promise<RunSummary> {
  if (folder !== undefined) expect((await importFolder(session, folder, silent)).ok).toBe(true)
  const ran = await runAll(session, { asOf: AS_OF }, silent, { quarantined: 0, steps: [], started: 0 })
  if (!ran.ok) throw new Error('the run failed')
  return ran.value
}
const digest = async (session: Session): Promise<string> => (await session.store()).canonicalDigest()

/** SM3 of every file of the lake below `part`, by path. */
async function lakeFiles(data: string, part = ''): Promise<Readonly<Record<string, string>>> {
  const root = at(data, 'lake', part)
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const digests = await Promise.all(files.map(async (file) => [file.slice(root.length), sm3(await readFile(file))]))
  return Object.fromEntries(digests.toSorted())
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'doudi-daily-'))
  registers = at('city', 'registers')
  await within('none', async (session) =>
    makeCity(
      { people: 5000, seed: 4, out: at('city'), children: 100, dirt: 1, registers: await session.registers() },
      silent,
    ),
  )
})
afterAll(() => rm(home, { recursive: true, force: true }))

test('a run over the same registers changes nothing, and another folder gets the same bytes in whatever order files are listed', async () => {
  const first = await within('a', async (session) => ({
    summary: await day(session, registers),
    store: await digest(session),
  }))
  expect(first.summary.leads.opened).toBeGreaterThan(20)
  const files = await lakeFiles('a')
  const second = await within('a', async (session) => ({
    summary: await day(session, registers),
    store: await digest(session),
  }))
  expect(second.summary.leads).toEqual({ open: first.summary.leads.open, opened: 0, closed: 0, changed: 0 })
  expect([await lakeFiles('a'), second.store]).toEqual([files, first.store])

  await cp(registers, at('reversed'), { recursive: true })
  const manifest = JSON.parse(await readFile(join(registers, 'manifest.json'), 'utf8')) as object[]
  await writeFile(at('reversed', 'manifest.json'), JSON.stringify(manifest.toReversed()))
  const other = await within('b', async (session) => ({
    summary: await day(session, at('reversed')),
    store: await digest(session),
  }))
  expect([await lakeFiles('b'), other.store]).toEqual([files, first.store])
})

test('a month that arrives after the next one changes no person, determination, finding or lead', async () => {
  await cp(at('a', 'lake', 'registers'), at('c', 'lake', 'registers'), { recursive: true })
  await rm(at('c', 'lake', 'registers', 'R22'), { recursive: true })
  const late = (await readdir(registers))
    .filter((file) => file.startsWith('R22'))
    .toSorted()
    .toReversed()
  expect(late).toHaveLength(2)
  const store = await within('c', async (session) => {
    const register = (await session.registers()).find(({ id }) => id === 'R22')
    if (!register) throw new Error('R22 is in the catalogue')
    const ports = importPorts(session.dataDir, await session.duck())
    for (const file of late)
      expect((await importFile({ file: join(registers, file), register }, ports, silent)).ok).toBe(true)
    await day(session)
    return await digest(session)
  })
  for (const part of ['match', 'determine', 'findings'])
    expect(await lakeFiles('c', part)).toEqual(await lakeFiles('a', part))
  expect(store).toBe(await within('a', digest))
})

test('a changed snapshot closes and changes only what it touches, and says how; its withdrawal brings back what was', async () => {
  await within('a', async (session) => {
    const [store, duck] = [await session.store(), await session.duck()]
    const open = async (): Promise<string[]> =>
      (await store.listLeads({ state: 'open', limit: 10_000 })).leads
        .map((lead) => `${lead.id} ${lead.deltaFen}`)
        .toSorted()
    const before = await open()
    const one = async (kind: string): Promise<{ id: string; person: number }> => {
      const [lead] = (await store.listLeads({ kind, programme: 'children', limit: 1 })).leads
      if (!lead) throw new Error(`no lead of kind ${kind}`)
      return lead
    }
    const [over, amount] = [await one('over'), await one('amount')]

    const register = (await session.registers()).find(({ id }) => id === 'R22')
    const current = await session.current()
    const folder = at('a', 'lake', 'registers', 'R22')
    const last = (await readdir(folder)).toSorted().at(-1)
    if (!register || !current || last === undefined) throw new Error('R22 is in force')
    const idOf = (person: number): string =>
      `(SELECT "residentId" FROM read_parquet(${literal(at('a', 'lake', 'match', current.match, 'identity.parquet'))}) WHERE person = ${person})`
    // The payment of one child ends; of another it is a yuan less. Every other row stays.
    const columns = register.columns.map(({ id, label }) => {
      const value =
        id === 'amount'
          ? `CAST((amount - CASE WHEN "residentId" = ${idOf(amount.person)} THEN 100 ELSE 0 END) / 100 AS DECIMAL(12, 2))`
          : identifier(id)
      return `CAST(${value} AS VARCHAR) AS ${identifier(label.zh)}`
    })
    const file = at('R22-20261124.parquet')
    await duck.run(
      `COPY (SELECT ${columns.join(', ')} FROM read_parquet(${literal(join(folder, last, 'rows.parquet'))}) WHERE "residentId" <> ${idOf(over.person)}) TO ${literal(file)} (FORMAT parquet)`,
    )
    const imported = await importFile({ file, register }, importPorts(session.dataDir, duck), silent)
    expect(imported).toMatchObject({
      ok: true,
      value: { inForce: true, quarantined: 0, added: 0, changed: 1, vanished: 1 },
    })
    if (!imported.ok) return

    const changed = await day(session)
    expect(changed.leads).toEqual({ open: before.length - 1, opened: 0, closed: 1, changed: 1 })
    const events = await store.listChanges({ run: changed.run })
    expect(events.map(({ lead, event }) => [lead, event]).toSorted()).toEqual(
      [
        [over.id, 'closed'],
        [amount.id, 'changed'],
      ].toSorted(),
    )
    const event = events.find(({ lead }) => lead === amount.id)
    const content = (side: object | null | undefined) => (side ?? null) as Readonly<Record<string, unknown>> | null
    const told = whatChanged(content(event?.before), content(event?.after)).map((change) => change.field)
    // A yuan less may have been wrong in months in which the sum before was right.
    expect(told.filter((field) => field !== 'month')).toEqual(['heldFen', 'deltaFen'])
    expect((await open()).filter((lead) => !before.includes(lead))).toHaveLength(1)

    await withdrawSnapshot(session.dataDir, { register: 'R22', snapshot: imported.value.snapshot, reason: '误传' })
    const restored = await day(session)
    expect(restored.leads).toEqual({ open: before.length, opened: 1, closed: 0, changed: 1 })
    expect(await open()).toEqual(before)
  })
})

test('a register withdrawn or held with no earlier one in force closes no lead and opens none: one sentence tells who waits', async () => {
  await within('d', async (session) => {
    const store = await session.store()
    const first = await day(session, registers)
    expect(first.cannotTell.registers).toEqual([])
    const open = async () =>
      (await store.listLeads({ state: 'open', limit: 10_000 })).leads
        .map(({ rank: _, changedRun: __, ...lead }) => lead)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const before = await open()
    const settled = (leads: typeof before) => leads.filter(({ kind }) => kind !== 'unknown').map(({ id }) => id)
    const batches = async (register: string) => {
      const one = (await listRegisters(session)).find(({ id }) => id === register)
      return (one?.snapshots ?? []).map(({ snapshot }) => ({ register, snapshot }))
    }
    const all = [...(await batches('R06')), ...(await batches('R33'))]
    for (const one of all) await withdrawSnapshot(session.dataDir, { ...one, reason: '来源单位通知作废' })

    const second = await day(session)
    expect(second.leads.opened).toBe(0)
    // The same leads of every kind but those that only ask for a fact; the registers not in force bore out some of them.
    expect(settled(await open())).toEqual(settled(before))
    const found = Object.entries(second.findings).reduce((sum, [kind, n]) => (kind === 'unknown' ? sum : sum + n), 0)
    expect(found).toBeLessThan(settled(before).length)
    expect(second.findings.unknown).toBeLessThanOrEqual(first.findings.unknown)
    const told = second.cannotTell.registers
    expect(told.map(({ register, state }) => [register, state])).toEqual([
      ['R06', 'withdrawn'],
      ['R33', 'withdrawn'],
    ])
    for (const { people } of told) expect(people).toBeGreaterThan(100)
    // Nobody without a fact of their own to ask for has become a lead.
    for (const { source } of second.cannotTell.facts) expect(['R06', 'R33']).not.toContain(source)

    for (const one of all) await releaseSnapshot(session.dataDir, { ...one, reason: '作废通知撤销' })
    const third = await day(session)
    expect(third.cannotTell.registers).toEqual([])
    expect(third.leads).toMatchObject({ open: before.length, closed: 0 })
    expect(await open()).toEqual(before)
  })
})

test('a held batch leaves the one before in force: the same leads, and nobody waits', async () => {
  await within('a', async (session) => {
    const before = await day(session)
    const register = (await session.registers()).find(({ id }) => id === 'R06')
    if (!register) throw new Error('R06 is in the catalogue')
    const name = (await readdir(registers)).filter((file) => file.startsWith('R06')).toSorted()[0] ?? ''
    const lines = (await readFile(join(registers, name), 'latin1')).split(/(?<=\n)/)
    const file = at('R06_20261125.csv')
    await writeFile(file, lines.slice(0, 3).join(''), 'latin1')
    const sent = await importFile({ file, register }, importPorts(session.dataDir, await session.duck()), silent)
    expect(sent).toMatchObject({ ok: true, value: { inForce: false } })
    const after = await day(session)
    expect(after.leads).toEqual({ open: before.leads.open, opened: 0, closed: 0, changed: 0 })
    expect(after.cannotTell).toEqual({ ...before.cannotTell, registers: [] })
  })
})

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whatChanged } from '@doudi/core/casework'
import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startPostgres } from '../../../../../test/postgres.ts'
import type { Finding, Lead, LeadQuery, LeadSubject, Store } from '../../usecases/leads.ts'
import { openStore } from './open-store.ts'

type Fresh = {
  readonly store: Store
  /** Another opening of the same store. */
  readonly again: () => Promise<Store>
  /** One statement past the store's own doors; the store is closed by then. */
  readonly raw: (statement: string) => Promise<unknown>
}
type Engine = { readonly fresh: () => Promise<Fresh>; readonly stop: () => Promise<void> }

async function pglite(): Promise<Engine> {
  const home = await mkdtemp(join(tmpdir(), 'doudi-store-'))
  const template = join(home, 'template')
  await (await openStore({ dataDir: template })).close()
  let made = 0
  return {
    fresh: async () => {
      const dataDir = join(home, String(++made))
      await cp(template, dataDir, { recursive: true })
      return {
        store: await openStore({ dataDir }),
        again: () => openStore({ dataDir }),
        raw: async (statement) => {
          const db = await PGlite.create({ dataDir: join(dataDir, 'store') })
          try {
            return await db.exec(statement)
          } finally {
            await db.close()
          }
        },
      }
    },
    stop: () => rm(home, { recursive: true, force: true }),
  }
}

async function postgres(major: 15 | 18): Promise<Engine> {
  const server = await startPostgres(major)
  const rawIn = async (database: string, statement: string): Promise<unknown> => {
    const client = new pg.Client(server.reach(database))
    await client.connect()
    try {
      return await client.query(statement)
    } finally {
      await client.end()
    }
  }
  let made = 0
  return {
    fresh: async () => {
      const database = `store${++made}`
      await rawIn('postgres', `create database ${database}`)
      const again = (): Promise<Store> => openStore({ pool: server.reach(database) })
      return { store: await again(), again, raw: (statement) => rawIn(database, statement) }
    },
    stop: server.stop,
  }
}

const finding = (person: number, over: Partial<Finding> = {}): Finding => ({
  person,
  programme: 'children',
  kind: 'missed',
  month: 202612,
  category: 'CH-1',
  owedFen: 131_300,
  heldFen: null,
  deltaFen: 131_300,
  county: '370690',
  town: '370690001',
  village: '370690001201',
  rank: person,
  name: '张*明',
  sex: 1,
  birth: 20170203,
  detail: '{"held":null,"places":null,"failed":0,"unknown":0,"why":null}',
  ...over,
})
const people = (from: number, to: number, over: Partial<Finding> = {}): Finding[] =>
  Array.from({ length: to - from + 1 }, (_, at) => finding(from + at, over))
const run = (id: string) => ({ id, asOf: 20261123, matchKey: `m-${id}`, findings: { missed: 1 } })
const all = async (store: Store, query: LeadQuery = {}): Promise<readonly Lead[]> =>
  (await store.listLeads({ ...query, limit: 100_000 })).leads

const digests = new Map<string, string>()
const ENGINES = [
  ['PGlite', pglite],
  ['PostgreSQL 15', () => postgres(15)],
  ['PostgreSQL 18', () => postgres(18)],
] as const

describe.each(ENGINES)('%s', (engineName, start) => {
  let engine: Engine
  let one: Fresh
  let store: Store
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine?.stop())
  beforeEach(async () => {
    one = await engine.fresh()
    store = one.store
  })
  afterEach(() => store.close())

  test('the same findings a second time, in any order, change nothing', async () => {
    const given = people(1, 40)
    expect(await store.handOver(run('a'), given)).toEqual({ open: 40, opened: 40, closed: 0, changed: 0 })
    const before = await store.canonicalExport()
    expect(await store.handOver(run('a'), given.toReversed())).toEqual({ open: 40, opened: 0, closed: 0, changed: 0 })
    expect(await store.canonicalExport()).toBe(before)
    await store.close()
    store = await one.again()
    expect(await store.canonicalExport()).toBe(before)
  })

  test('a changed snapshot opens, closes and changes only what changed, and shows the difference', async () => {
    await store.handOver(run('a'), people(1, 10))
    const next = [
      ...people(1, 7),
      finding(8, { owedFen: 140_000, deltaFen: 140_000 }),
      finding(9, { kind: 'unknown', owedFen: null, deltaFen: null }),
      finding(11),
    ]
    expect(await store.handOver(run('b'), next)).toEqual({ open: 10, opened: 2, closed: 2, changed: 1 })
    const changes = await store.listChanges({ run: 'b' })
    expect(changes.map(({ event }) => event).toSorted()).toEqual(['changed', 'closed', 'closed', 'opened', 'opened'])
    const changed = changes.find(({ event }) => event === 'changed')
    expect(
      whatChanged(changed?.before as never, changed?.after as never).map(({ field, before, after }) => [
        field,
        before,
        after,
      ]),
    ).toEqual([
      ['owedFen', 131_300, 140_000],
      ['deltaFen', 131_300, 140_000],
    ])
    const closed = await all(store, { state: 'closed' })
    expect(closed.map(({ person, closedRun }) => [person, closedRun])).toEqual([
      [9, 'b'],
      [10, 'b'],
    ])
    const ends = await Promise.all(closed.map(async ({ id }) => (await store.findLead(id))?.events.at(-1)?.after))
    expect(ends).toEqual([{ now: ['unknown'] }, { now: [] }])
    expect(await store.listChanges({ run: 'b', after: changes[3]?.sequence ?? 0 })).toEqual(changes.slice(4))
  })

  test('a lead that is to be kept stays open as it is though nothing is found of it, and closes once it is not', async () => {
    await store.handOver(run('a'), people(1, 4))
    const before = await all(store, {})
    const keeps = ({ person, kind }: LeadSubject): boolean => kind === 'missed' && person !== 4
    // The first is found again and changed: keeping is for those of whom nothing is found.
    const next = [finding(1, { owedFen: 140_000, deltaFen: 140_000 })]
    expect(await store.handOver(run('b'), next, keeps)).toEqual({ open: 3, opened: 0, closed: 1, changed: 1 })
    expect((await all(store, {})).slice(1)).toEqual(before.slice(1, 3))
    expect((await store.listChanges({ run: 'b' })).map(({ event }) => event).toSorted()).toEqual(['changed', 'closed'])
    expect(await store.handOver(run('b'), next, keeps)).toEqual({ open: 3, opened: 0, closed: 0, changed: 0 })
    expect(await store.handOver(run('c'), next)).toEqual({ open: 1, opened: 0, closed: 2, changed: 0 })
  })

  test('a finding that comes back reopens its lead with its history', async () => {
    await store.handOver(run('a'), people(1, 2))
    await store.handOver(run('b'), people(1, 1))
    expect(await store.handOver(run('a'), people(1, 2))).toEqual({ open: 2, opened: 1, closed: 0, changed: 0 })
    const [lead] = await all(store, { search: '2' })
    expect(lead).toMatchObject({ person: 2, state: 'open', openedRun: 'a', changedRun: 'a', closedRun: null })
    const history = (await store.findLead(lead?.id ?? ''))?.events.map(({ event }) => event)
    expect(history).toEqual(['opened', 'closed', 'reopened'])
    expect((await store.listRuns(5)).map(({ id }) => id)).toEqual(['a', 'b'])
    expect((await store.latestRun())?.id).toBe('a')
  })

  test('whatever follows whatever, the open leads are the findings, and events tell each step once', async () => {
    const some = fc.uniqueArray(
      fc.record({
        person: fc.integer({ min: 1, max: 8 }),
        kind: fc.constantFrom('missed', 'over'),
        owedFen: fc.constantFrom(100, 200),
      }),
      { selector: ({ person, kind }) => `${person}${kind}`, maxLength: 10 },
    )
    let turn = 0
    const open = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(some, async (list) => {
        const now = new Map(list.map(({ person, kind, owedFen }) => [`${person} ${kind}`, owedFen]))
        const id = `r${++turn}`
        const counts = await store.handOver(
          run(id),
          list.map(({ person, ...over }) => finding(person, over)),
        )
        const opened = [...now.keys()].filter((key) => !open.has(key)).length
        const closed = [...open.keys()].filter((key) => !now.has(key)).length
        const changed = [...now].filter(([key, fen]) => open.has(key) && open.get(key) !== fen).length
        expect(counts).toEqual({ open: now.size, opened, closed, changed })
        expect(await store.listChanges({ run: id })).toHaveLength(opened + closed + changed)
        const seen = (await all(store)).map((lead) => [`${lead.person} ${lead.kind}`, lead.owedFen] as const)
        expect(new Map(seen)).toEqual(now)
        open.clear()
        for (const [key, fen] of now) open.set(key, fen)
      }),
      { seed: 20261123, numRuns: 25 },
    )
    digests.set(engineName, await store.canonicalDigest())
  })

  test('a hand-over that fails halfway leaves everything as it was', async () => {
    await store.handOver(run('a'), people(1, 5))
    const before = await store.canonicalExport()
    async function* broken(): AsyncGenerator<Finding> {
      yield* people(3, 7000)
      throw new Error('the lake ended')
    }
    await expect(store.handOver(run('b'), broken())).rejects.toThrow('the lake ended')
    await expect(store.handOver(run('b'), [finding(1), finding(1)])).rejects.toThrow(/incoming_pkey/)
    await expect(store.handOver(run('b'), [finding(1, { name: '370699201702030014' })])).rejects.toThrow(/no_number/)
    expect(await store.canonicalExport()).toBe(before)
  })

  test('reading beside a hand-over sees the state before or after it, and hand-overs at once both end', async () => {
    await store.handOver(run('a'), people(1, 30))
    const work = Promise.all([store.handOver(run('b'), people(1, 60)), store.handOver(run('c'), people(1, 90))])
    const totals = await Promise.all(Array.from({ length: 20 }, async () => (await store.listLeads({})).total))
    for (const total of totals) expect([30, 60, 90]).toContain(total)
    expect(new Set((await work).map(({ open }) => open))).toEqual(new Set([60, 90]))
    expect((await store.latestRun())?.leads.open).toBe((await store.listLeads({})).total)
  })

  test('pages of each order together show every lead once, in order', async () => {
    const given = people(1, 33).map((each) => ({
      ...each,
      month: 202601 + (each.person % 5),
      deltaFen: each.person % 4 === 0 ? null : ((each.person * 7919) % 11) * (each.person % 2 ? 100 : -100),
    }))
    await store.handOver(run('a'), given)
    const keys = {
      rank: () => 0,
      month: ({ month }: Lead) => month,
      amount: ({ deltaFen }: Lead) => -Math.abs(deltaFen ?? 0),
    }
    for (const order of ['rank', 'month', 'amount'] as const) {
      const seen: Lead[] = []
      let after: string | null = null
      do {
        const page = await store.listLeads({ order, limit: 10, ...(after === null ? {} : { after }) })
        expect(page.total).toBe(33)
        seen.push(...page.leads)
        after = page.next
      } while (after !== null)
      const key = keys[order]
      const expected = [...given].map(({ person }) => person)
      expect(seen.map(({ person }) => person).toSorted((a, b) => a - b)).toEqual(expected)
      expect(seen.map(({ id }) => id)).toEqual(
        seen.toSorted((a, b) => key(a) - key(b) || a.rank - b.rank).map(({ id }) => id),
      )
    }
  })

  test('filters, facets and sums agree with the rows they stand for', async () => {
    const given = [
      ...people(1, 4),
      ...people(5, 7, { county: '370691', town: '370691002', village: null, kind: 'over', deltaFen: -50_000 }),
      ...people(8, 9, { programme: 'education-grant', deltaFen: null }),
      finding(10, { town: '370690003', village: '370690003200', deltaFen: 3_000_000_000 }),
    ]
    await store.handOver(run('a'), given)
    const page = await store.listLeads({ county: '370690' })
    expect(page).toMatchObject({ total: 7, owedMoreFen: 4 * 131_300 + 3_000_000_000, overpaidFen: 0, next: null })
    expect(page.facets.county).toEqual([
      { value: '370690', count: 7 },
      { value: '370691', count: 3 },
    ])
    expect(page.facets.kind).toEqual([{ value: 'missed', count: 7 }])
    expect(page.facets.village).toEqual([])
    const town = await store.listLeads({ town: '370690001' })
    expect(town.facets.village).toEqual([{ value: '370690001201', count: 6 }])
    for (const { value, count } of page.facets.town)
      expect((await store.listLeads({ county: '370690', town: value })).total).toBe(count)
    expect(await store.kindsByCounty()).toEqual([
      {
        county: '370690',
        kind: 'missed',
        count: 7,
        deltaFen: 3_000_525_200,
        owedMoreFen: 3_000_525_200,
        overpaidFen: 0,
      },
      { county: '370691', kind: 'over', count: 3, deltaFen: -150_000, owedMoreFen: 0, overpaidFen: 150_000 },
    ])
    expect((await store.kindsByProgramme()).map(({ programme, kind, count }) => [programme, kind, count])).toEqual([
      ['children', 'missed', 5],
      ['children', 'over', 3],
      ['education-grant', 'missed', 2],
    ])
    expect((await all(store, { kind: 'over' }))[0]).toMatchObject({
      assignee: 'R-TWN-CHS@370691002',
      supervisor: 'R-TWN-CHS@370691002',
    })
    expect((await all(store, { search: '10' }))[0]).toMatchObject({ assignee: 'R-VIL-CHD@370690003200', deltaFen: 3e9 })
  })

  test('a search finds a person number, a masked name, part of a lead number, and nothing by wildcards', async () => {
    await store.handOver(run('a'), [...people(1, 12), finding(13, { name: '欧阳*' })])
    const [twelfth] = await all(store, { search: 'P12' })
    expect(twelfth?.person).toBe(12)
    const found = async (search: string): Promise<number[]> =>
      (await all(store, { search })).map(({ person }) => person)
    expect(await found(' 12 ')).toEqual([12])
    expect(await found('欧阳')).toEqual([13])
    expect(await found('张*明')).toHaveLength(12)
    expect(await found(twelfth?.id.toLowerCase() ?? '')).toEqual([12])
    expect(await found(twelfth?.id.slice(2, 9) ?? '')).toEqual([12])
    for (const nothing of ['%', '_', "'; drop table lead; --", '99999999999', '\\'])
      expect(await found(nothing)).toEqual([])
  })

  test('a run keeps its summary, and the summary is no part of the canonical export', async () => {
    await store.handOver(run('a'), people(1, 3))
    const before = await store.canonicalDigest()
    await store.finishRun('a', { seconds: 3.5, steps: [{ step: 'match', rows: 3 }] })
    expect((await store.latestRun())?.summary).toEqual({ seconds: 3.5, steps: [{ step: 'match', rows: 3 }] })
    expect(await store.latestRun()).toMatchObject({ id: 'a', asOf: 20261123, matchKey: 'm-a', leads: { opened: 3 } })
    expect(await store.canonicalDigest()).toBe(before)
    expect(before).toMatch(/^[0-9a-f]{64}$/)
  })

  test('what happened cannot be changed or removed, even past the store', async () => {
    await store.handOver(run('a'), people(1, 3))
    await store.close()
    for (const statement of [
      "update lead_event set event = 'closed'",
      'delete from lead_event',
      'truncate lead_event',
      'delete from lead',
    ])
      await expect(one.raw(statement)).rejects.toThrow(/append-only/)
    store = await one.again()
    expect(await store.listChanges({ run: 'a' })).toHaveLength(3)
  })

  test('a store of the first version is brought up to date with its leads', async () => {
    await store.handOver(run('a'), people(1, 3))
    await store.close()
    await one.raw(`alter table lead drop constraint lead_name_is_no_number; drop index lead_by_person;
      drop index lead_event_by_run; drop trigger lead_event_no_truncate on lead_event; drop trigger lead_stays on lead;
      delete from migration where name = '0002-guards'`)
    store = await one.again()
    expect((await store.listLeads({})).total).toBe(3)
    await expect(store.handOver(run('b'), [finding(1, { name: '370699' })])).rejects.toThrow(/no_number/)
  })
})

test('every engine came to the same canonical digest', () => {
  expect([...digests.keys()]).toEqual(ENGINES.map(([name]) => name))
  expect(new Set(digests.values()).size).toBe(1)
})

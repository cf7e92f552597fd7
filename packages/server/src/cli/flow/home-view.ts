/** The run as the home page draws it, for the city (small cells withheld) or for one county (its own numbers). */
import type { HomeView, KindName, RegisterView } from '@doudi/contract'
import { counties, divisionName } from '@doudi/programmes/city'
import { K, KIND_NAMES, withhold } from '../../http/index.ts'
import type { KindCounty } from '../../usecases/leads.ts'
import type { Session } from '../session.ts'
import { listRegisters } from './register-list.ts'
import type { RunSummary } from './run-all.ts'

const none = (): Record<KindName, number> => ({ missed: 0, over: 0, amount: 0, conflict: 0, change: 0, unknown: 0 })
/** The year's plan for the whole city (seed: more than 53 million for more than 2,100 children), by children in the sample. */
const PLAN_FEN = 5_300_000_000
const PLAN_CHILDREN = 2100

function tally(
  rows: readonly KindCounty[],
  county: string | null,
): {
  readonly byCounty: ReadonlyMap<string, Record<KindName, number>>
  readonly totals: Record<KindName, number>
  readonly fen: Record<KindName, number>
} {
  const byCounty = new Map(
    counties.filter(({ code }) => county === null || code === county).map(({ code }) => [code, none()]),
  )
  const [totals, fen] = [none(), none()]
  for (const row of rows) {
    const cells = byCounty.get(row.county)
    const kind = row.kind as KindName
    if (cells) cells[kind] += row.count
    if (county !== null && row.county !== county) continue
    totals[kind] += row.count
    fen[kind] += row.deltaFen
  }
  return { byCounty, totals, fen }
}

export async function homeView(session: Session, county: string | null): Promise<HomeView> {
  const store = await session.store()
  const [run, rows, registers, programmes] = [
    await store.latestRun(),
    await store.kindsByCounty(),
    await listRegisters(session),
    await session.programmes(),
  ]
  const { byCounty, totals, fen } = tally(rows, county)
  const codes = [...byCounty.keys()]
  const raw = codes.map((code) => byCounty.get(code) ?? none())
  const cells = county === null ? withhold(raw) : raw
  const summary = run ? (run.summary as Partial<RunSummary>) : null
  const children = summary?.verdicts?.['children']?.eligible ?? 0
  const monthFen = KIND_NAMES.filter((kind) => kind !== 'change' && kind !== 'unknown').reduce(
    (sum, kind) => sum + fen[kind],
    0,
  )
  return {
    synthetic: registers.every(({ snapshots }) => snapshots.every(({ synthetic }) => synthetic)),
    scope: { county, name: county === null ? '烟台市' : divisionName(county), k: county === null ? K : null },
    run:
      run && summary?.persons !== undefined
        ? {
            id: run.id,
            asOf: run.asOf,
            persons: summary.persons,
            registered: summary.registered ?? 0,
            links: summary.links ?? 0,
            doubts: summary.doubts ?? 0,
            determinations: summary.determinations ?? 0,
            quarantined: summary.quarantined ?? 0,
            seconds: summary.seconds ?? 0,
            peakMemoryMb: summary.peakMemoryMb ?? 0,
            steps: summary.steps ?? [],
            truth: summary.truth ? { precision: summary.truth.precision, recall: summary.truth.recall } : null,
            verdicts: programmes.map(({ id, label }) => ({
              programme: id,
              label: label.zh,
              ...(summary.verdicts?.[id] ?? { eligible: 0, ineligible: 0, unknown: 0 }),
            })),
            leads: run.leads,
          }
        : null,
    matrix: codes.map((code, at) => {
      const kinds = cells[at] ?? none()
      const hidden = KIND_NAMES.some((kind) => kinds[kind] === null)
      const total = KIND_NAMES.reduce((sum, kind) => sum + (raw[at]?.[kind] ?? 0), 0)
      // A total beside its parts would give the withheld part away.
      return { county: code, name: divisionName(code), kinds, total: hidden ? null : total }
    }),
    totals,
    money: KIND_NAMES.map((kind) => ({ kind, fen: fen[kind], count: totals[kind] })),
    budget: { planFen: Math.round((PLAN_FEN * children) / PLAN_CHILDREN), children, monthFen },
    registers: registers.map(({ id, name, state, asOf, ageDays, rows: count, hideCounts }) => ({
      id,
      name,
      state,
      asOf,
      ageDays,
      rows: hideCounts ? null : count,
    })),
    counties: counties.map(({ code, name }) => ({ code, name })),
  }
}

export async function registerViews(session: Session): Promise<readonly RegisterView[]> {
  const definitions = await session.registers()
  return (await listRegisters(session)).map((row) => ({
    id: row.id,
    name: { zh: row.name, en: row.nameEn },
    owner: row.owner,
    cadence: row.cadence,
    assumed: row.status === 'assumed',
    hideCounts: row.hideCounts,
    state: row.state,
    asOf: row.asOf,
    ageDays: row.ageDays,
    rows: row.hideCounts ? null : row.rows,
    quarantined: row.hideCounts ? null : row.quarantined,
    columns: (definitions.find(({ id }) => id === row.id)?.columns ?? []).map(({ id, label, required }) => ({
      id,
      label: label.zh,
      required,
    })),
    snapshots: row.snapshots
      .toSorted((a, b) => b.asOf - a.asOf || (a.snapshot < b.snapshot ? 1 : -1))
      .map((one) => ({
        snapshot: one.snapshot,
        file: one.file,
        asOf: one.asOf,
        state: one.state,
        rows: one.rows,
        accepted: one.accepted,
        quarantined: one.quarantined,
        duplicates: one.duplicates,
        added: one.difference.added,
        changed: one.difference.changed,
        vanished: one.difference.vanished,
        before: one.difference.before,
        places: one.difference.vanishedByCounty.map(({ county, vanished, before }) => ({
          name: divisionName(county),
          vanished,
          before,
        })),
        held: one.held.map(({ text }) => text),
        released: one.released,
        withdrawn: one.withdrawn,
        encoding: one.encoding,
        sm3: one.sm3,
        unknownHeaders: one.unknownHeaders,
      })),
  }))
}

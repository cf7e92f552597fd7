/** The run as the home page draws it, for the city (small cells withheld) or for one county (its own numbers). */
import type { HomeView, KindName, RunView } from '@doudi/contract'
import { counties, divisionName } from '@doudi/programmes/city'
import { K, withhold } from '../../http/index.ts'
import type { KindCounty, RunRecord } from '../../usecases/leads.ts'
import type { Session } from '../session.ts'
import { listRegisters } from './register-list.ts'
import type { RunSummary } from './run-all.ts'
import { waitingNow } from './waiting-registers.ts'

const KINDS: readonly KindName[] = ['missed', 'over', 'amount', 'conflict', 'change', 'unknown']
/** Kinds that stand for money now; of the others nothing is known yet or nothing is wrong yet. */
const COUNTED: readonly string[] = ['missed', 'over', 'amount', 'conflict']
type Verdicts = Readonly<Record<'eligible' | 'ineligible' | 'unknown', number>>
const NO_VERDICTS: Verdicts = { eligible: 0, ineligible: 0, unknown: 0 }

function record<T>(value: (kind: KindName) => T): Record<KindName, T> {
  return Object.fromEntries(KINDS.map((kind) => [kind, value(kind)])) as Record<KindName, T>
}

/** With one of the three withheld the other two must go too: together they are everybody. */
function verdictsShown(verdicts: Verdicts, small: boolean): { readonly [name in keyof Verdicts]: number | null } {
  const hidden = small && [verdicts.eligible, verdicts.unknown].some((n) => n > 0 && n < K)
  return hidden ? { eligible: null, ineligible: null, unknown: null } : verdicts
}

function leadsShown({ open, opened, changed, closed }: RunRecord['leads'], k: number): RunView['leads'] {
  const [parts = []] = withhold([[opened, changed, Math.max(0, open - opened - changed)]], k)
  const [fresh = null, moved = null, same = null, all = null] = parts
  return { open: all, opened: fresh, changed: moved, same, closed: closed > 0 && closed < k ? null : closed }
}

async function runView(
  session: Session,
  record: RunRecord,
  quarantined: number,
  withheld: boolean,
): Promise<RunView | null> {
  const summary = record.summary as Partial<RunSummary>
  if (summary.persons === undefined) return null
  const { truth } = summary
  return {
    id: record.id,
    asOf: record.asOf,
    persons: summary.persons,
    registered: summary.registered ?? 0,
    links: summary.links ?? 0,
    doubts: summary.doubts ?? 0,
    determinations: summary.determinations ?? 0,
    quarantined,
    seconds: summary.seconds ?? 0,
    peakMemoryMb: summary.peakMemoryMb ?? 0,
    steps: summary.steps ?? [],
    truth: truth ? { precision: truth.precision, recall: truth.recall } : null,
    verdicts: (await session.daily()).map(({ id, label }) => ({
      programme: id,
      label,
      ...verdictsShown(summary.verdicts?.[id] ?? NO_VERDICTS, withheld),
    })),
    leads: leadsShown(record.leads, withheld ? K : 1),
  }
}

/** Counts by county (a line each, in the order of `codes`) and kind, and the money of each kind. */
function tally(rows: readonly KindCounty[], codes: readonly string[]) {
  const cells = codes.map(() => KINDS.map(() => 0))
  const fen = record(() => 0)
  let [owedMoreFen, overpaidFen] = [0, 0]
  for (const row of rows) {
    const line = cells[codes.indexOf(row.county)]
    if (!line) continue
    const at = KINDS.indexOf(row.kind as KindName)
    line[at] = (line[at] ?? 0) + row.count
    fen[row.kind as KindName] += row.deltaFen
    if (!COUNTED.includes(row.kind)) continue
    owedMoreFen += row.owedMoreFen
    overpaidFen += row.overpaidFen
  }
  return { cells, fen, owedMoreFen, overpaidFen }
}

const NO_COUNTY = { code: '', name: '不在本市' }

export async function homeView(session: Session, county: string | null): Promise<HomeView> {
  const store = await session.store()
  const [latest, rows] = [await store.latestRun(), await store.kindsByCounty()]
  const registers = (await listRegisters(session)).filter(
    ({ state, ofApplicants }) => state !== 'none' || !ofApplicants,
  )
  // Leads of people who live in no county of ours still count in the city's sum.
  const outside = rows.some(({ county: code }) => !counties.some((one) => one.code === code))
  const all = outside ? [...counties, NO_COUNTY] : counties
  const shown = county === null ? all : all.filter(({ code }) => code === county)
  const codes = shown.map(({ code }) => code)
  const named = (code: string): string => (counties.some((one) => one.code === code) ? code : '')
  const { cells, fen, owedMoreFen, overpaidFen } = tally(
    rows.map((row) => ({ ...row, county: named(row.county) })),
    codes,
  )
  // k = 1 withholds nothing: the county that handles the children sees its own numbers.
  const table = withhold(cells, county === null ? K : 1)
  const totals = table.at(-1) ?? []
  const quarantined = registers.reduce((sum, one) => sum + (one.quarantined ?? 0), 0)
  const summary = (latest?.summary ?? {}) as Partial<RunSummary>
  const planned = (await session.daily()).find(({ plan }) => plan !== null)
  const plan = planned?.plan ?? null
  const children = summary.verdicts?.[planned?.id ?? '']?.eligible ?? 0
  return {
    scope: { county, name: county === null ? '烟台市' : divisionName(county), k: county === null ? K : null },
    run: latest ? await runView(session, latest, quarantined, county === null) : null,
    matrix: shown.map(({ code, name }, at) => ({
      county: code,
      name,
      kinds: record((kind) => table[at]?.[KINDS.indexOf(kind)] ?? null),
      total: table[at]?.[KINDS.length] ?? null,
    })),
    totals: record((kind) => totals[KINDS.indexOf(kind)] ?? null),
    total: totals[KINDS.length] ?? null,
    money: record((kind) => (totals[KINDS.indexOf(kind)] === null || !COUNTED.includes(kind) ? null : fen[kind])),
    budget: {
      planFen: plan === null ? 0 : Math.round((plan.budgetFen * children) / plan.people),
      cityPlanFen: plan?.budgetFen ?? 0,
      cityChildren: plan?.people ?? 0,
      children,
      owedMoreFen,
      overpaidFen,
    },
    registers: registers.map(({ id, name, nameEn, state, asOf, ageDays }) => ({
      id,
      name: { zh: name, en: nameEn },
      state,
      asOf,
      ageDays,
    })),
    waiting: (await waitingNow(session)).map(({ register, text }) => ({ register, text })),
    counties: counties.map(({ code, name }) => ({ code, name })),
  }
}

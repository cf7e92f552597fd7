/** What the truth tables hold: where what is paid differs from what the oracle says is owed. */
import { addDays, fromYyyymm, lastDayOf, monthOf } from '@doudi/core/kernel'
import { byPerson, type Events } from './events.ts'
import { type Oracle, type Owed, oracleOf } from './oracle.ts'
import type { World } from './world.ts'

/** The standards are known from 2026-01-01; a payment of a month is judged by the last day of the month before it. */
const FIRST_MONTH = fromYyyymm(202602)
/** How far back a finding reaches, and how far ahead a change is announced. */
const MONTHS_BACK = 24
const DAYS_AHEAD = 60

export type Truth = {
  readonly person: number
  readonly programme: string
  readonly kind: string
  readonly month: number
  readonly owedFen: number | null
  readonly heldFen: number | null
  readonly category: string | null
}

/** Every true discrepancy between what a person is owed and what is paid; the months as ARCHITECTURE.md defines them. */
export function discrepancies(world: World, events: Events, asOf: number): Truth[] {
  const oracle = oracleOf(world, events)
  const now = monthOf(asOf)
  const welfare = byPerson(events.welfare, ({ person }) => person)
  const concerned = new Set([...welfare.keys(), ...touchedByEvents(world, events)])
  const found: Truth[] = []
  for (const person of [...concerned].sort((a, b) => a - b)) {
    const lines = (welfare.get(person) ?? []).filter(
      (row) => row.category !== 'GRANT' && monthOf(row.from) <= now && (row.to === null || monthOf(row.to) >= now),
    )
    const one = judge(oracle, person, lines, asOf)
    if (one) found.push(one)
    const granted = (welfare.get(person) ?? []).some(
      (row) => row.category === 'GRANT' && row.from <= asOf && (row.to === null || row.to >= asOf),
    )
    if (oracle.grantOn(person, asOf) && !granted) {
      found.push({
        person,
        programme: 'education-grant',
        kind: 'missed',
        month: now + 1,
        owedFen: null,
        heldFen: null,
        category: 'GRANT',
      })
    }
  }
  return found
}

/** Children whose family has something to do with a rule: all others are owed nothing. */
function touchedByEvents(world: World, events: Events): number[] {
  const parents = new Set<number>(
    [
      ...events.custody,
      ...events.rehabilitation,
      ...events.judgments,
      ...events.certificates,
      ...events.restrictions,
    ].map(({ person }) => person),
  )
  for (const { parent } of events.searches) parents.add(parent)
  const own = new Set<number>([...events.placements, ...events.certificates].map(({ person }) => person))
  const list: number[] = []
  for (let person = 0; person < world.count; person++) {
    if ((world.birth[person] ?? 0) < 20000101) continue
    const father = world.father[person] ?? -1
    const mother = world.mother[person] ?? -1
    const touched = (parent: number): boolean => parent >= 0 && (parents.has(parent) || (world.death[parent] ?? 0) > 0)
    if (own.has(person) || touched(father) || touched(mother)) list.push(person)
  }
  return list
}

type Line = Events['welfare'][number]
function judge(oracle: Oracle, person: number, lines: readonly Line[], asOf: number): Truth | null {
  const now = monthOf(asOf)
  const owed = oracle.owedOn(person, asOf)
  const base = { person, programme: 'children', owedFen: owed?.fen ?? null, category: owed?.category ?? null }
  const [line, second] = lines
  if (line && second) {
    const month = Math.max(now - MONTHS_BACK, ...lines.map(({ from }) => monthOf(from)))
    return { ...base, kind: 'conflict', month, heldFen: lines.reduce((sum, { fen }) => sum + fen, 0) }
  }
  if (!line)
    return owed
      ? { ...base, kind: 'missed', month: now + 1, heldFen: null }
      : changeAhead(oracle, person, asOf, owed, null)
  const state = (truth: Owed): string =>
    truth === null ? 'over' : truth.fen !== line.fen || truth.category !== line.category ? 'amount' : 'right'
  const kind = state(owed)
  if (kind === 'right') return changeAhead(oracle, person, asOf, owed, line.fen)
  let month = now + 1
  // That nothing was owed is known of any month; what was owed, only since the standards are.
  const known = kind === 'amount' ? FIRST_MONTH : 0
  const earliest = Math.max(monthOf(line.from), known, now - MONTHS_BACK)
  while (month - 1 >= earliest && state(oracle.owedIn(person, month - 1)) === kind) month--
  return { ...base, kind, month, heldFen: line.fen }
}

/** Whoever the next 60 days leave with another outcome: the month after the first month end on which it differs. */
function changeAhead(oracle: Oracle, person: number, asOf: number, owed: Owed, heldFen: number | null): Truth | null {
  const then = oracle.owedOn(person, addDays(asOf, DAYS_AHEAD))
  if (same(then, owed)) return null
  let month = monthOf(asOf)
  while (same(oracle.owedOn(person, lastDayOf(month)), owed)) month++
  return {
    person,
    programme: 'children',
    kind: 'change',
    month: month + 1,
    owedFen: then?.fen ?? null,
    heldFen,
    category: then?.category ?? null,
  }
}
const same = (a: Owed, b: Owed): boolean => a?.fen === b?.fen && a?.category === b?.category

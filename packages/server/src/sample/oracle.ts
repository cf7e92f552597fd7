/**
 * The truth, computed here and nowhere shared with the rule engine: what each child is really owed in the true world.
 * Domain section 4. Illness counts for nothing while the list of diseases is open (the answer would be "cannot tell").
 */
import { addDays, addMonths, ageOn, firstDayOf, fromYyyymm, lastDayOf, monthOf } from '@doudi/core/kernel'
import { byPerson, type Events } from './events.ts'
import type { World } from './world.ts'

type Owed = { readonly category: string; readonly fen: number } | null

const STANDARD: Readonly<Record<string, number>> = { 'CH-1': 267300, 'CH-2': 213800, 'CH-3': 213800, 'CH-4': 192100 }
/** The standards are known from 2026-01-01; a payment of a month is judged by the last day of the month before it. */
const FIRST_MONTH = fromYyyymm(202602)
const EXTENDS: Readonly<Record<string, boolean>> = { 'CH-1': true, 'CH-2': true, 'CH-3': true, 'CH-4': false }

export type Oracle = {
  readonly owedOn: (person: number, day: number) => Owed
  readonly owedIn: (person: number, month: number) => Owed
  readonly grantOn: (person: number, day: number) => boolean
}

export function oracleOf(world: World, events: Events): Oracle {
  const custody = byPerson(events.custody, ({ person }) => person)
  const rehab = byPerson(events.rehabilitation, ({ person }) => person)
  const judgments = byPerson(events.judgments, ({ person }) => person)
  const certificates = byPerson(events.certificates, ({ person }) => person)
  const searches = byPerson(events.searches, ({ parent }) => parent)
  const restrictions = byPerson(events.restrictions, ({ person }) => person)
  const placements = byPerson(events.placements, ({ person }) => person)
  const schooling = byPerson(events.schooling, ({ person }) => person)
  const assistance = byPerson(events.assistance, ({ person }) => person)
  const subsidies = byPerson(events.subsidies, ({ person }) => person)
  const welfare = byPerson(events.welfare, ({ person }) => person)

  const dead = (person: number, day: number): boolean => {
    const died = world.death[person] ?? 0
    return died > 0 && died <= day
  }
  const judged = (person: number, kind: string, undone: string, day: number): boolean => {
    const last = (wanted: string): number =>
      Math.max(
        0,
        ...(judgments.get(person) ?? []).filter((row) => row.kind === wanted && row.from <= day).map((row) => row.from),
      )
    return last(kind) > last(undone)
  }
  const within = (day: number, from: number, to: number | null): boolean => from <= day && (to === null || day <= to)
  const sixMonths = (termMonths: number, from: number, to: number): boolean =>
    termMonths > 0 ? termMonths >= 6 : addMonths(from, 6) <= addDays(to, 1)
  const severe = (person: number, day: number): boolean =>
    (certificates.get(person) ?? []).some(
      (row) =>
        within(day, row.from, row.to) &&
        (row.grade <= '2' || row.disabilityClass === '5' || row.disabilityClass === '6'),
    )
  const gone = (person: number, day: number): boolean =>
    dead(person, day) || judged(person, '1', '4', day) || judged(person, '2', '5', day)
  const away = (person: number, day: number): boolean =>
    severe(person, day) ||
    (custody.get(person) ?? []).some(
      (row) => row.mode === '1' && within(day, row.from, row.to) && sixMonths(row.termMonths, row.from, row.to),
    ) ||
    (rehab.get(person) ?? []).some(
      (row) => within(day, row.from, row.to) && sixMonths(row.termMonths, row.from, row.to),
    ) ||
    (restrictions.get(person) ?? []).some(
      (row) =>
        within(day, row.from, row.to) &&
        (row.measure === '5' || (row.measure <= '3' && sixMonths(row.termMonths, row.from, row.to))),
    ) ||
    (searches.get(person) ?? []).some(
      (row) => day > addMonths(row.from, 6) && (row.found === null || day < row.found),
    ) ||
    judged(person, '3', '6', day)
  const poor = (person: number, day: number): boolean =>
    (assistance.get(person) ?? []).some((row) => row.benefit !== 'LS' && within(day, row.from, row.to))
  const studies = (person: number, day: number, stages: readonly string[]): boolean =>
    (schooling.get(person) ?? []).some(
      (row) => stages.includes(row.stage) && row.status === '1' && row.fullTime && within(day, row.from, row.to),
    )

  const categoryOf = (person: number, day: number): string | null => {
    if ((placements.get(person) ?? []).some((row) => within(day, row.from, row.to))) return 'CH-1'
    const father = world.father[person] ?? -1
    const mother = world.mother[person] ?? -1
    const fatherGone = father >= 0 && gone(father, day)
    const motherGone = mother >= 0 && gone(mother, day)
    if (fatherGone && motherGone) return 'CH-2'
    const both = father >= 0 && mother >= 0
    if (both && (fatherGone || away(father, day)) && (motherGone || away(mother, day))) return 'CH-3'
    return poor(person, day) && (fatherGone || motherGone || severe(person, day)) ? 'CH-4' : null
  }
  const owedOn = (person: number, day: number): Owed => {
    if (dead(person, day)) return null
    const category = categoryOf(person, day)
    if (category === null) return null
    const minor = ageOn(world.birth[person] ?? 0, day) < 18
    if (!minor && !(EXTENDS[category] === true && studies(person, day, ['34', '36', '41', '42']))) return null
    const rows = (assistance.get(person) ?? []).filter((row) => within(day, row.from, row.to))
    const family = rows.find(({ benefit }) => benefit === 'DB')
    const own =
      rows.filter(({ benefit }) => benefit === 'TK').reduce((sum, { caseFen }) => sum + caseFen, 0) +
      (subsidies.get(person) ?? [])
        .filter((row) => row.kind === '1' && row.from <= day)
        .reduce((sum, { fen }) => sum + fen, 0)
    const covered = family?.covered ?? 1
    const left = ((STANDARD[category] ?? 0) - own) * covered - (family?.caseFen ?? 0)
    return { category, fen: left <= 0 ? 0 : Math.ceil(left / covered) }
  }
  return {
    owedOn,
    owedIn: (person, month) => owedOn(person, lastDayOf(month - 1)),
    grantOn: (person, day) => {
      const birth = world.birth[person] ?? 0
      const adult = addMonths(birth, 216)
      const recognised = (welfare.get(person) ?? []).some(
        (row) => ['CH-1', 'CH-2', 'CH-3'].includes(row.category) && row.from < adult,
      )
      return ageOn(birth, day) >= 18 && recognised && studies(person, day, ['34', '36', '41', '42', '43'])
    },
  }
}

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
  const concerned = new Set([...welfare.keys(), ...children(world, events)])
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
function children(world: World, events: Events): number[] {
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
    const month = Math.max(now - 24, ...lines.map(({ from }) => monthOf(from)))
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
  const earliest = Math.max(monthOf(line.from), FIRST_MONTH, now - 24)
  while (month - 1 >= earliest && state(oracle.owedIn(person, month - 1)) === kind) month--
  return { ...base, kind, month, heldFen: line.fen }
}

/** An event of the next 60 days that changes the verdict or the amount. */
function changeAhead(oracle: Oracle, person: number, asOf: number, owed: Owed, heldFen: number | null): Truth | null {
  const horizon = addDays(asOf, 60)
  for (let month = monthOf(asOf); firstDayOf(month) <= horizon; month++) {
    const then = oracle.owedOn(person, Math.min(lastDayOf(month), horizon))
    if (then?.fen === owed?.fen && then?.category === owed?.category) continue
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
  return null
}

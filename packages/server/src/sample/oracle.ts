/**
 * The truth, computed here and nowhere shared with the rule engine: what each child is really owed in the true world.
 * Illness counts for nothing while the list of diseases is open (the answer would be "cannot tell").
 */
import { addMonths, ageOn, lastDayOf } from '@doudi/core/kernel'
import { byPerson, type Events } from './events.ts'
import { factsOf, within } from './parent-facts.ts'
import { isDead, type World } from './world.ts'

export type Owed = { readonly category: string; readonly fen: number } | null

/** Fen a month from 2026-01-01 (the seed's); whoever asks of an earlier day asks for the category alone. */
const STANDARD: Readonly<Record<string, number>> = { 'CH-1': 267300, 'CH-2': 213800, 'CH-3': 213800, 'CH-4': 192100 }
const EXTENDS: Readonly<Record<string, boolean>> = { 'CH-1': true, 'CH-2': true, 'CH-3': true, 'CH-4': false }

export type Oracle = {
  /** The one category that the child is in, whatever its age; null where in none. */
  readonly categoryOn: (person: number, day: number) => string | null
  /** What a child is owed a month by the facts of a day; null where nothing is. */
  readonly owedOn: (person: number, day: number) => Owed
  /** What is owed for a month (an index): by the facts on the last day of the month before. */
  readonly owedIn: (person: number, month: number) => Owed
  /** Whether an education grant is owed. */
  readonly grantOn: (person: number, day: number) => boolean
}

export function oracleOf(world: World, events: Events): Oracle {
  const { gone, away, severe } = factsOf(world, events)
  const placements = byPerson(events.placements, ({ person }) => person)
  const schooling = byPerson(events.schooling, ({ person }) => person)
  const assistance = byPerson(events.assistance, ({ person }) => person)
  const subsidies = byPerson(events.subsidies, ({ person }) => person)
  const welfare = byPerson(events.welfare, ({ person }) => person)

  const poor = (person: number, day: number): boolean =>
    (assistance.get(person) ?? []).some((row) => row.benefit !== 'LS' && within(day, row.from, row.to))
  const studies = (person: number, day: number, stages: readonly string[]): boolean =>
    (schooling.get(person) ?? []).some((row) => stages.includes(row.stage) && within(day, row.from, row.to))

  const categoryOn = (person: number, day: number): string | null => {
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
    if (isDead(world, person, day)) return null
    const category = categoryOn(person, day)
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
    categoryOn,
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

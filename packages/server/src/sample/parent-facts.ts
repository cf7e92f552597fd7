/** The parent matrix's statuses, read from the true events; nothing here is shared with the rule engine. */
import { addDays, addMonths } from '@doudi/core/kernel'
import { byPerson, type Events } from './events.ts'
import { isDead, type World } from './world.ts'

/** What is true of a person on a day; asked of parents, and the last also of the child itself. */
export type Facts = {
  /** Dead, declared dead or declared missing, and the court has not taken it back. */
  readonly gone: (person: number, day: number) => boolean
  /** Alive and known, but in one of the statuses that keep a parent from raising a child. */
  readonly away: (person: number, day: number) => boolean
  /** A valid certificate of grade 1 or 2, or of any grade for a mental or intellectual disability. */
  readonly severe: (person: number, day: number) => boolean
}

/** From the first to the last day, both included; an open end lasts. */
export const within = (day: number, from: number, to: number | null): boolean =>
  from <= day && (to === null || day <= to)
/** The ordered term counts, not what remains of it; by dates alone the first and the last day both count. */
const sixMonths = ({ termMonths, from, to }: { termMonths: number; from: number; to: number }): boolean =>
  termMonths > 0 ? termMonths >= 6 : addMonths(from, 6) <= addDays(to, 1)

export function factsOf(world: World, events: Events): Facts {
  const custody = byPerson(events.custody, ({ person }) => person)
  const rehab = byPerson(events.rehabilitation, ({ person }) => person)
  const judgments = byPerson(events.judgments, ({ person }) => person)
  const certificates = byPerson(events.certificates, ({ person }) => person)
  const searches = byPerson(events.searches, ({ parent }) => parent)
  const restrictions = byPerson(events.restrictions, ({ person }) => person)

  const judged = (person: number, kind: string, undone: string, day: number): boolean => {
    const last = (wanted: string): number =>
      Math.max(
        0,
        ...(judgments.get(person) ?? []).filter((row) => row.kind === wanted && row.from <= day).map((row) => row.from),
      )
    return last(kind) > last(undone)
  }
  const severe = (person: number, day: number): boolean =>
    (certificates.get(person) ?? []).some(
      (row) =>
        within(day, row.from, row.to) &&
        (row.grade <= '2' || row.disabilityClass === '5' || row.disabilityClass === '6'),
    )
  const gone = (person: number, day: number): boolean =>
    isDead(world, person, day) || judged(person, '1', '4', day) || judged(person, '2', '5', day)
  const away = (person: number, day: number): boolean =>
    severe(person, day) ||
    (custody.get(person) ?? []).some((row) => row.mode === '1' && within(day, row.from, row.to) && sixMonths(row)) ||
    (rehab.get(person) ?? []).some((row) => within(day, row.from, row.to) && sixMonths(row)) ||
    (restrictions.get(person) ?? []).some(
      (row) => within(day, row.from, row.to) && (row.measure === '5' || (row.measure <= '3' && sixMonths(row))),
    ) ||
    (searches.get(person) ?? []).some((row) => day > addMonths(row.from, 6)) ||
    judged(person, '3', '6', day)
  return { gone, away, severe }
}

/** What keeps a parent from raising a child: each status of the parent matrix as the events behind it. */
import { addDays, addMonths, monthOf } from '@doudi/core/kernel'
import type { Events } from '../events.ts'
import { dayBetween } from '../families.ts'
import type { Random } from '../random.ts'
import { AS_OF, type World } from '../world.ts'

export type Making = { readonly world: World; readonly events: Events; readonly random: Random }
/** Where the term of a parent in custody ends: after everything asked, within the 60 days ahead, or this year already. */
type Ends = 'later' | 'soon' | 'past'
type Status = (making: Making, parent: number, child: number, ends: Ends) => unknown

/** What holds by now has held since then, so that a fault of this year begins with a child rightly paid. */
const SETTLED = 20251130

const since = (making: Making, child: number, earliest: number, latest = SETTLED): number =>
  dayBetween(making.random, Math.max(earliest, addDays(making.world.birth[child] ?? 0, 30)), latest)

function endOf(random: Random, ends: Ends, latest: number): number {
  if (ends === 'soon') return addDays(AS_OF, random.between(5, 55))
  return ends === 'past' ? dayBetween(random, 20260310, 20261015) : dayBetween(random, 20270301, latest)
}
/** An ordered term of at least `least` months that had begun by SETTLED and ends on `to`. */
function termTo(random: Random, to: number, least: number): { from: number; termMonths: number; to: number } {
  const termMonths = Math.max(least, monthOf(to) - monthOf(SETTLED) + 1) + random.below(24)
  return { from: addMonths(to, -termMonths), termMonths, to }
}

export const die = (making: Making, parent: number, child: number): void => {
  making.world.death[parent] = since(making, child, 20200101)
}
/** A court declares missing who has been unknown for two years (Civil Code 40). */
const declaredMissing: Status = (making, parent, child) => {
  const earliest = addMonths(making.world.birth[child] ?? 0, 25)
  if (earliest > SETTLED) die(making, parent, child)
  else
    making.events.judgments.push({
      person: parent,
      ward: null,
      kind: '2',
      from: since(making, child, Math.max(20220101, earliest)),
    })
}
const custody: Status = ({ events, random }, parent, _, ends) => {
  const term = termTo(random, endOf(random, ends, 20310101), 7)
  // Some prisons deliver the dates without the term.
  events.custody.push({ person: parent, mode: '1', ...term, termMonths: random.chance(0.8) ? term.termMonths : 0 })
}
const rehabilitation: Status = ({ events, random }, parent, _, ends) => {
  const to = endOf(random, ends, 20271101)
  events.rehabilitation.push({ person: parent, from: addMonths(to, -24), termMonths: 24, to })
}
const restricted: Status = ({ events, random }, parent, _, ends) =>
  events.restrictions.push({
    person: parent,
    measure: random.pick(['1', '2', '3']),
    ...termTo(random, endOf(random, ends, 20270401), 7),
  })

const STATUSES = {
  dead: die,
  missing: declaredMissing,
  custody,
  rehabilitation,
  restricted,
  disabled: (making, parent, child) =>
    making.events.certificates.push({
      person: parent,
      disabilityClass: making.random.pick(['1', '2', '4', '5', '6']),
      grade: making.random.pick(['1', '2']),
      from: since(making, child, 20190101),
      to: dayBetween(making.random, 20280101, 20340101),
    }),
  lost: (making, parent, child) =>
    making.events.searches.push({ parent, child, from: since(making, child, 20240101, 20250701), result: '1' }),
  revoked: (making, parent, child) =>
    making.events.judgments.push({ person: parent, ward: child, kind: '3', from: since(making, child, 20220101) }),
  deported: (making, parent, child) =>
    making.events.restrictions.push({
      person: parent,
      measure: '5',
      from: since(making, child, 20220101),
      termMonths: 0,
      to: 20991231,
    }),
} as const satisfies Readonly<Record<string, Status>>
export type ParentStatus = keyof typeof STATUSES

/** The statuses other than gone, as often as they occur (assumed). */
export const AWAY: readonly ParentStatus[] = [
  ...(['custody', 'custody', 'custody', 'disabled', 'disabled', 'disabled'] as const),
  ...(['rehabilitation', 'lost', 'lost', 'revoked', 'restricted', 'deported'] as const),
]
export const TERMS: readonly ParentStatus[] = ['custody', 'rehabilitation', 'restricted']

export const befall = (
  making: Making,
  status: ParentStatus,
  parent: number,
  child: number,
  ends: Ends = 'later',
): void => void STATUSES[status](making, parent, child, ends)

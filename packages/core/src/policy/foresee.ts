/** What is to come, by what the registers say today: the day on which the outcome becomes another. */
import { addDays, type Ymd } from '../kernel/index.ts'
import { type Outcome, outcomeOf } from './evaluate.ts'
import type { Facts, Programme } from './programme.ts'
import { reach } from './references.ts'
import { type Node, walk } from './tree.ts'

export type Foreseen = { readonly on: Ymd; readonly told: Outcome }

/** Whether a day reckoned from the day asked, or a count of days up to it, moves every day: then each must be looked at. */
function movesDaily(node: Node): boolean {
  if (node.op === 'age') return node.on.op !== 'asOf' && [...walk(node.on)].some(({ op }) => op === 'asOf')
  const isReckoned = ['addMonths', 'addMonthsUp', 'addDays', 'dayNumber', 'datePart'].includes(node.op)
  return isReckoned && [...walk(node)].some(({ op }) => op === 'asOf')
}

const known = new WeakMap<Programme, { readonly daily: boolean; readonly figures: readonly Ymd[] }>()
/** What of the programme itself turns by the calendar: figures that begin or end, and whether it must be asked daily. */
function calendarOf(programme: Programme) {
  const before = known.get(programme)
  if (before) return before
  const nodes = programme.categories
    .flatMap(({ test, amount }): Node[] => [test, amount])
    .flatMap((root) => [...reach(programme, root)])
  const figures = programme.parameters.flatMap(({ rows }) =>
    rows.flatMap(({ from, to }) => (to === null ? [from] : [from, addDays(to, 1)])),
  )
  const found = { daily: nodes.some(movesDaily), figures }
  known.set(programme, found)
  return found
}

/** The next day after `on` on which something could turn: a day that was compared, the day after it, a figure's day. */
function nextTurn(on: Ymd, last: Ymd, turns: readonly Ymd[], programme: Programme): Ymd | null {
  const { daily, figures } = calendarOf(programme)
  if (daily) return on < last ? addDays(on, 1) : null
  let next = Number.POSITIVE_INFINITY
  for (const turn of [...turns, ...figures]) {
    // A day looked at long ago, or in no calendar, turns nothing any more.
    if (turn < on || turn > last) continue
    const day = turn > on ? turn : addDays(turn, 1)
    if (day < next) next = day
  }
  return next <= last ? next : null
}

/**
 * The first day after `facts.asOf`, at most `days` later, on which status, category or amount is surely another; null
 * where none is. Nothing new is assumed: terms end, certificates expire, birthdays come.
 */
export function nextChange(programme: Programme, facts: Facts, person: number, days: number): Foreseen | null {
  let turns: Ymd[] = []
  const today = outcomeOf(programme, facts, person, turns)
  const last = addDays(facts.asOf, days)
  for (let on = nextTurn(facts.asOf, last, turns, programme); on !== null; on = nextTurn(on, last, turns, programme)) {
    turns = []
    const told = outcomeOf(programme, { ...facts, asOf: on }, person, turns)
    if (told.status === 'unknown') continue
    if (told.status !== today.status || told.category !== today.category || told.amountFen !== today.amountFen)
      return { on, told }
  }
  return null
}

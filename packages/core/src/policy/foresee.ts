/** What is to come, by what the registers say today: the day on which the outcome becomes another. */
import { addDays, type Ymd } from '../kernel/index.ts'
import { type Outcome, outcomeOf } from './evaluate.ts'
import type { Facts, Programme } from './programme.ts'

export type Foreseen = { readonly on: Ymd; readonly told: Outcome }

/**
 * The first day after `facts.asOf`, at most `days` later, on which status, category or amount is surely another; null
 * where none is. Nothing new is assumed: terms end, certificates expire, birthdays come.
 */
export function nextChange(programme: Programme, facts: Facts, person: number, days: number): Foreseen | null {
  const today = outcomeOf(programme, facts, person)
  for (let ahead = 1; ahead <= days; ahead++) {
    const on = addDays(facts.asOf, ahead)
    const told = outcomeOf(programme, { ...facts, asOf: on }, person)
    if (told.status === 'unknown') continue
    if (told.status !== today.status || told.category !== today.category || told.amountFen !== today.amountFen)
      return { on, told }
  }
  return null
}

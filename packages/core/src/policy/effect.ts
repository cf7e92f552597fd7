/**
 * The month of effect (生效月份): whole months, begun by a decision, ended by an event.
 *
 * A verdict gives nothing by itself. A benefit begins, or changes category or amount, `startMonths` after the month of the
 * confirming decision; it ends `stopMonths` after the month of the event that ends it, whether or not anybody has decided
 * yet. Where only a new decision may end it (a court takes a declaration of death back, 民法典 50), the event waits for one.
 * Where an event lowers the amount at once (a member of the household dies), it is lowered from that month too.
 */
import { fromYyyymm, lastDayOf, monthOf, toYyyymm, type Ymd } from '../kernel/index.ts'
import type { Outcome } from './evaluate.ts'

/** What the rule says on a day. */
export type Standing = Pick<Outcome, 'status' | 'category' | 'amountFen'> & {
  readonly onlyByDecision: boolean
  readonly cutAtOnce: boolean
}

/** `from`, `to`: months yyyymm, both included. */
export type EffectAsked = {
  readonly decisions: readonly Ymd[]
  readonly from: number
  readonly to: number
  readonly startMonths: number
  readonly stopMonths: number
}
export type PaidMonth = { readonly month: number; readonly category: string | null; readonly amountFen: number }

const monthsOf = ({ from, to }: EffectAsked): number[] =>
  Array.from({ length: fromYyyymm(to) - fromYyyymm(from) + 1 }, (_, at) => fromYyyymm(from) + at)

/** The days whose standing `paidMonths` asks for. */
export const daysNeeded = (asked: EffectAsked): readonly Ymd[] =>
  [...new Set([...asked.decisions, ...monthsOf(asked).map((month) => lastDayOf(month - asked.stopMonths))])].toSorted(
    (a, b) => a - b,
  )

/** What is due month by month; one category a month at most, `null` and 0 where nothing is due. */
export function paidMonths(asked: EffectAsked, standingOn: (day: Ymd) => Standing): readonly PaidMonth[] {
  return monthsOf(asked).map((month): PaidMonth => {
    const none = { month: toYyyymm(month), category: null, amountFen: 0 }
    const decided = asked.decisions.filter((on) => monthOf(on) + asked.startMonths <= month).toSorted((a, b) => a - b)
    const last = decided.at(-1)
    if (last === undefined) return none
    const { status, category, amountFen } = standingOn(last)
    if (status !== 'eligible' || amountFen === null) return none
    const now = standingOn(lastDayOf(month - asked.stopMonths))
    if (now.status === 'ineligible' && !now.onlyByDecision) return none
    const cut = now.cutAtOnce && now.category === category && now.amountFen !== null && now.amountFen < amountFen
    return { month: none.month, category, amountFen: cut ? (now.amountFen ?? 0) : amountFen }
  })
}

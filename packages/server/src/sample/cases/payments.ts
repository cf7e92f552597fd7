/** What is paid to children in difficulty: what the oracle says, unless a fault twists it. */
import { assert, firstDayOf, lastDayOf, monthOf } from '@doudi/core/kernel'
import { dayBetween } from '../families.ts'
import { type Oracle, oracleOf } from '../oracle.ts'
import type { Random } from '../random.ts'
import { AS_OF, countyOf } from '../world.ts'
import type { Case, Fault } from './faults.ts'
import type { Making } from './parents.ts'

/** These were rightly paid at the start of the year; what happened since should have changed it. */
const BEGAN_RIGHT: ReadonlySet<Fault> = new Set(['dead-still-paid', 'released-parent', 'aged-out'])
const START_OF_YEAR = 20260131

/** Of all cases: the oracle reads events as they stand before anything is paid. */
export function payAll(making: Making, cases: readonly Case[]): void {
  const oracle = oracleOf(making.world, making.events)
  for (const one of cases) pay(making, oracle, one)
}

function pay(making: Making, oracle: Oracle, { child, fault }: Case): void {
  const { world, events, random } = making
  const day = fault !== null && BEGAN_RIGHT.has(fault) ? START_OF_YEAR : AS_OF
  const owed = oracle.owedOn(child, day)
  assert(owed !== null && owed.fen > 0, `a child with ${fault ?? 'no fault'} is owed something`)
  if (fault === 'entitled-missed') return
  const county = countyOf(world, child)
  const from = firstMonth(random, oracle, child, owed.category, day)
  const line = { person: child, category: owed.category, fen: owed.fen, from, to: null, county }
  const recent = Math.max(from, firstDayOf(monthOf(dayBetween(random, 20260301, 20260901))))
  const other = owed.category === 'CH-4' ? { category: 'CH-3', fen: 213800 } : { category: 'CH-4', fen: 192100 }
  if (fault === 'dead-still-paid') world.death[child] = dayBetween(random, 20260305, 20261015)
  if (fault === 'wrong-amount')
    events.welfare.push(
      owed.category === 'CH-4' ? { ...line, fen: line.fen + 20000 } : { ...line, ...other, from: recent },
    )
  // The full standard, as if the allowance that the family holds by now were not there.
  else if (fault === 'allowance-ignored') events.welfare.push({ ...line, fen: 213800 })
  else events.welfare.push(line)
  if (fault === 'two-programmes') events.welfare.push({ ...line, ...other, from: recent })
  if (fault === 'two-counties') events.welfare.push({ ...line, county: otherCounty(making, county), from: recent })
}

/** The first day of a month of the last three years from which the child has been in this category without a break. */
function firstMonth(random: Random, oracle: Oracle, child: number, category: string, day: number): number {
  const latest = monthOf(day)
  let earliest = latest
  while (earliest > monthOf(20240101) && oracle.categoryOn(child, lastDayOf(earliest - 2)) === category) earliest--
  return firstDayOf(random.between(earliest, latest))
}

function otherCounty({ world, random }: Making, county: string): string {
  for (;;) {
    const other = (world.villages[random.below(world.villages.length)]?.code ?? '').slice(0, 6)
    if (other !== county) return other
  }
}

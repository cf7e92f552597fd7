/** The faults that are planted in payments, and how many children bear each; docs/sample-city.md says what each is. */
export const FAULTS = [
  'dead-still-paid',
  'released-parent',
  'two-programmes',
  'two-counties',
  'entitled-missed',
  'wrong-amount',
  'allowance-ignored',
  'aged-out',
  'term-ending',
  'turning-18',
] as const
export type Fault = (typeof FAULTS)[number]
export type Case = { readonly child: number; readonly fault: Fault | null }
/** How many children bear each fault: one in 28, and at least 30 from 100,000 people up where half the children allow. */
export function faultShare(children: number, people: number): number {
  const least = people >= 100_000 ? Math.min(30, Math.floor(children / (2 * FAULTS.length))) : 1
  return Math.max(least, Math.round(children * 0.036))
}

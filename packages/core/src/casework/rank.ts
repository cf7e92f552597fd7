/**
 * Which lead comes first.
 *
 * 1. `missed`: a child is without what the law owes it, each month. Only certain ones are called missed; what one fact
 *    could overturn is `unknown`.
 * 2. `conflict`: the same child paid twice; a person must choose, and every month makes the recovery larger.
 * 3. `over`: paid without a ground. The child has had the money, so its own need does not press; the recovery does.
 * 4. `amount`: right in kind, wrong in sum.
 * 5. `change`: nothing is wrong yet.
 * 6. `unknown`: nothing can be said until an office answers.
 *
 * Within a kind the larger sum of money comes first, owed or overpaid alike; then the programme, then the person, so
 * that no two findings share a place and the order never depends on the order they came in.
 */
export const KIND_ORDER = ['missed', 'conflict', 'over', 'amount', 'change', 'unknown'] as const

export type Rankable = {
  readonly person: number
  readonly programme: string
  readonly kind: string
  /** Fen a month; negative where too much is paid; null where no sum is known, which counts as none. */
  readonly deltaFen: number | null
}

const LAST = KIND_ORDER.length
const place = (kind: string): number => {
  const at = (KIND_ORDER as readonly string[]).indexOf(kind)
  return at === -1 ? LAST : at
}

/** Below zero when `a` comes before `b`; zero only for the same person, programme and kind. */
export function compareFindings(a: Rankable, b: Rankable): number {
  const byKind = place(a.kind) - place(b.kind)
  if (byKind !== 0) return byKind
  const byMoney = Math.abs(b.deltaFen ?? 0) - Math.abs(a.deltaFen ?? 0)
  if (byMoney !== 0) return byMoney
  if (a.programme !== b.programme) return a.programme < b.programme ? -1 : 1
  if (a.person !== b.person) return a.person - b.person
  return a.kind === b.kind ? 0 : a.kind < b.kind ? -1 : 1
}

/** The findings in order of urgency; the first has rank 1. */
export const rankFindings = <T extends Rankable>(findings: readonly T[]): readonly T[] =>
  findings.toSorted(compareFindings)

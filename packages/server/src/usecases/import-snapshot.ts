/** A snapshot's record, and which snapshot is in force: a pure function of the records, never a flag that is moved. */
import type { Difference, Suspicion } from './import-suspicion.ts'

export type Snapshot = {
  readonly snapshot: string
  readonly register: string
  readonly file: string
  readonly sm3: string
  readonly asOf: number
  readonly purpose: string
  readonly legalBasis: string
  readonly synthetic: boolean
  readonly encoding: string
  readonly headers: readonly string[]
  readonly unknownHeaders: readonly string[]
  /** The unknown headers with masked samples, for the person who maps them. */
  readonly unknownShown: readonly string[]
  /** Column id → the header it was read from. */
  readonly columns: Readonly<Record<string, string>>
  /** How many snapshots of the same day came before: a correction goes before what it corrects. */
  readonly sequence: number
  readonly rows: number
  readonly accepted: number
  readonly quarantined: number
  readonly duplicates: number
  readonly quarantineFile: string | null
  readonly difference: Difference
  readonly held: readonly Suspicion[]
  /** What persons decided of it, in order. */
  readonly decisions: readonly { readonly action: 'release' | 'withdraw'; readonly reason: string }[]
  readonly released: string | null
  readonly withdrawn: string | null
}

export type SnapshotState = 'inForce' | 'held' | 'withdrawn' | 'superseded'

const counts = ({ held, released, withdrawn }: Snapshot): boolean =>
  withdrawn === null && (held.length === 0 || released !== null)

/** The newest by as-of date among those neither held nor withdrawn; of one day the last sent, which corrects the others. */
export function inForceOf(snapshots: readonly Snapshot[]): Snapshot | null {
  const able = snapshots
    .filter(counts)
    .sort((a, b) => a.asOf - b.asOf || a.sequence - b.sequence || (a.snapshot < b.snapshot ? -1 : 1))
  return able.at(-1) ?? null
}

export function stateOf(snapshot: Snapshot, all: readonly Snapshot[]): SnapshotState {
  if (snapshot.withdrawn !== null) return 'withdrawn'
  if (!counts(snapshot)) return 'held'
  return inForceOf(all)?.snapshot === snapshot.snapshot ? 'inForce' : 'superseded'
}

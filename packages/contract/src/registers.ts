import type { WireText } from './common.ts'

/** Row counts of a snapshot; a register of custody or rehabilitation shows none. */
export type SnapshotCounts = {
  readonly rows: number
  readonly accepted: number
  readonly quarantined: number
  readonly duplicates: number
  readonly before: number
  readonly added: number
  readonly changed: number
  readonly vanished: number
  readonly places: readonly { readonly name: string; readonly vanished: number; readonly before: number }[]
}
export type SnapshotView = {
  readonly snapshot: string
  readonly file: string
  readonly asOf: number
  readonly state: 'inForce' | 'held' | 'withdrawn' | 'superseded'
  readonly counts: SnapshotCounts | null
  readonly hasQuarantine: boolean
  /** Why it does not take effect by itself; without a number where the register hides its counts. */
  readonly held: readonly { readonly code: string; readonly text: WireText }[]
  readonly released: string | null
  readonly withdrawn: string | null
  readonly encoding: string
  readonly sm3: string
  readonly unknownHeaders: readonly string[]
}
export type RegisterView = {
  readonly id: string
  readonly name: WireText
  readonly owner: WireText
  readonly cadence: WireText
  /** The register's definition is ours, not yet confirmed by its office. */
  readonly toConfirm: boolean
  readonly hideCounts: boolean
  readonly state: 'inForce' | 'late' | 'held' | 'none'
  readonly asOf: number | null
  readonly ageDays: number | null
  readonly rows: number | null
  readonly quarantined: number | null
  /** Whose verdicts wait for it and what to do, in one sentence; null while it is in force or nobody waits. */
  readonly waiting: WireText | null
  /** The newest first. */
  readonly snapshots: readonly SnapshotView[]
  readonly columns: readonly { readonly id: string; readonly label: WireText; readonly required: boolean }[]
}

export type Problem = {
  readonly code: string
  readonly found: string
  readonly text: WireText
  readonly remedy: WireText
}
export type ImportReply =
  | { readonly ok: true; readonly snapshot: string }
  | {
      readonly ok: false
      readonly problems: readonly Problem[]
      /** Headers that a person can map, with masked samples; empty where mapping would not help. */
      readonly headers: readonly {
        readonly header: string
        readonly samples: readonly string[]
        readonly guess: string | null
      }[]
    }
export type ProgressReply = { readonly progress: { readonly step: string; readonly rows: number } | null }

import type { Cell, KindName, WireText } from './common.ts'

/** The run as the home page draws it: of the city with small cells withheld, or of one county with its own numbers. */
export type HomeView = {
  /** `k` is null where nothing is withheld. */
  readonly scope: { readonly county: string | null; readonly name: string; readonly k: number | null }
  readonly run: RunView | null
  readonly matrix: readonly {
    readonly county: string
    readonly name: string
    readonly total: Cell
    readonly kinds: Readonly<Record<KindName, Cell>>
  }[]
  readonly totals: Readonly<Record<KindName, Cell>>
  readonly total: Cell
  /** Fen a month if all of a kind prove true; null where its count is withheld. */
  readonly money: Readonly<Record<KindName, number | null>>
  readonly budget: {
    /** The year's plan of the whole city, in fen, by children of the sample over the children of the plan. */
    readonly planFen: number
    readonly cityPlanFen: number
    readonly cityChildren: number
    readonly children: number
    /** Fen a month that children would get more, and that is paid too much. */
    readonly owedMoreFen: number
    readonly overpaidFen: number
  }
  readonly registers: readonly {
    readonly id: string
    readonly name: WireText
    readonly state: 'inForce' | 'late' | 'held' | 'none'
    readonly asOf: number | null
    readonly ageDays: number | null
  }[]
  /** Registers not in force that verdicts wait for, a sentence each. */
  readonly waiting: readonly { readonly register: string; readonly text: WireText }[]
  readonly counties: readonly { readonly code: string; readonly name: string }[]
}

export type RunView = {
  readonly id: string
  readonly asOf: number
  readonly persons: number
  readonly registered: number
  readonly links: number
  readonly doubts: number
  readonly determinations: number
  readonly quarantined: number
  readonly seconds: number
  readonly peakMemoryMb: number
  readonly steps: readonly {
    readonly step: string
    readonly rows: number
    readonly seconds: number
    readonly peakMemoryMb: number
  }[]
  readonly truth: { readonly precision: number; readonly recall: number } | null
  readonly verdicts: readonly {
    readonly programme: string
    readonly label: WireText
    readonly eligible: Cell
    readonly ineligible: Cell
    readonly unknown: Cell
  }[]
  /** Open leads: new by this run, changed by it, or the same as before; and those it closed. */
  readonly leads: {
    readonly open: Cell
    readonly opened: Cell
    readonly changed: Cell
    readonly same: Cell
    readonly closed: Cell
  }
}

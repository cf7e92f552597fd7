/** The book of rules as the console shows it: a row a programme, and a chapter that says everything of one. */
import type { WireText } from './common.ts'

export type SourceStatus = 'seed' | 'doc' | 'known' | 'assumed' | 'open' | 'test'
export type SourceView = { readonly title: string; readonly article: string; readonly status: SourceStatus }
export type ClauseView = {
  readonly text: WireText
  /** The id of the article of the chapter that explains it; null where it speaks for itself. */
  readonly ref: string | null
  readonly parts: readonly ClauseView[]
}

export type RuleRowView = {
  readonly id: string
  readonly title: WireText
  readonly version: string
  readonly onApplication: boolean
  readonly categories: number
  readonly conditions: number
  readonly figures: number
  readonly examples: number
  readonly open: number
  readonly assumed: number
}

/** A figure's rows over time: shares of the width and of a lane's height. */
export type TimelineView = {
  readonly ticks: readonly { readonly x: number; readonly label: string }[]
  readonly lanes: readonly {
    readonly label: WireText
    readonly spans: readonly {
      readonly x0: number
      readonly x1: number
      readonly height: number
      readonly value: WireText
      readonly from: string | null
      readonly to: string | null
      readonly status: SourceStatus
    }[]
  }[]
}

export type TraceView = {
  readonly name: string
  readonly asOf: string
  readonly status: 'eligible' | 'ineligible' | 'unknown'
  readonly verdict: WireText
  readonly letter: WireText
  readonly signed: boolean
  readonly conditions: readonly {
    readonly label: WireText
    readonly result: 'met' | 'notMet' | 'unknown'
    readonly decisive: boolean
  }[]
  readonly supposes: readonly WireText[]
}

export type ChapterView = {
  readonly id: string
  readonly title: WireText
  readonly version: string
  readonly onApplication: boolean
  readonly categories: readonly {
    readonly code: string
    readonly label: WireText
    readonly rule: ClauseView
    readonly amount: ClauseView
    readonly sources: readonly SourceView[]
  }[]
  readonly conditions: readonly {
    readonly id: string
    readonly label: WireText
    readonly requires: WireText
    readonly rule: ClauseView
    readonly source: SourceView
    readonly ask: WireText
  }[]
  readonly terms: readonly { readonly id: string; readonly label: WireText; readonly rule: ClauseView }[]
  readonly effect: readonly { readonly label: WireText; readonly rule: ClauseView }[]
  readonly figures: readonly {
    readonly id: string
    readonly label: WireText
    readonly unit: WireText
    readonly timeline: TimelineView
    readonly rows: readonly {
      readonly key: WireText
      readonly place: string
      readonly value: WireText
      readonly from: string
      readonly to: string | null
      readonly source: SourceView
    }[]
  }[]
  readonly registers: readonly {
    readonly id: string
    readonly label: WireText
    readonly owner: WireText
    readonly silence: WireText
  }[]
  readonly doubts: readonly {
    readonly kind: 'open' | 'assumed'
    readonly what: WireText
    readonly source: string
    readonly ref: string
  }[]
  readonly examples: readonly TraceView[]
}

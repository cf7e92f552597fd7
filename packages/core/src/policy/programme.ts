/** What a programme is: one folder's law as data. The programme folders export one each, and no list names them. */
import type { Confidence, Text, Ymd } from '../kernel/index.ts'
import type { DecisionTable } from './table/table.ts'
import type { Expr, Kind, RecordSet, Value } from './tree.ts'

export type Citation = { readonly title: string; readonly article: string; readonly status: Confidence }

/** One dated row of a parameter. `value` null: the city has not said (open); whatever needs it is unknown. */
export type ParameterRow = {
  readonly key: string | null
  /** The division (district, city or province code) it holds in; absent: everywhere. */
  readonly place?: string
  readonly value: Value
  readonly from: Ymd
  readonly to: Ymd | null
  readonly enacted: Ymd | null
  readonly status: Confidence
  readonly citation: Citation
}
export type Parameter = {
  readonly id: string
  readonly label: Text
  readonly kind: Kind
  readonly unit: Text
  readonly rows: readonly ParameterRow[]
}

export type Variable = { readonly id: string; readonly label: Text; readonly expr: Expr }

/** A named condition: one bit in every result, one line in every explanation. */
export type Condition = {
  readonly id: string
  readonly label: Text
  readonly expr: Expr<'bool'>
  /** What the law asks. */
  readonly requires: Text
  readonly met: Text
  readonly notMet: Text
  readonly unknown: Text
  /** What a village worker may read: no custody, rehabilitation or illness in it. */
  readonly neutral: Text
  readonly citation: Citation
  /** Who can settle it when unknown. */
  readonly ask: Text
}

/** One line of the sum that an officer signs: a standard, or what is taken off it; `shared` by so many persons. */
export type Term = {
  readonly label: Text
  readonly value: Expr<'fenMonth' | 'fenOnce'>
  readonly shared: Expr<'int'> | null
}

/** Categories stand in order of precedence; a person holds the first whose test is true. */
export type Category = {
  readonly code: string
  readonly label: Text
  readonly test: Expr<'bool'>
  /** Money a month, or money once; by the law for the person or for the household, as the label says. */
  readonly amount: Expr<'fenMonth'> | Expr<'fenOnce'>
  /** Conditions that explain this category, in reading order. */
  readonly because: readonly string[]
  /** How the amount comes about, for the eye; the first line is the standard, zero lines are not shown. */
  readonly derivation: readonly Term[]
}

/** Where what people are paid today stands. */
export type Held = {
  readonly register: string
  readonly code: string
  readonly codes: readonly string[]
  /** Null where the register tells no monthly amount that could be compared. */
  readonly amount: string | null
  readonly from: string
  readonly to: string
  readonly county: string
}

/** When a verdict that has been decided takes effect and ends, in whole months (effect.ts). */
export type EffectRule = {
  readonly startMonths: Expr<'int'>
  readonly stopMonths: Expr<'int'>
  /** True where what ends the benefit waits for a decision. */
  readonly onlyByDecision: Expr<'bool'>
  /** True where what lowers the amount (the death of a member) counts from that month too, whoever decides when. */
  readonly cutAtOnce?: Expr<'bool'>
}

/** What a year's budget is meant for: so much money for so many people, as announced. */
export type Plan = {
  readonly year: number
  readonly budgetFen: number
  readonly people: number
  readonly citation: Citation
}

export type Programme = {
  readonly id: string
  readonly label: Text
  readonly version: string
  readonly records: readonly RecordSet[]
  readonly parameters: readonly Parameter[]
  readonly variables: readonly Variable[]
  readonly conditions: readonly Condition[]
  readonly categories: readonly Category[]
  readonly held: Held | null
  /** Null where the programme pays no months. */
  readonly effect: EffectRule | null
  /** Null where no budget has been announced. */
  readonly plan: Plan | null
  /** Whom the programme is for, for the eye: 'child' lists parents in explanations. */
  readonly subject: 'child' | 'student' | 'applicant'
  /**
   * Decided when somebody applies, never for everybody by night: most of what it asks is known of applicants alone, and of
   * all others nobody could tell. It is checked, has examples and is evaluated case by case like any other.
   */
  readonly onlyOnApplication?: true
  /** Of the registered people, the share that could hold it at most; beyond it a rule has lost a condition. */
  readonly mostShare?: number
  readonly examples: readonly Example[]
  /** The decision tables that its trees were built from, for the check of gaps and overlaps. */
  readonly tables?: readonly DecisionTable[]
}

export type Status = 'eligible' | 'ineligible' | 'unknown'

/** Facts as plain data: what the lake holds, small enough to write by hand. */
export type Attributes = Readonly<Record<string, Value>>
export type FactRow = Readonly<Record<string, Value>>
export type Facts = {
  readonly asOf: Ymd
  /** Registers that have a snapshot in force; silence in any other means nothing. */
  readonly available: readonly string[]
  readonly persons: Readonly<Record<number, Attributes>>
  /** By register; each row has `person`, may have `doubtful`. */
  readonly records: Readonly<Record<string, readonly FactRow[]>>
}

/** A figure that the city has not said, as one example takes it to be: it exists nowhere else. */
export type TestFigure = { readonly id: string; readonly key: string | null; readonly value: Value }

export type Example = {
  readonly name: string
  readonly facts: Facts
  readonly figures?: readonly TestFigure[]
  readonly person: number
  readonly expect: { readonly status: Status; readonly category: string | null; readonly amountFen: number | null }
  readonly source: string
  /** The name under which its letters stand in golden/, where people sign them off. */
  readonly letter?: string
  /** With these decisions, what is due in these months (yyyymm); category null: nothing. */
  readonly months?: {
    readonly decisions: readonly Ymd[]
    readonly due: readonly { readonly month: number; readonly category: string | null; readonly amountFen: number }[]
  }
}

/** The parameter rows visible on a day: the latest `from` that has begun and not ended, per key and place. */
export function rowsOn(parameter: Parameter, on: Ymd): readonly ParameterRow[] {
  const byKey = new Map<string, ParameterRow>()
  for (const row of parameter.rows) {
    if (row.from > on || (row.to !== null && row.to < on)) continue
    const name = `${row.place ?? ''} ${row.key ?? ''}`
    const other = byKey.get(name)
    if (!other || other.from < row.from) byKey.set(name, row)
  }
  return [...byKey.values()]
}

/** The row that counts in a place: of the longest division that holds it, else of everywhere; null where there is none. */
export function rowAt(parameter: Parameter, key: string | null, place: string | null, on: Ymd): ParameterRow | null {
  const rows = rowsOn(parameter, on).filter((row) => row.key === key)
  const holding = rows.filter((row) => (row.place === undefined ? true : place?.startsWith(row.place)))
  return holding.toSorted((a, b) => (b.place?.length ?? 0) - (a.place?.length ?? 0))[0] ?? null
}

/** The places for which a parameter has rows of its own on a day, the longest code first. */
export const placesOf = (parameter: Parameter, key: string | null, on: Ymd): readonly string[] =>
  rowsOn(parameter, on)
    .flatMap((row) => (row.key === key && row.place !== undefined ? [row.place] : []))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))

/** All dated rows of all parameters in declaration order: the bit of a row is its place here. */
export const parameterRows = (
  programme: Programme,
): readonly { readonly parameter: Parameter; readonly row: ParameterRow }[] =>
  programme.parameters.flatMap((parameter) => parameter.rows.map((row) => ({ parameter, row })))

/**
 * What a register 登记册 is: the vocabulary that import, matching, rules and the sample city share.
 *
 * The definitions themselves are data, one file a register, under programmes/city/registers; they are found by reading
 * that folder. Column ids are the names that rules use and that the lake's Parquet files carry.
 */
import type { Text } from './diagnostics.ts'

/** S1 public or administrative; S2 personal; S3 sensitive (minors, money, address); S4 health, custody, rehabilitation, court. */
export type Sensitivity = 'S1' | 'S2' | 'S3' | 'S4'
export type Confidence = 'seed' | 'doc' | 'known' | 'assumed' | 'open' | 'test'

/** A closed list of codes (GB/T or ours); offices write the code or one of the spellings. */
export type CodeList = {
  readonly id: string
  readonly standard: string
  readonly entries: readonly {
    readonly code: string
    readonly zh: string
    readonly en: string
    readonly aliases?: readonly string[]
  }[]
}

export type ColumnType =
  /** 公民身份号码; stored as 18 characters. `person`: the row speaks about this person in that role. */
  | { readonly kind: 'residentId'; readonly role: string }
  /** A person's name as written; `of` names the residentId column it belongs to. */
  | { readonly kind: 'name'; readonly of: string }
  | { readonly kind: 'text' }
  /** Stored as INTEGER yyyymmdd. `birthOf`, `sexOf`: see matching, which checks agreement. */
  | { readonly kind: 'date'; readonly birthOf?: string }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** Stored as BIGINT fen. */
  | { readonly kind: 'money'; readonly period: 'month' | 'year' | 'once' }
  /** Stored as VARCHAR, the code. */
  | { readonly kind: 'code'; readonly list: CodeList; readonly sexOf?: string }
  | { readonly kind: 'flag' }
  /** Division code as text: 6 (county), 9 (town) or 12 (village) digits. */
  | { readonly kind: 'division'; readonly digits: 6 | 9 | 12 }

export type Column = {
  readonly id: string
  readonly label: Text
  readonly type: ColumnType
  readonly required: boolean
  /** Header names that offices use; matched after removing spaces, brackets and units. */
  readonly headers: readonly string[]
  readonly sensitivity: Sensitivity
}

export type Register = {
  /** R01 … R41 */
  readonly id: string
  readonly label: Text
  readonly owner: Text
  readonly status: Confidence
  /** Columns that identify a row across snapshots (for added, changed, vanished). */
  readonly key: readonly string[]
  /** The residentId column whose person the row is about. */
  readonly subject: string
  /** Dated record: the days between which the row's fact holds; null = no such column. Both ends count. */
  readonly period: { readonly from: string; readonly to: string | null } | null
  readonly columns: readonly Column[]
  readonly sensitivity: Sensitivity
  readonly legalBasis: Text
  readonly cadence: Text
  /** Days after which a snapshot is called late. */
  readonly cadenceDays: number
  readonly retentionMonths: number
  /** Shares of the previous snapshot beyond which a new one does not take effect by itself. */
  readonly suspicion: { readonly vanished: number; readonly changed: number; readonly rejected: number }
  /** Division column by which "a whole county is missing" is judged, if any. */
  readonly countyColumn: string | null
  /** Counts are not shown on screens that list registers (custody, rehabilitation). */
  readonly hideCounts: boolean
  /** Rows come of those alone who applied and authorised it (国务院令第649号, article 58): no daily run waits for them. */
  readonly ofApplicants: boolean
}

type ColumnOptions = {
  readonly headers?: readonly string[]
  readonly required?: boolean
  readonly sensitivity?: Sensitivity
}

/** A column with the usual defaults: optional, S2, its Chinese label as the only header. */
export function column(id: string, zh: string, en: string, type: ColumnType, options: ColumnOptions = {}): Column {
  return {
    id,
    label: { zh, en },
    type,
    required: options.required ?? false,
    headers: [zh, ...(options.headers ?? [])],
    sensitivity: options.sensitivity ?? 'S2',
  }
}

type RegisterOptions = Pick<
  Register,
  'id' | 'label' | 'owner' | 'key' | 'subject' | 'columns' | 'legalBasis' | 'cadence' | 'cadenceDays'
> &
  Partial<Register>

/** A register with the usual defaults: assumed thresholds of suspicion, 36 months kept, no period. */
export function register(options: RegisterOptions): Register {
  return {
    status: 'doc',
    period: null,
    sensitivity: 'S3',
    retentionMonths: 36,
    suspicion: { vanished: 0.05, changed: 0.3, rejected: 0.1 },
    countyColumn: null,
    hideCounts: false,
    ofApplicants: false,
    ...options,
  }
}

/** The words a rule is written with. Each returns a piece of tree; the types refuse money + count and month < year. */
import type { CodeList, Register, Text } from '../kernel/index.ts'
import type { DatePart, Expr, Kind, Parent, RecordSet, Rounding, Value } from './tree.ts'

export type Numeric = 'int' | 'fenMonth' | 'fenOnce' | 'days' | 'months'
export type Ordered = Numeric | 'date'
/** Keeps a literal from widening which kinds are accepted: the second operand must be what the first is. */
export type Same<K extends Kind> = Expr<NoInfer<K>>

const constant = <K extends Kind>(kind: K, value: Value): Expr<K> => ({ op: 'const', kind, value }) as Expr<K>
export const int = (value: number): Expr<'int'> => constant('int', value)
export const fenMonth = (value: number): Expr<'fenMonth'> => constant('fenMonth', value)
export const fenOnce = (value: number): Expr<'fenOnce'> => constant('fenOnce', value)
/** A length: months and days never mix, for no month has a fixed number of days. */
export const days = (value: number): Expr<'days'> => constant('days', value)
export const months = (value: number): Expr<'months'> => constant('months', value)
export const day = (value: number): Expr<'date'> => constant('date', value)
export const code = (value: string): Expr<'code'> => constant('code', value)
export const yes: Expr<'bool'> = constant('bool', true)
export const no: Expr<'bool'> = constant('bool', false)
export const unknown = <K extends Kind>(kind: K): Expr<K> => constant(kind, null)
/** The day for which the rule is asked; a value, never a clock. */
export const asOf: Expr<'date'> = { op: 'asOf', kind: 'date' }

export const attribute = <K extends Kind>(kind: K, name: string): Expr<K> =>
  ({ op: 'attribute', kind, name }) as Expr<K>
export const variable = <K extends Kind>(kind: K, name: string): Expr<K> => ({ op: 'variable', kind, name }) as Expr<K>
export const parameter = <K extends Kind>(kind: K, id: string, key: string | null = null): Expr<K> =>
  ({ op: 'parameter', kind, id, key }) as Expr<K>
/** The figure where the person lives: the county's, else the city's, else the province's, else that of everywhere. */
export const parameterAt = <K extends Kind>(
  kind: K,
  id: string,
  place: Expr<'code'>,
  key: string | null = null,
): Expr<K> => ({ op: 'parameter', kind, id, key, place }) as Expr<K>

/** The value of a person-level variable at the father or mother. */
export const via = <K extends Kind>(parent: Parent, of: Expr<K> & { readonly op: string }): Expr<K> => {
  if (of.op !== 'variable') throw new TypeError('via takes a named variable')
  return { op: 'via', kind: of.kind, parent, name: (of as { name: string }).name } as Expr<K>
}

export const and = (...args: readonly Expr<'bool'>[]): Expr<'bool'> => ({ op: 'and', kind: 'bool', args })
export const or = (...args: readonly Expr<'bool'>[]): Expr<'bool'> => ({ op: 'or', kind: 'bool', args })
export const not = (arg: Expr<'bool'>): Expr<'bool'> => ({ op: 'not', kind: 'bool', arg })
export const present = (arg: Expr): Expr<'bool'> => ({ op: 'present', kind: 'bool', arg })
export const isIn = (value: Expr<'code'>, codes: readonly string[]): Expr<'bool'> => ({
  op: 'in',
  kind: 'bool',
  value,
  codes,
})

const compare =
  (relation: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge') =>
  <K extends Kind>(left: Expr<K>, right: Same<K>): Expr<'bool'> => ({
    op: 'compare',
    kind: 'bool',
    relation,
    left,
    right,
  })
export const eq = compare('eq')
export const ne = compare('ne')
type Order = <K extends Ordered>(left: Expr<K>, right: Same<K>) => Expr<'bool'>
export const lt: Order = compare('lt')
export const le: Order = compare('le')
export const gt: Order = compare('gt')
export const ge: Order = compare('ge')

/** Unknown condition: unknown, unless both branches are known and equal. */
export const when = <K extends Kind>(condition: Expr<'bool'>, then: Expr<K>, otherwise: Same<K>): Expr<K> =>
  ({ op: 'when', kind: then.kind, condition, then, otherwise }) as Expr<K>

export const add = <K extends Numeric>(left: Expr<K>, right: Same<K>): Expr<K> =>
  ({ op: 'add', kind: left.kind, left, right }) as Expr<K>
export const sub = <K extends Numeric>(left: Expr<K>, right: Same<K>): Expr<K> =>
  ({ op: 'sub', kind: left.kind, left, right }) as Expr<K>
/** An amount times a count. */
export const times = <K extends Numeric>(left: Expr<K>, count: Expr<'int'>): Expr<K> =>
  ({ op: 'mul', kind: left.kind, left, right: count }) as Expr<K>
/** Money a month for so many months is money once. */
export const forMonths = (amount: Expr<'fenMonth'>, count: Expr<'int' | 'months'>): Expr<'fenOnce'> => ({
  op: 'mul',
  kind: 'fenOnce',
  left: amount,
  right: count,
})
export const greatest = <K extends Ordered>(...args: readonly [Expr<K>, ...Same<K>[]]): Expr<K> =>
  ({ op: 'max', kind: args[0].kind, args }) as Expr<K>
export const least = <K extends Ordered>(...args: readonly [Expr<K>, ...Same<K>[]]): Expr<K> =>
  ({ op: 'min', kind: args[0].kind, args }) as Expr<K>
/** Division exists only with its rounding said; the divisor must be positive (unknown otherwise). */
export const divide = <K extends Numeric>(numerator: Expr<K>, divisor: Expr<'int'>, round: Rounding): Expr<K> =>
  ({ op: 'divide', kind: numerator.kind, numerator, divisor, round }) as Expr<K>

/** An amount counted in another of its kind: money by money, days by days. */
export const ratio = <K extends Numeric>(amount: Expr<K>, unit: Same<K>, round: Rounding): Expr<'int'> => ({
  op: 'divide',
  kind: 'int',
  numerator: amount,
  divisor: unit,
  round,
})
/** The remainder, with the sign of the divisor; unknown where that is 0. */
export const mod = <K extends Numeric>(amount: Expr<K>, divisor: Expr<NoInfer<K> | 'int'>): Expr<K> =>
  ({ op: 'mod', kind: amount.kind, left: amount, right: divisor }) as Expr<K>

/** Which day stands for one that its month has not: `down` the month's last (civil code 202), `up` the first of the next. */
export type MissingDay = 'down' | 'up'
export const addMonths = (
  date: Expr<'date'>,
  count: Expr<'int' | 'months'>,
  missing: MissingDay = 'down',
): Expr<'date'> => ({ op: missing === 'up' ? 'addMonthsUp' : 'addMonths', kind: 'date', date, count })
export const addDays = (date: Expr<'date'>, count: Expr<'int' | 'days'>): Expr<'date'> => ({
  op: 'addDays',
  kind: 'date',
  date,
  count,
})
export const age = (birth: Expr<'date'>, on: Expr<'date'>): Expr<'int'> => ({ op: 'age', kind: 'int', birth, on })
/** Days since 1970-01-01. */
export const dayNumber = (date: Expr<'date'>): Expr<'int'> => ({ op: 'dayNumber', kind: 'int', date })
export const datePart = (date: Expr<'date'>, part: DatePart): Expr<'int'> => ({
  op: 'datePart',
  kind: 'int',
  part,
  date,
})
/** Unknown where there is no such day, or no year from 1 to 9999. */
export const makeDate = (year: Expr<'int'>, month: Expr<'int'>, day: Expr<'int'>): Expr<'date'> => ({
  op: 'makeDate',
  kind: 'date',
  year,
  month,
  day,
})

/** Declares the records of a register, what silence means, and (optionally) the column that makes a row a record. */
export const recordsOf = (
  register: Register,
  options: { id?: string; present?: string; absence: 'notThere' | 'unknown'; cite: Text },
): RecordSet => ({
  id: options.id ?? register.id,
  register: register.id,
  present: options.present ?? null,
  absence: { means: options.absence, cite: options.cite },
})

export const column = <K extends Kind>(kind: K, name: string): Expr<K> => ({ op: 'column', kind, name }) as Expr<K>
/** The code of an entry, checked against its list when the rule is built. */
export function codeOf(list: CodeList, value: string): string {
  if (!list.entries.some((entry) => entry.code === value)) throw new TypeError(`${list.id} has no code ${value}`)
  return value
}

const aggregate = <K extends Kind>(
  kind: K,
  fn: string,
  records: RecordSet,
  where: Expr<'bool'>,
  value: Expr | null,
  none: Expr | null,
): Expr<K> => ({ op: 'aggregate', kind, fn, records: records.id, where, value, none }) as Expr<K>
/** True if a sure row holds; else unknown if any row might; else false. */
export const exists = (records: RecordSet, where: Expr<'bool'>): Expr<'bool'> =>
  aggregate('bool', 'exists', records, where, null, null)
export const count = (records: RecordSet, where: Expr<'bool'>): Expr<'int'> =>
  aggregate('int', 'count', records, where, null, null)
export const sum = <K extends Numeric>(records: RecordSet, where: Expr<'bool'>, value: Expr<K>): Expr<K> =>
  aggregate(value.kind, 'sum', records, where, value, null) as Expr<K>
/** The largest value over the rows that hold; `none` where no row does. */
export const largest = <K extends Ordered>(
  records: RecordSet,
  where: Expr<'bool'>,
  value: Expr<K>,
  none: Same<K>,
): Expr<K> => aggregate(value.kind, 'largest', records, where, value, none) as Expr<K>
export const smallest = <K extends Ordered>(
  records: RecordSet,
  where: Expr<'bool'>,
  value: Expr<K>,
  none: Same<K>,
): Expr<K> => aggregate(value.kind, 'smallest', records, where, value, none) as Expr<K>

const members = <K extends Kind>(
  kind: K,
  fn: string,
  where: Expr<'bool'>,
  value: Expr | null,
  none: Expr | null,
): Expr<K> => ({ op: 'members', kind, fn, where, value, none }) as Expr<K>
/** Over the household 户: whether anybody there … */
export const anyMember = (where: Expr<'bool'>): Expr<'bool'> => members('bool', 'exists', where, null, null)
export const countMembers = (where: Expr<'bool'>): Expr<'int'> => members('int', 'count', where, null, null)
export const sumOverMembers = <K extends Numeric>(where: Expr<'bool'>, value: Expr<K>): Expr<K> =>
  members(value.kind, 'sum', where, value, null) as Expr<K>
export const largestOfMembers = <K extends Ordered>(where: Expr<'bool'>, value: Expr<K>, none: Same<K>): Expr<K> =>
  members(value.kind, 'largest', where, value, none) as Expr<K>
export const smallestOfMembers = <K extends Ordered>(where: Expr<'bool'>, value: Expr<K>, none: Same<K>): Expr<K> =>
  members(value.kind, 'smallest', where, value, none) as Expr<K>

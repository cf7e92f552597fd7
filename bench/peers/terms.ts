/**
 * What a foreign value is in our language: pieces of tree, never a number of ours.
 *
 * Our numbers are whole. A decimal is a whole number with a divisor that the translation declares (`den`): 1.25 is 125 with
 * divisor 100. Lists, records and ranges are no values of the language; they are taken apart into the scalars in them.
 */
import { code, day, type Expr, type Kind, parameter, type Relation, unknown } from '@doudi/core/policy'
import type { Given } from './rows.ts'

/** There is no such tree, with the reason that stands in the report. */
export class NotExpressible extends Error {}
/** A value that our language has not, where an operation of ours asks for one that it has: no tree can be built. */
export class Alien extends NotExpressible {}
/** A rule that asks itself. */
export class Circular extends NotExpressible {
  constructor() {
    super('a rule that rests on itself')
  }
}

export type Scalar = { readonly is: 'scalar'; readonly node: Expr; readonly den: number; readonly unit?: string }
export type Range = {
  readonly is: 'range'
  /** Null: without end. */
  readonly from: Term | null
  readonly to: Term | null
  readonly fromIncluded: boolean
  readonly toIncluded: boolean
}
export type Term =
  | Scalar
  /** Nobody knows it; `name`: who asks may be told. */
  | { readonly is: 'unknown'; readonly name: string | null }
  | { readonly is: 'list'; readonly items: readonly Term[] }
  | { readonly is: 'record'; readonly fields: Readonly<Record<string, Term>> }
  | Range
  | { readonly is: 'test'; readonly relation: Relation; readonly value: Term }
  | { readonly is: 'anyOf'; readonly tests: readonly Term[] }
  /** It is there only where `applies`. */
  | { readonly is: 'maybe'; readonly applies: Expr<'bool'>; readonly term: Term }
  /** A value that the language has not; `day`: the calendar day in it. */
  | { readonly is: 'alien'; readonly what: string; readonly day: Scalar | null }

export const UNKNOWN: Term = { is: 'unknown', name: null }
export const scalar = (node: Expr, den = 1): Scalar => ({ is: 'scalar', node, den })
export const number = (kind: Kind, value: number): Expr => ({ op: 'const', kind, value }) as Expr

export function safe(value: bigint | number): number {
  const plain = Number(value)
  if (!Number.isSafeInteger(plain)) throw new NotExpressible('a number or a scale beyond 2^53')
  return plain
}

/** A decimal as a fraction: digits over a power of ten. */
export function fraction(text: string): { readonly n: bigint; readonly den: bigint } {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim())
  const digits = match ? (match[2] ?? '') + (match[3] ?? '') : ''
  if (!match || digits === '') throw new NotExpressible('a number that is not written as one')
  const exponent = Number(match[4] ?? 0) - (match[3] ?? '').length
  if (Math.abs(exponent) > 400) throw new NotExpressible('a number or a scale beyond 2^53')
  const n = BigInt(digits) * (match[1] === '-' ? -1n : 1n)
  return exponent >= 0 ? { n: n * 10n ** BigInt(exponent), den: 1n } : { n, den: 10n ** BigInt(-exponent) }
}

/** A decimal literal as a scalar, in its smallest whole terms of ten. */
export function decimal(kind: Kind, text: string): Scalar {
  let { n, den } = fraction(text)
  while (den > 1n && n % 10n === 0n) [n, den] = [n / 10n, den / 10n]
  return scalar(number(kind, safe(n)), safe(den))
}

/** A day as it is written; null for what is none or lies outside the years 1 to 9999. */
export function dayOf(text: string): Scalar | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? scalar(day(Number(match[1]) * 10000 + Number(match[2]) * 100 + Number(match[3]))) : null
}

const PART = { Y: 12n, M: 1n } as const
/** A length of ISO 8601: whole months, or days with their parts (a day is 86400 seconds). */
export function duration(text: string): Scalar {
  const months = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text)
  if (months) {
    const n = BigInt(months[2] ?? 0) * PART.Y + BigInt(months[3] ?? 0) * PART.M
    return scalar(number('months', safe(months[1] === '-' ? -n : n)))
  }
  const parts = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?$/.exec(text)
  if (!parts) throw new NotExpressible('a duration that is not written as one')
  const seconds = fraction(parts[5] ?? '0')
  const whole = (BigInt(parts[2] ?? 0) * 24n + BigInt(parts[3] ?? 0)) * 60n + BigInt(parts[4] ?? 0)
  const n = whole * 60n * seconds.den + seconds.n
  return reduced('days', parts[1] === '-' ? -n : n, 86400n * seconds.den)
}

function reduced(kind: Kind, n: bigint, den: bigint): Scalar {
  const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b))
  const common = divisor(n < 0n ? -n : n, den)
  return scalar(number(kind, safe(n / common)), safe(den / common))
}

const RELATIONS: Readonly<Record<string, Relation>> = {
  '=': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
}
export const relationOf = (sign: unknown): Relation | null => RELATIONS[String(sign)] ?? null

const isGiven = (value: unknown): value is Given =>
  value === null || (typeof value === 'object' && value !== null && 'type' in value)
const itemsOf = (value: unknown): readonly Term[] => (Array.isArray(value) ? value.map(termOf) : [])

/** A value as the rows write it. */
export function termOf(given: unknown): Term {
  if (!isGiven(given)) throw new NotExpressible('a value of an unknown form')
  if (given === null) return UNKNOWN
  const written = String(given['value'])
  switch (given.type) {
    case 'number':
    case 'integer':
      return decimal('int', written)
    case 'money':
      return scalar(number('fenOnce', safe(fraction(`${written}e2`).n)))
    case 'boolean':
      return scalar({ op: 'const', kind: 'bool', value: given['value'] === true } as Expr)
    case 'string':
    case 'enum':
      return scalar(code(written))
    case 'date':
      return dayOf(written) ?? { is: 'alien', what: 'a year outside 1 to 9999', day: null }
    case 'month':
      return dayOf(`${written}-01`) ?? UNKNOWN
    case 'date and time':
      return { is: 'alien', what: 'a time of day', day: dayOf(written.slice(0, 10)) }
    case 'time':
      return { is: 'alien', what: 'a time of day', day: null }
    case 'year':
      return decimal('int', written)
    case 'duration':
      return 'unit' in given ? counted(String(given['unit']), written) : duration(written)
    case 'list':
    case 'tuple':
      return { is: 'list', items: itemsOf(given['value']) }
    case 'record':
      return { is: 'record', fields: Object.fromEntries(fieldsOf(given['value'])) }
    case 'range':
    case 'period':
      return rangeOf(given)
    case 'test':
      return testOf(given)
    case 'any of':
      return { is: 'anyOf', tests: itemsOf(given['value']) }
    case 'not known':
      return UNKNOWN
    default:
      throw new NotExpressible(`a value of type ${given.type}`)
  }
}

function counted(unit: string, count: string): Scalar {
  const [kind, each] = unit === 'day' ? (['days', 1] as const) : (['months', unit === 'year' ? 12 : 1] as const)
  if (!['day', 'month', 'year'].includes(unit)) throw new NotExpressible(`a duration counted in ${unit}`)
  return scalar(number(kind, safe(BigInt(count) * BigInt(each))))
}
const fieldsOf = (value: unknown): readonly (readonly [string, Term])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, field]) => [name, termOf(field)] as const)
    : []
function rangeOf(given: Readonly<Record<string, unknown>>): Range {
  const included = (end: string): boolean => given['type'] === 'period' || given[`${end}Included`] === true
  return {
    is: 'range',
    from: termOf(given['from'] ?? null),
    to: termOf(given['to'] ?? null),
    fromIncluded: included('from'),
    toIncluded: included('to'),
  }
}
function testOf(given: Readonly<Record<string, unknown>>): Term {
  const relation = relationOf(given['is'])
  if (relation === null) throw new NotExpressible(`a test by ${String(given['is'])}`)
  return { is: 'test', relation, value: termOf(given['value'] ?? null) }
}

/** The scalar of a term where one is asked for; an unknown one is of the kind told. */
export function scalarOf(term: Term, kind: Kind): Scalar {
  if (term.is === 'scalar') return term
  if (term.is === 'unknown') return scalar(term.name === null ? unknown(kind) : parameter(kind, `${term.name}|${kind}`))
  throw new Alien(term.is === 'alien' ? term.what : `a ${term.is} where one value is asked for`)
}
/** The scalars of several terms; unknown ones are of the kind of the first that is known. */
export function scalarsOf(terms: readonly Term[], otherwise: Kind = 'int'): readonly Scalar[] {
  const known = terms.find((term) => term.is === 'scalar')
  return terms.map((term) => scalarOf(term, known?.is === 'scalar' ? known.node.kind : otherwise))
}

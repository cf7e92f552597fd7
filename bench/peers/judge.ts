/** Whether what an engine says is what the source expects: exactly, but where the source's own number is rounded. */
import type { Kind, Node, Value } from '@doudi/core/policy'
import type { Expected, Given } from './rows.ts'
import { fraction, type Scalar, scalarOf, type Term, termOf } from './terms.ts'

/** What came out, taken together again. */
export type Seen =
  | { readonly is: 'unknown' }
  | { readonly is: 'nothing' }
  | {
      readonly is: 'number'
      readonly kind: Kind
      readonly n: bigint
      readonly den: bigint
      readonly unit: string | null
    }
  | { readonly is: 'plain'; readonly kind: Kind; readonly value: Value }
  | { readonly is: 'list'; readonly items: readonly Seen[] }
  | { readonly is: 'record'; readonly fields: Readonly<Record<string, Seen>> }

export type ValueOf = (node: Node) => Value

function seenScalar({ node, den, unit }: Scalar, of: ValueOf): Seen {
  const value = of(node)
  if (value === null) return { is: 'unknown' }
  if (typeof value !== 'number' || node.kind === 'date') return { is: 'plain', kind: node.kind, value }
  return { is: 'number', kind: node.kind, n: BigInt(value), den: BigInt(den), unit: unit ?? null }
}

export function seen(term: Term, of: ValueOf): Seen {
  switch (term.is) {
    case 'scalar':
      return seenScalar(term, of)
    case 'maybe': {
      const applies = of(term.applies)
      return applies === null ? { is: 'unknown' } : applies ? seen(term.term, of) : { is: 'nothing' }
    }
    case 'list':
      return { is: 'list', items: term.items.map((item) => seen(item, of)) }
    case 'record':
      return {
        is: 'record',
        fields: Object.fromEntries(Object.entries(term.fields).map(([name, field]) => [name, seen(field, of)])),
      }
    case 'range':
      return {
        is: 'record',
        fields: {
          from: term.from === null ? { is: 'nothing' } : seen(term.from, of),
          to: term.to === null ? { is: 'nothing' } : seen(term.to, of),
        },
      }
    default:
      return { is: 'unknown' }
  }
}

/** The nodes that an answer hangs on. */
export function* nodesOf(term: Term): Generator<Node> {
  if (term.is === 'scalar') yield term.node
  if (term.is === 'maybe') {
    yield term.applies
    yield* nodesOf(term.term)
  }
  if (term.is === 'list') for (const item of term.items) yield* nodesOf(item)
  if (term.is === 'record') for (const field of Object.values(term.fields)) yield* nodesOf(field)
  if (term.is === 'range') for (const end of [term.from, term.to]) if (end !== null) yield* nodesOf(end)
}

const sizeOf = (n: bigint): bigint => (n < 0n ? -n : n)
/** How far the number is from what is expected, as a fraction over a positive divisor. */
function isNear(found: Extract<Seen, { is: 'number' }>, expected: Scalar, within: string | undefined): boolean {
  const { node, den } = expected
  if (node.op !== 'const' || node.kind !== found.kind) return false
  const distance = sizeOf(found.n * BigInt(den) - BigInt(Number(node.value)) * found.den)
  if (within === undefined) return distance === 0n
  const margin = fraction(within)
  return distance * margin.den <= margin.n * found.den * BigInt(den)
}

const constantOf = (scalar: Scalar): Value => (scalar.node.op === 'const' ? scalar.node.value : null)

/** Whether it is the expected value. */
function isExpected(expected: Given, found: Seen, within?: string): boolean {
  if (expected === null || expected.type === 'not known') return found.is === 'unknown'
  if (expected.type === 'not applicable' || expected.type === 'absent') return found.is === 'nothing'
  if (found.is === 'list') {
    const items = expected['value']
    return (
      Array.isArray(items) &&
      items.length === found.items.length &&
      items.every((item, at) => isExpected(item, found.items[at] ?? { is: 'unknown' }, within))
    )
  }
  if (found.is === 'record') {
    const fields = expected.type === 'period' ? expected : expected['value']
    if (typeof fields !== 'object' || fields === null) return false
    return Object.entries(found.fields).every(([name, field]) =>
      isExpected((fields as Record<string, Given>)[name] ?? null, field, within),
    )
  }
  if (found.is === 'number') {
    const unit = expected['unit']
    if (expected.type === 'number' && typeof unit === 'string' && unit !== (found.unit ?? '')) return false
    return isNear(found, scalarOf(termOf(expected), found.kind), within)
  }
  if (found.is !== 'plain') return false
  const term = termOf(expected)
  return term.is === 'scalar' && term.node.kind === found.kind && constantOf(term) === found.value
}

export type Verdict =
  | { readonly is: 'equal' }
  | { readonly is: 'different'; readonly why: string | null }
  | { readonly is: 'notExpressible'; readonly why: string }
const EQUAL: Verdict = { is: 'equal' }

const REFUSED = 'a value of a wrong kind is refused before the rule runs; the source answers with null or with a truth'
const NO_VALUE =
  'what has no value (a division by 0, a day that does not exist) is unknown; the source stops, which a run over everybody must not'

/** A rule that is refused before it runs, for its kinds do not fit. */
export function judgeRefusal({ error, value }: Expected): Verdict {
  if (error === true) return EQUAL
  return { is: 'different', why: value === null || value?.type === 'boolean' ? REFUSED : null }
}

const NOT_ASKED = 'what is known needs nothing more: we name nothing as missing for it'
const NO_SUCH_YEAR = 'a day outside the years 1 to 9999 is none'
const UNIT_KEPT = 'the unit is kept where the source loses it'

const ALL_NAMED = 'we name every fact that may still matter, not only the next to be asked'

export type Circumstances = {
  readonly isExact: boolean
  /** The names that we say are still to be asked. */
  readonly missing: readonly string[]
  readonly otherwise: readonly string[]
}

/** Why an answer differs on purpose; null where nobody can say. */
function reason({ value, error, within }: Expected, found: Seen, otherwise: readonly string[]): string | null {
  if (error === true && found.is === 'unknown') return NO_VALUE
  if (value && value.type === 'date' && termOf(value).is === 'alien' && found.is === 'unknown') return NO_SUCH_YEAR
  if (value?.['unit'] === '' && isExpected({ ...value, unit: undefined }, found, within)) return UNIT_KEPT
  return otherwise[0] ?? null
}

export function judge(expect: Expected, found: Seen, { isExact, missing, otherwise }: Circumstances): Verdict {
  const equal =
    expect.value === undefined
      ? expect.missing !== undefined && found.is === 'unknown'
      : isExpected(expect.value, found, expect.within)
  if (!isExact && (!equal || expect.within === undefined))
    return { is: 'notExpressible', why: 'a quotient without a finite number of digits' }
  if (equal && sameNames(expect.missing, missing)) return EQUAL
  if (equal) return { is: 'different', why: reasonOfNames(expect.missing ?? [], found, missing) }
  return { is: 'different', why: reason(expect, found, otherwise) }
}

const sameNames = (expected: readonly string[] | undefined, found: readonly string[]): boolean =>
  expected === undefined || (expected.length === found.length && expected.every((name) => found.includes(name)))
function reasonOfNames(expected: readonly string[], found: Seen, missing: readonly string[]): string | null {
  if (found.is !== 'unknown') return NOT_ASKED
  return expected.every((name) => missing.includes(name)) ? ALL_NAMED : null
}

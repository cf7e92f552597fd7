/**
 * The cells of a DMN decision table: `-`, a value, a comparison, an interval, several of these, their opposite.
 *
 * Values are literals and names of inputs; whatever else a cell computes is FEEL, which is not read here.
 */
import { anyOf, anything, type Cell, equals, except, type Kind } from '@doudi/core/policy'
import { alike } from '../numbers.ts'
import {
  dayOf,
  decimal,
  duration,
  NotExpressible,
  relationOf,
  type Scalar,
  scalar,
  scalarOf,
  type Term,
  UNKNOWN,
} from '../terms.ts'

export type Names = Readonly<Record<string, Term>>

const quoted = (text: string): string | null => /^"([^"]*)"$/.exec(text)?.[1] ?? null

/** The term of a name, or of a field of one. */
export function named(text: string, names: Names): Term {
  const whole = names[text]
  if (whole !== undefined) return whole
  const dot = text.lastIndexOf('.')
  const record = dot < 0 ? undefined : named(text.slice(0, dot), names)
  const field = record?.is === 'record' ? record.fields[text.slice(dot + 1)] : undefined
  if (field === undefined) throw new NotExpressible('an expression in a cell of a table')
  return field
}

/** A literal or a name. */
export function valueIn(text: string, names: Names): Term {
  const words = quoted(text)
  if (words !== null) return scalar({ op: 'const', kind: 'code', value: words } as Scalar['node'])
  if (/^-?\d+(\.\d+)?$/.test(text)) return decimal('int', text)
  if (text === 'true' || text === 'false')
    return scalar({ op: 'const', kind: 'bool', value: text === 'true' } as Scalar['node'])
  if (text === 'null') return UNKNOWN
  const call = /^(?:(date|duration)\(\s*"([^"]*)"\s*\)|@"([^"]*)")$/.exec(text)
  if (call) {
    const written = call[2] ?? call[3] ?? ''
    const isLength = call[1] === 'duration' || /^-?P/.test(written)
    return isLength ? duration(written) : (dayOf(written) ?? UNKNOWN)
  }
  return named(text, names)
}

/** Cut at commas that stand in no text and no bracket. */
function parts(text: string): readonly string[] {
  const found: string[] = ['']
  let [depth, inText] = [0, false]
  for (const sign of text) {
    if (sign === '"') inText = !inText
    if (!inText && '([{'.includes(sign)) depth++
    if (!inText && ')]}'.includes(sign)) depth--
    if (sign === ',' && !inText && depth <= 0) found.push('')
    else found[found.length - 1] += sign
  }
  return found.map((part) => part.trim()).filter((part) => part !== '')
}

/** A cell before the scale of its column is known. */
export type Draft =
  | { readonly is: 'anything' }
  | { readonly is: 'compare'; readonly relation: NonNullable<ReturnType<typeof relationOf>>; readonly than: Term }
  | { readonly is: 'interval'; readonly ends: '[]' | '[)' | '(]' | '()'; readonly from: Term; readonly to: Term }
  | { readonly is: 'anyOf'; readonly drafts: readonly Draft[] }
  | { readonly is: 'not'; readonly draft: Draft }

function testIn(text: string, names: Names): Draft {
  if (text === '-') return { is: 'anything' }
  const compared = /^(<=|>=|!=|<|>|=)\s*(.+)$/s.exec(text)
  const relation = relationOf(compared?.[1])
  if (compared && relation !== null)
    return { is: 'compare', relation, than: valueIn((compared[2] ?? '').trim(), names) }
  const interval = /^([[\](])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])[])$/s.exec(text)
  if (interval) {
    const ends = `${interval[1] === '[' ? '[' : '('}${interval[4] === ']' ? ']' : ')'}` as '[]'
    return { is: 'interval', ends, from: valueIn(interval[2] ?? '', names), to: valueIn(interval[3] ?? '', names) }
  }
  const value = valueIn(text, names)
  return value.is === 'list'
    ? { is: 'anyOf', drafts: value.items.map((than) => ({ is: 'compare', relation: 'eq', than })) }
    : { is: 'compare', relation: 'eq', than: value }
}

export function draftOf(text: string, names: Names): Draft {
  const opposite = /^not\s*\((.*)\)$/s.exec(text.trim())
  if (opposite) return { is: 'not', draft: draftOf(opposite[1] ?? '', names) }
  const [first, ...others] = parts(text)
  if (first === undefined) return { is: 'anything' }
  if (others.length === 0) return testIn(first, names)
  return { is: 'anyOf', drafts: [first, ...others].map((one) => testIn(one, names)) }
}

function termsIn(draft: Draft): readonly Term[] {
  switch (draft.is) {
    case 'anything':
      return []
    case 'compare':
      return [draft.than]
    case 'interval':
      return [draft.from, draft.to]
    case 'anyOf':
      return draft.drafts.flatMap(termsIn)
    case 'not':
      return termsIn(draft.draft)
  }
}

/** A column: its input and its cells, with one divisor for all of them. */
export function column(
  input: Term,
  drafts: readonly Draft[],
): { readonly input: Scalar['node']; readonly cells: readonly Cell[] } {
  const terms = [input, ...drafts.flatMap(termsIn)]
  const known = terms.find((term) => term.is === 'scalar')
  const kind: Kind = known?.is === 'scalar' ? known.node.kind : 'code'
  const scalars = terms.map((term) => scalarOf(term, kind))
  const { nodes } = alike(scalars)
  const place = new Map(terms.map((term, at) => [term, nodes[at]] as const))
  const node = (term: Term) => place.get(term) ?? scalarOf(term, kind).node
  const cell = (draft: Draft): Cell => {
    switch (draft.is) {
      case 'anything':
        return anything
      case 'compare':
        return draft.relation === 'eq'
          ? equals(node(draft.than))
          : { is: 'compare', relation: draft.relation, than: node(draft.than) }
      case 'interval':
        return {
          is: 'interval',
          from: { at: node(draft.from), included: draft.ends.startsWith('[') },
          to: { at: node(draft.to), included: draft.ends.endsWith(']') },
        }
      case 'anyOf':
        return anyOf(...draft.drafts.map(cell))
      case 'not':
        return except(cell(draft.draft))
    }
  }
  return { input: node(input), cells: drafts.map(cell) }
}

/**
 * Whether a truth can come out at all: its smallest parts take every way they can turn out, as far as it takes.
 *
 * A part is a comparison, a code among codes, a record that exists. Parts that speak of one subject are kept apart by the
 * values they name: no age is under 18 and over 60. What a part rests on otherwise is taken to be free.
 */
import { type Interval, intervalOf, type Leaves } from '../interval.ts'
import { keyOf } from '../node-key.ts'
import type { Programme } from '../programme.ts'
import type { Node } from '../tree.ts'

/** The formula of a tree, its parts read as: of this subject's ways, those. */
export type Form =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Form[] }
  | { readonly is: 'not'; readonly part: Form }
  | { readonly is: 'part'; readonly subject: string; readonly ways: number; readonly holds: (way: number) => boolean }
  | { readonly is: 'told'; readonly value: boolean }

/** Beyond so many steps a truth is taken to be possible. */
const MOST_STEPS = 20_000

export const all = (...parts: readonly Form[]): Form => ({ is: 'and', parts })
export const none = (part: Form): Form => ({ is: 'not', part })

type Compare = Extract<Node, { op: 'compare' }>
const MIRRORED = { eq: 'eq', ne: 'ne', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' } as const
const HOLDS: Readonly<Record<Compare['relation'], (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
}

/** The constants that a subject is compared with, in the trees at hand: they cut its values into ways. */
type Cuts = ReadonlyMap<string, readonly (number | string)[]>

/** A comparison with its constant, if it has one, on the right; else the lesser key on the left. */
export function turned({ relation, left, right }: Compare): Pick<Compare, 'relation' | 'left' | 'right'> {
  const swap = left.op === 'const' || (right.op !== 'const' && keyOf(left) > keyOf(right))
  return swap ? { relation: MIRRORED[relation], left: right, right: left } : { relation, left, right }
}

export type Reading = {
  readonly programme: Pick<Programme, 'variables'>
  /** Whether named variables are read through, or each is a part of its own. */
  readonly open: boolean
  readonly leaves: Leaves
  readonly cuts: Cuts
}

/** The constants by subject over many nodes. */
export function cutsOf(nodes: Iterable<Node>): Cuts {
  const cuts = new Map<string, Set<number | string>>()
  const note = (subject: Node, value: unknown): void => {
    if (typeof value !== 'number' && typeof value !== 'string') return
    const known = cuts.get(keyOf(subject)) ?? new Set()
    cuts.set(keyOf(subject), known.add(value))
  }
  for (const node of nodes) {
    if (node.op === 'in') for (const code of node.codes) note(node.value, code)
    if (node.op !== 'compare') continue
    const { left, right } = turned(node)
    if (right.op === 'const') note(left, right.value)
  }
  return new Map([...cuts].map(([key, values]) => [key, [...values].toSorted((a, b) => (a < b ? -1 : 1))]))
}

/** One value for each way a number can stand to the cuts, within its bounds. */
function stands(cuts: readonly number[], { lo, hi }: Interval): readonly number[] {
  const between = cuts.slice(1).map((cut, at) => ((cuts[at] ?? 0) + cut) / 2)
  const whole = between.filter((middle, at) => (cuts[at + 1] ?? 0) - (cuts[at] ?? 0) > 1 && middle >= lo)
  const before = cuts.length === 0 ? [] : [(cuts[0] ?? 0) - 1]
  const after = cuts.length === 0 ? [] : [(cuts.at(-1) ?? 0) + 1]
  const all = [...before, ...cuts, ...whole, ...after].filter((one) => one >= lo && one <= hi)
  return all.length > 0 ? all : [lo]
}

/** Said to be unknown: it could be either. */
const FREE: Form = { is: 'part', subject: 'unknown', ways: 2, holds: (way) => way === 1 }
const OTHER = ' '
function ofCodes(reading: Reading, who: string, value: Node, codes: readonly string[]): Form {
  const ways = [...(reading.cuts.get(keyOf(value)) ?? []), OTHER]
  return {
    is: 'part',
    subject: `${who}${keyOf(value)}`,
    ways: ways.length,
    holds: (way) => codes.includes(String(ways[way])),
  }
}

function ofCompare(reading: Reading, who: string, node: Compare): Form {
  const { relation, left, right } = turned(node)
  if (right.op !== 'const') {
    const subject = `${who}${keyOf(left)} ? ${keyOf(right)}`
    return { is: 'part', subject, ways: 3, holds: (way) => HOLDS[relation](way - 1) }
  }
  if (typeof right.value === 'string') {
    const is = ofCodes(reading, who, left, [right.value])
    return relation === 'ne' ? none(is) : is
  }
  if (typeof right.value !== 'number') return FREE
  const cut = right.value
  const cuts = (reading.cuts.get(keyOf(left)) ?? [cut]).map(Number)
  const ways = stands(cuts, intervalOf(left, reading.leaves))
  return {
    is: 'part',
    subject: `${who}${keyOf(left)}`,
    ways: ways.length,
    holds: (way) => HOLDS[relation]((ways[way] ?? 0) - cut),
  }
}

/** A tree as a formula; `who`: whose tree it is, reached over a parent. */
export function formOf(reading: Reading, node: Node, who = ''): Form {
  const of = (child: Node): Form => formOf(reading, child, who)
  switch (node.op) {
    case 'const':
      return typeof node.value === 'boolean' ? { is: 'told', value: node.value } : FREE
    case 'and':
    case 'or':
      return { is: node.op, parts: node.args.map(of) }
    case 'not':
      return none(of(node.arg))
    case 'when': {
      const condition = of(node.condition)
      return { is: 'or', parts: [all(condition, of(node.then)), all(none(condition), of(node.otherwise))] }
    }
    case 'compare':
      return ofCompare(reading, who, node)
    case 'in':
      return ofCodes(reading, who, node.value, node.codes)
    case 'variable':
    case 'via': {
      const expr = reading.programme.variables.find(({ id }) => id === node.name)?.expr
      const whose = node.op === 'via' ? `${who}${node.parent}.` : who
      if (reading.open && expr) return formOf(reading, expr, whose)
      return { is: 'part', subject: `${whose}${node.name}`, ways: 2, holds: (way) => way === 1 }
    }
    default:
      return { is: 'part', subject: `${who}${keyOf(node)}`, ways: 2, holds: (way) => way === 1 }
  }
}

type Ways = Map<string, number>
type Part = Extract<Form, { is: 'part' }>

function told(form: Form, ways: Ways): boolean | null {
  switch (form.is) {
    case 'told':
      return form.value
    case 'part': {
      const way = ways.get(form.subject)
      return way === undefined ? null : form.holds(way)
    }
    case 'not': {
      const inner = told(form.part, ways)
      return inner === null ? null : !inner
    }
    default: {
      const [short, long] = form.is === 'and' ? [false, true] : [true, false]
      let open = false
      for (const part of form.parts) {
        const value = told(part, ways)
        if (value === short) return short
        open ||= value === null
      }
      return open ? null : long
    }
  }
}

/** A part whose way would tell more, under what is still open. */
function openPart(form: Form, ways: Ways): Part | null {
  if (form.is === 'part') return ways.has(form.subject) ? null : form
  if (form.is === 'told' || told(form, ways) !== null) return null
  const parts = form.is === 'not' ? [form.part] : form.parts
  for (const part of parts) {
    const found = openPart(part, ways)
    if (found) return found
  }
  return null
}

/** Whether some way makes the formula surely true; true too where it takes too long to tell. */
export function isPossible(form: Form): boolean {
  let steps = 0
  const ways: Ways = new Map()
  const seek = (): boolean => {
    if (++steps > MOST_STEPS) return true
    const value = told(form, ways)
    if (value !== null) return value
    const part = openPart(form, ways)
    if (part === null) return false
    for (let way = 0; way < part.ways; way++) {
      ways.set(part.subject, way)
      if (seek()) return true
    }
    ways.delete(part.subject)
    return false
  }
  return seek()
}

/** The values at which the trees of a programme turn: what a fact could become instead. */
import { addDays, addMonths, type ColumnType, isYmd, type Ymd } from '../../kernel/index.ts'
import type { Programme } from '../programme.ts'
import { reach } from '../references.ts'
import type { Kind, Node, Value } from '../tree.ts'

export type Edges = {
  readonly numbers: readonly number[]
  readonly days: readonly Ymd[]
  /** The codes that a column or attribute of this name is held against. */
  readonly codes: (name: string) => readonly string[]
}

const LONGEST_MONTHS = 1200
const ENDS_OF_SPANS = [-1, 0, 1] as const

function codesBy(nodes: readonly Node[]): ReadonlyMap<string, ReadonlySet<string>> {
  const by = new Map<string, Set<string>>()
  const note = (subject: Node, codes: readonly string[]): void => {
    if (subject.op !== 'column' && subject.op !== 'attribute') return
    const known = by.get(subject.name) ?? new Set<string>()
    for (const code of codes) known.add(code)
    by.set(subject.name, known)
  }
  for (const node of nodes) {
    if (node.op === 'in') note(node.value, node.codes)
    if (node.op !== 'compare') continue
    if (node.right.op === 'const' && typeof node.right.value === 'string') note(node.left, [node.right.value])
    if (node.left.op === 'const' && typeof node.left.value === 'string') note(node.right, [node.left.value])
  }
  return by
}

/** Days around the day asked for and around every span that the trees name before and after it. */
function daysAround(asOf: Ymd, spans: readonly number[]): readonly Ymd[] {
  const months = [0, ...spans.flatMap((span) => [span, span * 12])].filter((span) => span <= LONGEST_MONTHS)
  const days = months
    .flatMap((span) => [-span, span])
    .flatMap((span) => ENDS_OF_SPANS.map((step) => addDays(addMonths(asOf, span), step)))
  return [...new Set(days)].filter(isYmd)
}

export function edgesOf(programme: Programme, roots: readonly Node[], asOf: Ymd): Edges {
  const nodes = roots.flatMap((root) => [...reach(programme, root)])
  const constants = nodes.flatMap((node) => (node.op === 'const' && node.kind !== 'date' ? [node.value] : []))
  const figures = programme.parameters.flatMap(({ rows }) => rows.map(({ value }) => value))
  const numbers = [...constants, ...figures].filter((value) => typeof value === 'number')
  const codes = codesBy(nodes)
  const spans = numbers.filter((value) => Number.isInteger(value) && value > 0 && value <= LONGEST_MONTHS)
  return {
    numbers: [...new Set([0, ...numbers.flatMap((value) => [value - 1, value, value + 1])])].filter((one) => one >= 0),
    days: daysAround(asOf, spans),
    codes: (name) => [...(codes.get(name) ?? [])],
  }
}

/** The values that a fact of this kind could take. */
export function valuesOf(edges: Edges, kind: Kind, name: string, now: Value): readonly Value[] {
  switch (kind) {
    case 'bool':
      return now === null ? [true, false] : [!now]
    case 'date':
      return edges.days
    case 'code':
      return edges.codes(name)
    default: {
      const many = typeof now === 'number' ? [now * 2, now * 10] : []
      return [...edges.numbers, ...many]
    }
  }
}

export const within = (type: ColumnType, value: Value): boolean =>
  type.kind !== 'integer' || value === null || (Number(value) >= type.min && Number(value) <= type.max)

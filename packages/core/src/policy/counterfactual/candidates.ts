/** Every single fact about a person and the parents that could be otherwise and that the trees ask about. */
import type { Register } from '../../kernel/index.ts'
import { ATTRIBUTES } from '../attributes.ts'
import { kindOfColumn } from '../check/kinds.ts'
import { valueAt } from '../evaluate.ts'
import type { FactRow, Facts, Programme } from '../programme.ts'
import { type Node, type NodeOf, type Value, walk } from '../tree.ts'
import type { Change } from './change.ts'
import { type Edges, valuesOf, within } from './edges.ts'

export type Question = {
  readonly programme: Programme
  readonly facts: Facts
  readonly person: number
  readonly registers: readonly Register[]
  readonly edges: Edges
}
type Asked = { readonly person: number; readonly node: Node }

/** The nodes that a verdict asks, each with the person of whom it is asked. */
function* asked({ programme, facts }: Question, node: Node, person: number, seen: Set<string>): Generator<Asked> {
  for (const one of walk(node)) {
    yield { person, node: one }
    if (one.op !== 'variable' && one.op !== 'via') continue
    const own = facts.persons[person] ?? {}
    const whose = one.op === 'variable' ? person : Number(own[one.parent] ?? Number.NaN)
    if (Number.isNaN(whose) || seen.has(`${whose} ${one.name}`)) continue
    seen.add(`${whose} ${one.name}`)
    const variable = programme.variables.find(({ id }) => id === one.name)
    if (variable) yield* asked({ programme, facts } as Question, variable.expr, whose, seen)
  }
}

const rootsOf = ({ categories }: Programme): readonly Node[] => categories.flatMap(({ test, amount }) => [test, amount])

function attributeChanges({ facts, edges }: Question, { person, node }: Asked): Change[] {
  if (node.op !== 'attribute' || ['fatherState', 'motherState', 'household'].includes(node.name)) return []
  const from = facts.persons[person]?.[node.name] ?? null
  const kind = ATTRIBUTES[node.name]?.kind ?? node.kind
  return valuesOf(edges, kind, node.name, from)
    .filter((to) => to !== from)
    .map((to) => ({ is: 'attribute', person, name: node.name, from, to }))
}

function columnsOf(node: NodeOf<'aggregate'>, register: Register) {
  const read = new Set([...walk(node)].flatMap((one) => (one.op === 'column' ? [one.name] : [])))
  return register.columns.flatMap(({ id, type }) => {
    const kind = kindOfColumn(type)
    return read.has(id) && kind !== null ? [{ id, type, kind }] : []
  })
}

/** A row otherwise, gone, or vouched for. */
function rowChanges(question: Question, { person }: Asked, node: NodeOf<'aggregate'>, register: Register): Change[] {
  const rows = (question.facts.records[register.id] ?? []).filter((row) => row['person'] === person)
  return rows.flatMap((row): Change[] => [
    { is: 'remove', person, register: register.id, row },
    ...(row['doubtful'] === true
      ? [{ is: 'field', person, register: register.id, row, name: 'doubtful', from: true, to: false } as const]
      : []),
    ...columnsOf(node, register).flatMap(({ id, type, kind }) => {
      const from = row[id] ?? null
      return valuesOf(question.edges, kind, id, from)
        .filter((to) => to !== from && within(type, to))
        .map((to): Change => ({ is: 'field', person, register: register.id, row, name: id, from, to }))
    }),
  ])
}

/** Beyond so many ways to fill a row no more is tried. */
const MOST_ROWS_TRIED = 3000

/** The row with the fewest cells filled that the node would count, if there were one. */
function countedRow(
  question: Question,
  { person }: Asked,
  node: NodeOf<'aggregate'>,
  register: Register,
): FactRow | null {
  const set = question.programme.records.find(({ id }) => id === node.records)
  const columns = columnsOf(node, register)
  const choices = columns.map(({ id, type, kind }) => {
    const values = valuesOf(question.edges, kind, id, null).filter((value) => within(type, value))
    const few = kind === 'date' ? values.slice(0, 6) : values.slice(0, 5)
    return { id, values: set?.present === id ? few : [null, ...few] }
  })
  const counts = (row: FactRow): boolean => {
    const alone = { ...question.facts, records: { ...question.facts.records, [register.id]: [row] } }
    const exists: Node = { ...node, kind: 'bool', fn: 'exists', value: null, none: null }
    return valueAt(question.programme, alone, person, exists) === true
  }
  const total = Math.min(
    MOST_ROWS_TRIED,
    choices.reduce((product, { values }) => product * values.length, 1),
  )
  let best: FactRow | null = null
  const filled = (row: FactRow): number => Object.values(row).filter((value) => value !== null).length
  for (let way = 0; way < total; way++) {
    let rest = way
    const row: Record<string, Value> = { person }
    for (const { id, values } of choices) {
      row[id] = values[rest % values.length] ?? null
      rest = Math.floor(rest / values.length)
    }
    if ((best === null || filled(row) < filled(best)) && counts(row)) best = row
  }
  return best
}

/** Whether a row more could be asked for: a truth, a number of rows, or the latest day of one. */
const takesRows = ({ fn, kind }: NodeOf<'aggregate'>): boolean =>
  fn === 'exists' || fn === 'count' || (fn === 'largest' && kind === 'date')

/** Changes of one fact, each once. */
export function candidatesOf(question: Question): readonly Change[] {
  const { programme, facts, person, registers } = question
  const changes: Change[] = []
  const seen = new Set<string>()
  for (const root of rootsOf(programme))
    for (const one of asked(question, root, person, seen)) {
      changes.push(...attributeChanges(question, one))
      const { node } = one
      if (node.op !== 'aggregate') continue
      const set = programme.records.find(({ id }) => id === node.records)
      const register = registers.find(({ id }) => id === set?.register)
      if (!register || !facts.available.includes(register.id)) continue
      changes.push(...rowChanges(question, one, node, register))
      const row = takesRows(node) ? countedRow(question, one, node, register) : null
      if (row) changes.push({ is: 'add', person: one.person, register: register.id, row })
    }
  const newcomer = 1 + Math.max(0, ...Object.keys(facts.persons).map(Number))
  for (const parent of ['father', 'mother'] as const)
    if (Number(facts.persons[person]?.[`${parent}State`] ?? 0) !== 0)
      changes.push({ is: 'known', person, parent, as: newcomer })
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()]
}

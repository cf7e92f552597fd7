/** A DMN decision table as one of ours, with its hit policy. */
import {
  type DecisionTable,
  decide,
  type Expr,
  type HitPolicy,
  type Kind,
  unknown,
  type Value,
} from '@doudi/core/policy'
import { alike } from '../numbers.ts'
import { NotExpressible, type Scalar, scalar, scalarOf, type Term, UNKNOWN } from '../terms.ts'
import { column, draftOf, type Names, named, valueIn } from './cells.ts'

type Raw = Readonly<Record<string, unknown>>
const records = (value: unknown): readonly Raw[] => (Array.isArray(value) ? (value as Raw[]) : [])
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

const POLICIES: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: 'unique',
  ANY: 'any',
  FIRST: 'first',
  PRIORITY: 'priority',
  'COLLECT SUM': 'sum',
  'COLLECT MIN': 'smallest',
  'COLLECT MAX': 'largest',
  'COLLECT COUNT': 'count',
}
function policyOf(table: Raw): HitPolicy {
  const aggregation = table['aggregation'] === undefined ? '' : ` ${String(table['aggregation'])}`
  const policy = POLICIES[`${String(table['hitPolicy'] ?? 'UNIQUE')}${aggregation}`]
  if (policy === undefined) throw new NotExpressible('an answer that is a list')
  return policy
}

/** An output column: its values with one divisor, and what stands for no row. */
type Output = {
  readonly name: string | null
  readonly nodes: readonly Expr[]
  readonly none: Expr
  readonly den: number
  readonly order: readonly Value[]
}

function outputOf(raw: Raw, cells: readonly string[], hits: HitPolicy, names: Names): Output {
  const otherwise = raw['default'] === undefined ? UNKNOWN : valueIn(String(raw['default']), names)
  const terms = [...cells.map((cell) => valueIn(cell, names)), otherwise]
  const known = terms.find((term) => term.is === 'scalar')
  const kind: Kind = hits === 'count' ? 'int' : known?.is === 'scalar' ? known.node.kind : 'code'
  const scalars: readonly Scalar[] = hits === 'count' ? [] : terms.map((term) => scalarOf(term, kind))
  const { nodes, den } = alike(scalars)
  const written =
    typeof raw['values'] === 'string' ? [...raw['values'].matchAll(/"([^"]*)"/g)].map((one) => one[1] ?? '') : []
  // An output without values of its own decides nothing: its first appearance is its place.
  const own = nodes.slice(0, -1).flatMap((node) => (node.op === 'const' ? [node.value] : []))
  return {
    name: typeof raw['name'] === 'string' ? raw['name'] : null,
    nodes: hits === 'count' ? cells.map(() => unknown('int')) : nodes.slice(0, -1),
    none: hits === 'count' ? ({ op: 'const', kind: 'int', value: 0 } as Expr) : (nodes.at(-1) ?? unknown(kind)),
    den,
    order: written.length > 0 ? written : [...new Set(own)],
  }
}

export function decisionTableOf(table: Raw, names: Names): Term {
  const hits = policyOf(table)
  const rules = records(table['rules'])
  const cells = (side: 'when' | 'then', at: number): readonly string[] =>
    rules.map((rule) => texts(rule[side])[at] ?? '-')
  const columns = records(table['inputs']).map(({ expression }, at) =>
    column(
      named(String(expression), names),
      cells('when', at).map((cell) => draftOf(cell, names)),
    ),
  )
  const outputs = records(table['outputs']).map((raw, at) => outputOf(raw, cells('then', at), hits, names))
  const built: DecisionTable = {
    id: 'table',
    hits,
    inputs: columns.map(({ input }) => input),
    outputs: outputs.map(({ none }) => none.kind),
    rows: rules.map((_, row) => ({
      when: columns.map(({ cells }) => cells[row] ?? { is: 'anything' }),
      gives: outputs.map(({ nodes, none }) => nodes[row] ?? none),
    })),
    none: outputs.map(({ none }) => none),
    order: outputs.map(({ order }) => order),
  }
  const answers = decide(built).map((node, at) => scalar(node, outputs[at]?.den ?? 1))
  const [first] = outputs
  if (outputs.length === 1 && first?.name === null && answers[0]) return answers[0]
  const named_ = outputs.map(({ name }, at) => [name ?? String(at), answers[at] ?? UNKNOWN] as const)
  return { is: 'record', fields: Object.fromEntries(named_) }
}

/** The engines that answer: this list is the only one. Each gives the values of closed expressions, many at a time. */
import {
  type Expr,
  eq,
  expressionSql,
  type Node,
  type Programme,
  populationOf,
  type Value,
  valueAt,
  valuesOverColumns,
  walk,
} from '@doudi/core/policy'
import { type Dialect, duckdb } from '@doudi/core/sql'
import { openDuck } from '../../packages/server/src/adapters/lake/duckdb.ts'

/** What an engine says of a node; an error is what it says instead of a value. */
export type Answer = Value | { readonly error: string }
export type Engine = {
  readonly name: string
  readonly answers: (nodes: readonly Node[]) => Promise<readonly Answer[]>
}

const AS_OF = 20260101
const said = { zh: '', en: '' }
/** No law at all: expressions stand by themselves. */
export const bare: Programme = {
  id: 'peers',
  label: said,
  version: '1',
  subject: 'child',
  records: [],
  parameters: [],
  variables: [],
  conditions: [],
  categories: [],
  held: null,
  effect: null,
  plan: null,
  examples: [],
}
export const nobody = { asOf: AS_OF, available: [], persons: { 0: {} }, records: {} }

const saying = (error: unknown): { readonly error: string } => ({
  error: error instanceof Error ? error.message : String(error),
})
const attempt = (work: () => Value): Answer => {
  try {
    return work()
  } catch (error) {
    return saying(error)
  }
}

const evaluator: Engine = {
  name: 'evaluator',
  answers: async (nodes) => nodes.map((node) => attempt(() => valueAt(bare, nobody, 0, node))),
}

/** Codes come out of the columns as numbers of the text's own: they are asked for one by one. */
const codesIn = (node: Node): readonly string[] => [
  ...new Set(
    [...walk(node)].flatMap((one) => (one.op === 'const' && typeof one.value === 'string' ? [one.value] : [])),
  ),
]
const columns: Engine = {
  name: 'columns',
  answers: async (nodes) => {
    const { population } = populationOf(nobody)
    const value = (node: Node): number => {
      const asked = valuesOverColumns(bare, population, [{ name: 'x', node }])
      const out = asked.room()
      asked.run(AS_OF, out)
      return out['x']?.[0] ?? Number.NaN
    }
    const answer = (node: Node): Value => {
      if (node.kind === 'code')
        return (
          codesIn(node).find(
            (code) => value(eq(node as Expr<'code'>, { op: 'const', kind: 'code', value: code })) === 1,
          ) ?? null
        )
      const found = value(node)
      if (Number.isNaN(found)) return null
      return node.kind === 'bool' ? found === 1 : found + 0
    }
    return nodes.map((node) => attempt(() => answer(node)))
  },
}

type Rows = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** All nodes as columns of one SELECT; where that fails, one by one, so that each has its own answer. */
function sqlEngine(dialect: Dialect, rows: Rows): Engine {
  const ask = async (nodes: readonly Node[]): Promise<readonly Answer[]> => {
    const asked = nodes.map((node, at) => `${expressionSql(bare, node, dialect, AS_OF)} AS x${at}`)
    const [row] = await rows(`SELECT ${asked.join(', ')}`)
    return nodes.map((_, at) => (row?.[`x${at}`] ?? null) as Value)
  }
  const alone = (node: Node): Promise<Answer> => ask([node]).then(([answer]) => answer ?? null, saying)
  return {
    name: dialect.name,
    answers: (nodes) =>
      nodes.length === 0 ? Promise.resolve([]) : ask(nodes).catch(() => Promise.all(nodes.map((node) => alone(node)))),
  }
}

/** Opens every engine, does the work, closes them. */
export async function withEngines<T>(work: (engines: readonly Engine[]) => Promise<T>): Promise<T> {
  const duck = await openDuck({ memoryMb: 1000 })
  try {
    return await work([evaluator, columns, sqlEngine(duckdb, (sql) => duck.rows(sql))])
  } finally {
    duck.close()
  }
}

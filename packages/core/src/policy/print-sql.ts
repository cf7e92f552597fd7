/** One expression as SQL text: each operator by the dialect's printer, leaves and what hangs together by the plan's. */
import { assert, type Ymd } from '../kernel/index.ts'
import type { Dialect } from '../sql/index.ts'
import type { Programme } from './programme.ts'
import type { Kind, Node, Value } from './tree.ts'

export type Source = {
  /** A relation with the columns of persons.parquet. */
  readonly persons: string
  /** A relation per register id, with the columns of records/<R>.parquet; only registers in force. */
  readonly records: Readonly<Record<string, string>>
  readonly asOf: Ymd
  readonly ruleVersion: string
}

export type Aggregate = Extract<Node, { op: 'aggregate' }>
export type Printer = {
  readonly programme: Programme
  readonly dialect: Dialect
  readonly source: Source
  /** How a variable, a column, an aggregate is reached in the stage being printed. */
  readonly variable: (name: string) => string
  readonly via: (parent: string, name: string) => string
  readonly aggregate: (node: Aggregate) => string
  /** The column that holds the node ready, if one does. */
  readonly ready?: (node: Node) => string | null
}

/** Text is of the dialect's own type. */
const SQL_TYPE: Readonly<Record<Exclude<Kind, 'code'>, string>> = {
  bool: 'BOOLEAN',
  int: 'BIGINT',
  fenMonth: 'BIGINT',
  fenOnce: 'BIGINT',
  date: 'INTEGER',
}

export function literal(dialect: Dialect, kind: Kind, value: Value): string {
  if (value === null) return `CAST(NULL AS ${kind === 'code' ? dialect.textType : SQL_TYPE[kind]})`
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return dialect.text(value)
  return kind === 'date' ? String(value) : `CAST(${value} AS BIGINT)`
}

export function parameterName(programme: Programme, id: string, key: string | null): string {
  return `q${programme.parameters.findIndex((one) => one.id === id)}_${(key ?? 'all').replaceAll(/\W/g, '_')}`
}

/** One expression as SQL; null is unknown. */
export function print(node: Node, printer: Printer): string {
  const { dialect } = printer
  const of = (child: Node): string => print(child, printer)
  const ready = printer.ready?.(node) ?? null
  if (ready !== null) return ready
  switch (node.op) {
    case 'const':
      return literal(dialect, node.kind, node.value)
    case 'asOf':
      return 'prm.asof'
    case 'attribute':
      return `p.${dialect.identifier(node.name)}`
    case 'variable':
      return printer.variable(node.name)
    case 'via':
      return printer.via(node.parent, node.name)
    case 'parameter':
      return `prm.${parameterName(printer.programme, node.id, node.key)}`
    case 'column':
      return `r.${dialect.identifier(node.name)}`
    case 'aggregate':
      return printer.aggregate(node)
    case 'and':
    case 'or':
    case 'max':
    case 'min':
      return dialect[node.op](node.args.map(of))
    case 'not':
    case 'present':
      return dialect[node.op](of(node.arg))
    case 'compare':
      return dialect[node.relation](of(node.left), of(node.right))
    case 'in':
      return dialect.in(of(node.value), node.codes.map(dialect.text))
    case 'when':
      return dialect.when(of(node.condition), of(node.then), of(node.otherwise))
    case 'add':
    case 'sub':
    case 'mul':
      return dialect[node.op](of(node.left), of(node.right))
    case 'divide':
      return printDivide(node, dialect, of)
    case 'addMonths':
    case 'addDays':
      return dialect[node.op](of(node.date), of(node.count))
    case 'age':
      return dialect.age(of(node.birth), of(node.on))
  }
}

function printDivide(node: Extract<Node, { op: 'divide' }>, dialect: Dialect, of: (child: Node) => string): string {
  const divisor = of(node.divisor)
  const body = dialect[`${node.round}Divide`](of(node.numerator), divisor)
  return `(CASE WHEN ${divisor} > 0 THEN ${body} END)`
}

/** A doubtful row whose condition is not surely false asserts nothing. */
export const sureTruth = (where: string): string =>
  `CASE WHEN doubtful AND (${where}) IS NOT FALSE THEN NULL ELSE ${where} END`

/** The aggregate over the group's rows, whose truth and value stand ready as columns `b` and `x`. */
export function printAggregate(node: Aggregate, at: number, printer: Printer): string {
  const { dialect } = printer
  const truth = `b${at}`
  if (node.fn === 'exists' || node.fn === 'count') return dialect[node.fn](truth)
  if (node.fn === 'sum') return dialect.sum(truth, `x${at}`)
  assert(!node.none || node.none.op === 'const', 'the value of no row is a constant')
  return dialect[node.fn](truth, `x${at}`, node.none ? print(node.none, printer) : 'NULL')
}

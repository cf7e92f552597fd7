/** One expression as SQL text: each operator by the dialect's printer, leaves and what hangs together by the plan's. */
import { assert, type Ymd } from '../kernel/index.ts'
import type { Arm, Dialect } from '../sql/index.ts'
import { type Programme, placesOf } from './programme.ts'
import type { Kind, Node, NodeOf, Value } from './tree.ts'

export type Source = {
  /** A relation with the columns of persons.parquet: those who are determined. */
  readonly persons: string
  /** Everybody who lives with them, where those who are determined are not everybody. */
  readonly neighbours?: string
  /** A relation per register id, with the columns of records/<R>.parquet; only registers in force. */
  readonly records: Readonly<Record<string, string>>
  readonly asOf: Ymd
  readonly ruleVersion: string
}

export type Aggregate = NodeOf<'aggregate'>
export type Members = NodeOf<'members'>
export type Printer = {
  readonly programme: Programme
  readonly dialect: Dialect
  readonly source: Source
  /** How a variable, a column, an aggregate is reached in the stage being printed. */
  readonly variable: (name: string) => string
  readonly via: (parent: string, name: string) => string
  readonly aggregate: (node: Aggregate) => string
  readonly members: (node: Members) => string
  /** The column that holds the node ready, if one does. */
  readonly ready?: (node: Node) => string | null
}

/** Text is of the dialect's own type. */
const SQL_TYPE: Readonly<Record<Exclude<Kind, 'code'>, string>> = {
  bool: 'BOOLEAN',
  int: 'BIGINT',
  fenMonth: 'BIGINT',
  fenOnce: 'BIGINT',
  days: 'BIGINT',
  months: 'BIGINT',
  date: 'INTEGER',
}

export function literal(dialect: Dialect, kind: Kind, value: Value): string {
  if (value === null) return `CAST(NULL AS ${kind === 'code' ? dialect.textType : SQL_TYPE[kind]})`
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return dialect.text(value)
  return kind === 'date' ? String(value) : `CAST(${value} AS BIGINT)`
}

export function parameterName(programme: Programme, id: string, key: string | null, place?: string): string {
  const name = `q${programme.parameters.findIndex((one) => one.id === id)}_${(key ?? 'all').replaceAll(/\W/g, '_')}`
  return place === undefined ? name : `${name}_at${place}`
}

/** The figure of the longest division that holds the place; unknown where the place is and figures differ by place. */
function printParameter({ id, key, place }: NodeOf<'parameter'>, printer: Printer): string {
  const { programme, source, dialect } = printer
  const name = (at?: string): string => `prm.${parameterName(programme, id, key, at)}`
  const parameter = programme.parameters.find((one) => one.id === id)
  const places = place === undefined || !parameter ? [] : placesOf(parameter, key, source.asOf)
  if (place === undefined || places.length === 0) return name()
  const where = print(place, printer)
  const each = places.map((at) => `WHEN substr(${where}, 1, ${at.length}) = ${dialect.text(at)} THEN ${name(at)}`)
  return `(CASE WHEN ${where} IS NULL THEN NULL ${each.join(' ')} ELSE ${name()} END)`
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
      return printParameter(node, printer)
    case 'column':
      return `r.${dialect.identifier(node.name)}`
    case 'aggregate':
      return printer.aggregate(node)
    case 'members':
      return printer.members(node)
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
      return printWhen(node, printer)
    case 'add':
    case 'sub':
    case 'mul':
    case 'mod':
      return dialect[node.op](of(node.left), of(node.right))
    case 'divide':
      return printDivide(node, dialect, of)
    case 'addMonths':
    case 'addMonthsUp':
    case 'addDays':
      return dialect[node.op](of(node.date), of(node.count))
    case 'age':
      return dialect.age(of(node.birth), of(node.on))
    case 'dayNumber':
      return dialect.dayNumber(of(node.date))
    case 'datePart':
      return dialect[`${node.part}Part`](of(node.date))
    case 'makeDate':
      return dialect.makeDate(of(node.year), of(node.month), of(node.day))
  }
}

/** Cases that follow one another are one expression: nested, each would be written out twice in the one before it. */
function printWhen(node: Node, printer: Printer): string {
  const arms: Arm[] = []
  let rest = node
  while (rest.op === 'when' && (rest === node || (printer.ready?.(rest) ?? null) === null)) {
    arms.push({ condition: print(rest.condition, printer), value: print(rest.then, printer) })
    rest = rest.otherwise
  }
  return printer.dialect.when(arms, print(rest, printer))
}

function printDivide(node: Extract<Node, { op: 'divide' }>, dialect: Dialect, of: (child: Node) => string): string {
  const divisor = of(node.divisor)
  const body = dialect[`${node.round}Divide`](of(node.numerator), divisor)
  return `(CASE WHEN ${divisor} > 0 THEN ${body} END)`
}

export const refuse = (what: string) => (): string => assert(false, `${what} cannot stand here`) as never

/**
 * One expression by itself, over a relation `p` whose columns are its attributes and a row `prm` of parameters where it
 * asks any; variables are written out.
 */
export const expressionSql = (programme: Programme, node: Node, dialect: Dialect, asOf: Ymd): string =>
  print(node, {
    programme,
    dialect,
    source: { persons: 'p', records: {}, asOf, ruleVersion: programme.version },
    variable: (name) => {
      const variable = programme.variables.find(({ id }) => id === name)
      assert(variable, `no variable ${name}`)
      return expressionSql(programme, variable.expr, dialect, asOf)
    },
    via: refuse('a parent'),
    aggregate: refuse('an aggregate'),
    members: refuse('a household'),
  })

/** A doubtful row whose condition is not surely false asserts nothing. */
export const sureTruth = (where: string): string =>
  `CASE WHEN doubtful AND (${where}) IS NOT FALSE THEN NULL ELSE ${where} END`

/** The aggregate over the group's rows, whose truth and value stand ready as columns. */
export function printAggregate(
  node: Pick<Aggregate, 'fn' | 'none'>,
  { truth, value }: { readonly truth: string; readonly value: string },
  printer: Printer,
): string {
  const { dialect } = printer
  if (node.fn === 'exists' || node.fn === 'count') return dialect[node.fn](truth)
  if (node.fn === 'sum') return dialect.sum(truth, value)
  assert(!node.none || node.none.op === 'const', 'the value of no row is a constant')
  return dialect[node.fn](truth, value, node.none ? print(node.none, printer) : 'NULL')
}

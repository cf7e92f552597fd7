/**
 * From a programme to one SELECT over the matched lake: one row a person.
 *
 * Two stages. Sparse: variables that need records alone, for the few persons who have any, one grouped scan per register.
 * Dense: every person, joined to the sparse rows of self, father and mother; whoever has none takes the constant that
 * the rule gives to empty records. Parameters are one joined row, never literals, so that a reform is another row.
 */
import { assert, type Ymd } from '../kernel/index.ts'
import type { Dialect } from '../sql/index.ts'
import { valueAt } from './evaluate.ts'
import { type Programme, rowsOn } from './programme.ts'
import { isSparse, parameterBits, reach } from './references.ts'
import { childrenOf as childrenOfNode, type Kind, type Node, type Value } from './tree.ts'

export type Source = {
  /** A relation with the columns of persons.parquet. */
  readonly persons: string
  /** A relation per register id, with the columns of records/<R>.parquet; only registers in force. */
  readonly records: Readonly<Record<string, string>>
  readonly asOf: Ymd
  readonly ruleVersion: string
}

type Aggregate = Extract<Node, { op: 'aggregate' }>
type Printer = {
  readonly programme: Programme
  readonly dialect: Dialect
  readonly source: Source
  /** How a variable, a column, an aggregate is reached in the stage being printed. */
  readonly variable: (name: string) => string
  readonly via: (parent: string, name: string) => string
  readonly aggregate: (node: Aggregate) => string
}

const SQL_TYPE: Readonly<Record<Kind, string>> = {
  bool: 'BOOLEAN',
  int: 'BIGINT',
  fenMonth: 'BIGINT',
  fenOnce: 'BIGINT',
  date: 'INTEGER',
  code: 'VARCHAR',
}

function literal(dialect: Dialect, kind: Kind, value: Value): string {
  if (value === null) return `CAST(NULL AS ${SQL_TYPE[kind]})`
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return dialect.text(value)
  return kind === 'date' ? String(value) : `CAST(${value} AS BIGINT)`
}

function parameterName(programme: Programme, id: string, key: string | null): string {
  return `q${programme.parameters.findIndex((one) => one.id === id)}_${(key ?? 'all').replaceAll(/\W/g, '_')}`
}

/** One expression as SQL; null is unknown. */
function print(node: Node, printer: Printer): string {
  const { dialect } = printer
  const of = (child: Node): string => print(child, printer)
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
const sureTruth = (where: string): string =>
  `(CASE WHEN r.doubtful AND (${where}) IS NOT FALSE THEN NULL ELSE ${where} END)`

function printAggregate(node: Aggregate, printer: Printer): string {
  const { dialect } = printer
  const truth = sureTruth(print(node.where, printer))
  const value = node.value ? print(node.value, printer) : 'NULL'
  if (node.fn === 'exists' || node.fn === 'count') return dialect[node.fn](truth)
  if (node.fn === 'sum') return dialect.sum(truth, value)
  return dialect[node.fn](truth, value, node.none ? print(node.none, printer) : 'NULL')
}

const parametersRow = (programme: Programme, source: Source, dialect: Dialect): string => {
  const columns = programme.parameters.flatMap((parameter) => {
    const keys = new Set(parameter.rows.map(({ key }) => key))
    return [...keys].map((key) => {
      const row = rowsOn(parameter, source.asOf).find((one) => one.key === key)
      return `${literal(dialect, parameter.kind, row?.value ?? null)} AS ${parameterName(programme, parameter.id, key)}`
    })
  })
  return `SELECT ${[`CAST(${source.asOf} AS INTEGER) AS asof`, ...columns].join(', ')}`
}

/** Every aggregate of the programme, once, by its serialised form. */
function aggregatesOf(programme: Programme): Map<string, Aggregate> {
  const found = new Map<string, Aggregate>()
  const roots = [
    ...programme.variables.map(({ expr }) => expr),
    ...programme.conditions.map(({ expr }) => expr),
    ...programme.categories.flatMap(({ test, amount }) => [test, amount]),
  ]
  for (const root of roots)
    for (const node of reach(programme, root)) if (node.op === 'aggregate') found.set(JSON.stringify(node), node)
  return found
}

/** What an aggregate is for a person without a row. */
function emptyValue(programme: Programme, node: Aggregate, source: Source): Value {
  const available = Object.keys(source.records)
  return valueAt(programme, { asOf: source.asOf, available, persons: { 0: {} }, records: {} }, 0, node)
}

/** Compiles the programme; the columns are those of determine/<key>/<programme>.parquet, ordered by person. */
export function toSql(programme: Programme, source: Source, dialect: Dialect): string {
  const aggregates = [...aggregatesOf(programme)].map(([key, node], index) => ({
    key,
    node,
    name: `a${index}`,
    set: programme.records.find(({ id }) => id === node.records),
  }))
  const nameOf = new Map(aggregates.map(({ key, name }) => [key, name]))
  const refuse = (what: string) => (): string => assert(false, `${what} cannot stand inside an aggregate`) as never
  const inner: Printer = {
    programme,
    dialect,
    source,
    variable: refuse('a variable'),
    via: refuse('a parent'),
    aggregate: refuse('an aggregate'),
  }
  const sets = programme.records.filter(
    ({ id, register }) => source.records[register] !== undefined && aggregates.some(({ node }) => node.records === id),
  )
  const grouped = sets.map((set, index) => {
    const columns = aggregates
      .filter(({ node }) => node.records === set.id)
      .map(({ node, name }) => `${printAggregate(node, inner)} AS ${name}`)
    const present = set.present === null ? '' : ` WHERE r.${dialect.identifier(set.present)} IS NOT NULL`
    return `g${index} AS MATERIALIZED (SELECT r.person, ${columns.join(', ')} FROM ${source.records[set.register]} r CROSS JOIN prm${present} GROUP BY r.person${prmColumns(programme)})`
  })
  const sparse = programme.variables.filter(({ expr }) => isSparse(programme, expr))
  const fromGroup = (node: Aggregate): string => {
    const empty = literal(dialect, node.kind, emptyValue(programme, node, source))
    const at = sets.findIndex(({ id }) => id === node.records)
    return at === -1
      ? empty
      : `(CASE WHEN g${at}.person IS NULL THEN ${empty} ELSE g${at}.${nameOf.get(JSON.stringify(node))} END)`
  }
  const sparseVariables = sparse.filter(({ id }) => viaNames(programme).has(id))
  const sparsePrinter: Printer = {
    ...inner,
    via: refuse('a parent'),
    aggregate: fromGroup,
    variable: (name) => print(exprOf(programme, name), sparsePrinter),
  }
  const joins = sets.map((_, index) => `LEFT JOIN g${index} ON g${index}.person = k.person`).join(' ')
  const keys = sets.map((_, index) => `SELECT person FROM g${index}`).join(' UNION ')
  const sparseTable =
    `s AS MATERIALIZED (SELECT k.person${sparseVariables.map(({ id, expr }) => `, ${print(expr, sparsePrinter)} AS ${dialect.identifier(id)}`).join('')} ` +
    `FROM (${keys === '' ? 'SELECT 0 AS person' : keys}) k ${joins} CROSS JOIN prm)`
  const ctes = [`prm AS (${parametersRow(programme, source, dialect)})`, ...grouped, sparseTable]
  return `WITH ${ctes.join(',\n')}\n${dense(programme, source, dialect, { fromGroup, sets: sets.length })}`
}

const prmColumns = (programme: Programme): string =>
  [
    'asof',
    ...programme.parameters.flatMap((one) =>
      [...new Set(one.rows.map(({ key }) => key))].map((key) => parameterName(programme, one.id, key)),
    ),
  ]
    .map((name) => `, prm.${name}`)
    .join('')

const exprOf = (programme: Programme, name: string): Node => {
  const found = programme.variables.find(({ id }) => id === name)
  assert(found, `no variable ${name}`)
  return found.expr
}

/** The variables asked for at a parent. */
function viaNames(programme: Programme): Set<string> {
  const names = new Set<string>()
  const roots = [
    ...programme.variables.map(({ expr }) => expr),
    ...programme.conditions.map(({ expr }) => expr),
    ...programme.categories.flatMap(({ test, amount }) => [test, amount]),
  ]
  for (const root of roots) for (const node of reach(programme, root)) if (node.op === 'via') names.add(node.name)
  return names
}

type Stage = { readonly fromGroup: (node: Aggregate) => string; readonly sets: number }

function dense(programme: Programme, source: Source, dialect: Dialect, stage: Stage): string {
  const defaultOf = (name: string): string => {
    const node = exprOf(programme, name)
    const facts = { asOf: source.asOf, available: Object.keys(source.records), persons: { 0: {} }, records: {} }
    return literal(dialect, node.kind, valueAt(programme, facts, 0, node))
  }
  const alias = { father: 'sf', mother: 'sm' }
  // Variables are computed once each, in declaration order (a variable may use earlier ones), by lateral naming.
  const names = programme.variables.map(({ id }) => id)
  const printer: Printer = {
    programme,
    dialect,
    source,
    variable: (name) => dialect.identifier(`v_${name}`),
    via: (parent, name) => {
      const from = parent === 'father' ? alias.father : alias.mother
      return `(CASE WHEN p.${dialect.identifier(`${parent}State`)} <> 0 OR p.${dialect.identifier(parent)} IS NULL THEN NULL WHEN ${from}.person IS NULL THEN ${defaultOf(name)} ELSE ${from}.${dialect.identifier(name)} END)`
    },
    aggregate: stage.fromGroup,
  }
  const used = names.filter((name) => programmeUses(programme, name))
  const variables = used.map(
    (name) => `${print(exprOf(programme, name), printer)} AS ${dialect.identifier(`v_${name}`)}`,
  )
  const conditions = programme.conditions.map(({ expr }, index) => `${print(expr, printer)} AS c${index}`)
  const categories = programme.categories.flatMap(({ test, amount }, index) => [
    `${print(test, printer)} AS t${index}`,
    `${print(amount, printer)} AS m${index}`,
  ])
  const joins = Array.from(
    { length: stage.sets },
    (_, index) => `LEFT JOIN g${index} ON g${index}.person = p.person`,
  ).join(' ')
  const base =
    `SELECT p.person, ${[...variables, ...conditions, ...categories].join(', ')} FROM ${source.persons} p CROSS JOIN prm ${joins} ` +
    'LEFT JOIN s sf ON sf.person = p.father LEFT JOIN s sm ON sm.person = p.mother'
  return `SELECT person, ${outcome(programme, source, dialect)} FROM (${base}) ORDER BY person`
}

/** Whether anything besides a parent asks for the variable. */
function programmeUses(programme: Programme, name: string): boolean {
  const direct = new Set<string>()
  const visit = (node: Node): void => {
    for (const one of reachSelf(programme, node)) if (one.op === 'variable') direct.add(one.name)
  }
  for (const { expr } of programme.conditions) visit(expr)
  for (const { test, amount } of programme.categories) [test, amount].forEach(visit)
  return direct.has(name)
}

/** As reach, but not through parents: what must be computed at the person itself. */
function* reachSelf(programme: Programme, node: Node): Generator<Node> {
  const queue: Node[] = [node]
  const seen = new Set<string>()
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    yield one
    if (one.op === 'variable' && !seen.has(one.name)) {
      seen.add(one.name)
      queue.push(exprOf(programme, one.name))
    }
    queue.push(...childrenOfNode(one))
  }
}

function outcome(programme: Programme, source: Source, dialect: Dialect): string {
  const tests = programme.categories.map(({ test }) => test)
  const bit = (index: number): string => `CAST(${2 ** index} AS BIGINT)`
  const bits = (truth: string): string => {
    const terms = programme.conditions.map(
      (_, index) => `CASE WHEN c${index} IS ${truth} THEN ${bit(index)} ELSE 0 END`,
    )
    return `CAST(${terms.length === 0 ? '0' : terms.join(' + ')} AS BIGINT)`
  }
  // The first category that is not false decides: true with a known amount is a verdict, anything else cannot tell.
  const first = (then: (index: number) => string, otherwise: string): string =>
    `CASE ${programme.categories.map((_, index) => `WHEN t${index} IS NOT FALSE THEN ${then(index)}`).join(' ')} ELSE ${otherwise} END`
  const decided = (index: number): string => `t${index} AND m${index} IS NOT NULL`
  const params = (nodes: readonly Node[]): string => `CAST(${parameterBits(programme, nodes, source.asOf)} AS BIGINT)`
  return [
    `CAST(${first((i) => `CASE WHEN ${decided(i)} THEN 1 ELSE 2 END`, '0')} AS TINYINT) AS status`,
    `CAST(${first((i) => `CASE WHEN ${decided(i)} THEN ${dialect.text(programme.categories[i]?.code ?? '')} END`, 'NULL')} AS VARCHAR) AS category`,
    `CAST(${first((i) => `CASE WHEN ${decided(i)} THEN m${i} END`, 'NULL')} AS BIGINT) AS ${dialect.identifier('amountFen')}`,
    `${bits('FALSE')} AS failed`,
    `${bits('NULL')} AS unknown`,
    `${first((i) => `CASE WHEN ${decided(i)} THEN ${params([...tests.slice(0, i + 1), ...programme.categories.slice(i, i + 1).map(({ amount }) => amount)])} ELSE ${params(tests)} END`, params(tests))} AS params`,
    `${dialect.text(source.ruleVersion)} AS ${dialect.identifier('ruleVersion')}`,
  ].join(',\n')
}

/**
 * From a programme to one SELECT over the matched lake: one row a person.
 *
 * Two stages. Sparse: variables that need records alone, for the few persons who have any, one grouped scan per register.
 * Dense: every person, joined to the sparse rows of self, father and mother; whoever has none takes the constant that
 * the rule gives to empty records. Parameters are one joined row, never literals, so that a reform is another row.
 */
import { assert } from '../kernel/index.ts'
import type { Dialect, Stage } from '../sql/index.ts'
import { valueAt } from './evaluate.ts'
import { foldOf } from './fold-sql.ts'
import { type Asked, askedOfHouseholds, atMembers, householdStage } from './household-sql.ts'
import { outcomeSql } from './outcome-sql.ts'
import {
  type Aggregate,
  literal,
  type Printer,
  parameterName,
  print,
  printAggregate,
  refuse,
  type Source,
  sureTruth,
} from './print-sql.ts'
import { type Programme, placesOf, rowsOn } from './programme.ts'
import { isSparse, reach } from './references.ts'
import { childrenOf, type Node, walk } from './tree.ts'

const keysOf = (parameter: Programme['parameters'][number]): (string | null)[] => [
  ...new Set(parameter.rows.map(({ key }) => key)),
]

const parametersRow = (programme: Programme, source: Source, dialect: Dialect): string => {
  const columns = programme.parameters.flatMap((parameter) =>
    keysOf(parameter).flatMap((key) =>
      [undefined, ...placesOf(parameter, key, source.asOf)].map((place) => {
        const row = rowsOn(parameter, source.asOf).find((one) => one.key === key && one.place === place)
        return `${literal(dialect, parameter.kind, row?.value ?? null)} AS ${parameterName(programme, parameter.id, key, place)}`
      }),
    ),
  )
  return `SELECT ${[`CAST(${source.asOf} AS INTEGER) AS asof`, ...columns].join(', ')}`
}

const rootsOf = (programme: Programme): Node[] => [
  ...programme.conditions.map(({ expr }) => expr),
  ...programme.categories.flatMap(({ test, amount }) => [test, amount]),
]

/** A part of the verdict that needs the person's own records alone: column `x` + at of the sparse stage. */
type Lifted = { readonly node: Node; readonly key: string; readonly at: number }
type Named = { readonly node: Aggregate; readonly key: string; readonly at: number; readonly records: string }

/** Every aggregate that a verdict needs, once, by its serialised form. */
function aggregatesOf(programme: Programme): readonly Named[] {
  const found = new Map<string, Aggregate>()
  for (const root of rootsOf(programme)) {
    for (const node of reach(programme, root)) if (node.op === 'aggregate') found.set(JSON.stringify(node), node)
  }
  return [...found].map(([key, node], at) => ({ node, key, at, records: node.records }))
}

type Plan = {
  readonly programme: Programme
  readonly source: Source
  readonly dialect: Dialect
  readonly aggregates: readonly Named[]
  readonly sets: readonly Programme['records'][number][]
  readonly lifted: readonly Lifted[]
  readonly households: readonly Asked[]
}

/**
 * The largest such parts, once each. Connectives stay with everybody: they cost less than the column they would save.
 */
function liftedOf(programme: Programme): readonly Lifted[] {
  const found = new Map<string, Node>()
  const seen = new Set<string>()
  const visit = (node: Node): void => {
    const connective = node.op === 'and' || node.op === 'or' || node.op === 'not'
    if (!connective && isSparse(programme, node) && [...reach(programme, node)].some(({ op }) => op === 'aggregate')) {
      found.set(JSON.stringify(node), node)
    } else if (node.op === 'variable') {
      if (seen.has(node.name)) return
      seen.add(node.name)
      visit(exprOf(programme, node.name))
    } else childrenOf(node).forEach(visit)
  }
  rootsOf(programme).forEach(visit)
  return [...found].map(([key, node], at) => ({ node, key, at }))
}

/** One scan of a register's records, grouped by person. */
function groupStage(plan: Plan, set: Plan['sets'][number], index: number): Stage {
  const { programme, source, dialect } = plan
  const printer: Printer = {
    programme,
    dialect,
    source,
    variable: refuse('a variable'),
    via: refuse('a parent'),
    aggregate: refuse('an aggregate'),
    members: refuse('a household'),
  }
  const own = plan.aggregates.filter(({ records }) => records === set.id)
  const inner = own.flatMap(({ node, at }) => [
    `${print(node.where, printer)} AS w${at}`,
    ...(node.value ? [`${print(node.value, printer)} AS x${at}`] : []),
  ])
  const sure = own.flatMap(({ node, at }) => [`${sureTruth(`w${at}`)} AS b${at}`, ...(node.value ? [`x${at}`] : [])])
  const present = set.present === null ? '' : ` WHERE r.${dialect.identifier(set.present)} IS NOT NULL`
  const columns = own.map(
    ({ node, at }) => `${printAggregate(node, { truth: `b${at}`, value: `x${at}` }, printer)} AS a${at}`,
  )
  const group = `SELECT person, ${columns.join(', ')} FROM (SELECT person, ${sure.join(', ')} FROM (SELECT r.person, r.doubtful, ${inner.join(', ')} FROM ${source.records[set.register]} r CROSS JOIN prm${present})) GROUP BY person`
  const said = own.map(({ node, at }): readonly [string, Node] => [`a${at}`, node])
  return { name: `g${index}`, body: `SELECT * FROM (${group}) WHERE ${unusual(plan, said)}`, size: 'few' }
}

const emptyFacts = ({ source }: Plan) => ({
  asOf: source.asOf,
  available: Object.keys(source.records),
  persons: { 0: {} },
  records: {},
})
/** What a node is for a person without a row anywhere. */
const emptyLiteral = (plan: Plan, node: Node): string =>
  literal(plan.dialect, node.kind, valueAt(plan.programme, emptyFacts(plan), 0, node))

/** Whether any of the columns is not what its node is for a person without a row. */
const unusual = (plan: Plan, columns: readonly (readonly [name: string, node: Node])[]): string =>
  columns.length === 0
    ? 'FALSE'
    : columns.map(([name, node]) => `${name} IS DISTINCT FROM ${emptyLiteral(plan, node)}`).join(' OR ')

/** Every aggregate as a column of the stage, the empty value where the person has no row. */
function aggregateColumns(plan: Plan): string[] {
  return plan.aggregates.map(({ node, at, records }) => {
    const index = plan.sets.findIndex(({ id }) => id === records)
    const empty = emptyLiteral(plan, node)
    return index === -1
      ? `${empty} AS a${at}`
      : `CASE WHEN g${index}.person IS NULL THEN ${empty} ELSE g${index}.a${at} END AS a${at}`
  })
}

const exprOf = (programme: Programme, name: string): Node => {
  const found = programme.variables.find(({ id }) => id === name)
  assert(found, `no variable ${name}`)
  return found.expr
}

/** Variables in layers: each layer needs only those before it, so that each is computed once. */
function layers(programme: Programme, wanted: ReadonlySet<string>): string[][] {
  const depth = new Map<string, number>()
  const depthOf = (name: string): number => {
    const known = depth.get(name)
    if (known !== undefined) return known
    let deepest = 0
    for (const node of walk(exprOf(programme, name)))
      if (node.op === 'variable') deepest = Math.max(deepest, depthOf(node.name) + 1)
    depth.set(name, deepest)
    return deepest
  }
  const result: string[][] = []
  for (const name of wanted) {
    const at = depthOf(name)
    const layer = result[at] ?? []
    result[at] = [...layer, name]
  }
  return Array.from(result, (layer) => layer ?? [])
}

/** The named variables that the nodes need at the person itself (not at a parent, not at a member of the household). */
function neededHere(programme: Programme, nodes: readonly Node[], isReady: (node: Node) => boolean): Set<string> {
  const found = new Set<string>()
  const visit = (node: Node): void => {
    if (isReady(node) || node.op === 'members') return
    if (node.op !== 'variable') childrenOf(node).forEach(visit)
    else if (!found.has(node.name)) {
      found.add(node.name)
      visit(exprOf(programme, node.name))
    }
  }
  nodes.forEach(visit)
  return found
}

/** Wraps `from` (aliased p) in one SELECT a layer. */
function stack(plan: Plan, from: string, wanted: ReadonlySet<string>, printer: Printer): string {
  return layers(plan.programme, wanted).reduce((inner, names) => {
    const columns = names.map(
      (name) => `${print(exprOf(plan.programme, name), printer)} AS ${plan.dialect.identifier(`v_${name}`)}`,
    )
    return `(SELECT p.*, ${columns.join(', ')} FROM ${inner} p CROSS JOIN prm)`
  }, from)
}

const printerOf = (plan: Plan): Printer => ({
  programme: plan.programme,
  dialect: plan.dialect,
  source: plan.source,
  variable: (name) => `p.${plan.dialect.identifier(`v_${name}`)}`,
  via: (parent, name) => `p.${plan.dialect.identifier(`${parent}_${name}`)}`,
  aggregate: (node) => `p.a${plan.aggregates.find(({ key }) => key === JSON.stringify(node))?.at}`,
  members: (node) => `p.h${plan.households.find(({ key }) => key === JSON.stringify(node))?.at}`,
})

/** The variables asked for at a parent. */
function viaNames(programme: Programme): Set<string> {
  const names = new Set<string>()
  for (const root of rootsOf(programme))
    for (const node of reach(programme, root)) if (node.op === 'via') names.add(node.name)
  return names
}

/**
 * Whoever has a record, with what parents are asked for and what is asked of the person's own records; everybody else
 * has the constants. `own` and `kin` keep those of whom an answer is not the constant: they are few, and everybody is
 * looked up among them.
 */
function sparseStages(plan: Plan): readonly Stage[] {
  const { programme, dialect, sets, lifted } = plan
  const names = [...viaNames(programme)]
  for (const name of names)
    assert(isSparse(programme, exprOf(programme, name)), `${name} is asked of a parent and needs more than records`)
  const keys = sets.map((_, index) => `SELECT person FROM g${index}`).join(' UNION ')
  const joins = sets.map((_, index) => `LEFT JOIN g${index} ON g${index}.person = k.person`).join(' ')
  const base = `(SELECT ${['k.person', ...aggregateColumns(plan)].join(', ')} FROM (${keys === '' ? 'SELECT 0 AS person' : keys}) k ${joins})`
  const asked = names.map((name): Node => ({ op: 'variable', kind: exprOf(programme, name).kind, name }))
  const printer = printerOf(plan)
  const wanted = neededHere(programme, [...asked, ...lifted.map(({ node }) => node)], () => false)
  const columns = [
    ...names.map((name) => `p.${dialect.identifier(`v_${name}`)} AS ${dialect.identifier(name)}`),
    ...lifted.map(({ node, at }) => `${print(node, printer)} AS x${at}`),
  ]
  const kin = names.map((name): readonly [string, Node] => [dialect.identifier(name), exprOf(programme, name)])
  const own = lifted.map(({ node, at }): readonly [string, Node] => [`x${at}`, node])
  const few = (name: string, body: string): Stage => ({ name, body, size: 'few' })
  const among = (columns: typeof own): string =>
    `SELECT ${['person', ...columns.map(([column]) => column)].join(', ')} FROM s WHERE ${unusual(plan, columns)}`
  return [
    few(
      's',
      `SELECT ${['p.person', ...columns].join(', ')} FROM ${stack(plan, base, wanted, printer)} p CROSS JOIN prm`,
    ),
    few('own', among(own)),
    few('kin', among(kin)),
  ]
}

/** A programme's SELECT and, before it, the stages that it reads, each of those only stages before it. */
export type StagedSql = { readonly stages: readonly Stage[]; readonly select: string }

/** Compiles the programme; the columns are those of determine/<key>/<programme>.parquet, ordered by person. */
export function toStages(programme: Programme, source: Source, dialect: Dialect): StagedSql {
  const aggregates = aggregatesOf(programme)
  const sets = programme.records.filter(
    ({ id, register }) => source.records[register] !== undefined && aggregates.some(({ records }) => records === id),
  )
  const households = askedOfHouseholds(programme, rootsOf(programme))
  const plan: Plan = { programme, source, dialect, aggregates, sets, lifted: liftedOf(programme), households }
  const before: readonly Stage[] = [
    { name: 'prm', body: parametersRow(programme, source, dialect), size: 'row' },
    ...sets.map((set, index) => groupStage(plan, set, index)),
    ...sparseStages(plan),
  ]
  const { stages, select } = dense(plan)
  return { stages: [...before, ...stages], select }
}

/** The same as one statement. */
export function toSql(programme: Programme, source: Source, dialect: Dialect): string {
  const { stages, select } = toStages(programme, source, dialect)
  return `WITH ${stages.map(dialect.stage).join(',\n')}\n${select}`
}

/** The person, father and mother looked up among those of whom an answer is not the constant. */
const JOINS =
  'LEFT JOIN own so ON so.person = p.person LEFT JOIN kin kf ON kf.person = p.father LEFT JOIN kin km ON km.person = p.mother'
/** Whoever is among those, or has a parent among them. */
const touched = (persons: string): string =>
  `SELECT person FROM own UNION ${['father', 'mother'].map((parent) => `SELECT p.person FROM kin k JOIN ${persons} p ON p.${parent} = k.person`).join(' UNION ')}`

/** Conditions, tests and amounts over `from` (aliased p), layer by layer. */
function judged(plan: Plan, from: string, printer: Printer, person: string): string {
  const { programme } = plan
  const isReady = (node: Node): boolean => (printer.ready?.(node) ?? null) !== null
  const conditions = programme.conditions.map(({ expr }, index) => `${print(expr, printer)} AS c${index}`)
  const categories = programme.categories.flatMap(({ test, amount }, index) => [
    `${print(test, printer)} AS t${index}`,
    `${print(amount, printer)} AS m${index}`,
  ])
  const inner = stack(plan, from, neededHere(programme, rootsOf(programme), isReady), printer)
  return `SELECT ${[`${person} AS person`, ...conditions, ...categories].join(', ')} FROM ${inner} p CROSS JOIN prm`
}

/** Where the parent is a known person, what that person's records say; the constant where they say nothing. */
function parentColumns(plan: Plan): string[] {
  const { programme, dialect } = plan
  return [...viaNames(programme)].flatMap((name) =>
    (['father', 'mother'] as const).map((parent) => {
      const from = parent === 'father' ? 'kf' : 'km'
      const empty = emptyLiteral(plan, exprOf(programme, name))
      const value = `CASE WHEN NOT ${knownParent(dialect, parent)} THEN NULL WHEN ${from}.person IS NULL THEN ${empty} ELSE ${from}.${dialect.identifier(name)} END`
      return `${value} AS ${dialect.identifier(`${parent}_${name}`)}`
    }),
  )
}
const knownParent = (dialect: Dialect, parent: string): string =>
  `coalesce(p.${dialect.identifier(`${parent}State`)} = 0 AND p.${dialect.identifier(parent)} IS NOT NULL, FALSE)`

/** What is asked of the people who live together, each of them with what their own records say. */
function atHome(plan: Plan, columns: readonly string[], printer: Printer): Stage {
  const { programme, source, households } = plan
  const isReady = (node: Node): boolean => (printer.ready?.(node) ?? null) !== null
  const people = `(SELECT ${[...new Set(['p.person', ...columns])].join(', ')} FROM ${source.neighbours ?? source.persons} p LEFT JOIN own so ON so.person = p.person)`
  const wanted = neededHere(programme, atMembers(households), isReady)
  return householdStage(households, stack(plan, people, wanted, printer), printer)
}

/**
 * Everybody. Most people have no record that tells, nor have their parents: their outcome hangs on a few truths about
 * themselves, so it is worked out once for every way these can stand (fold-sql.ts); the others, `told`, one by one, and
 * what is found of them goes before.
 */
function dense(plan: Plan): StagedSql {
  const { programme, source, dialect, lifted, households } = plan
  const attributes = new Set<string>()
  for (const root of rootsOf(programme))
    for (const node of reach(programme, root)) if (node.op === 'attribute') attributes.add(node.name)
  const own = [...attributes].map((name) => `p.${dialect.identifier(name)}`)
  const said = lifted.map(
    ({ node, at }) => `CASE WHEN so.person IS NULL THEN ${emptyLiteral(plan, node)} ELSE so.x${at} END AS x${at}`,
  )
  const columns = new Map(lifted.map(({ key, at }) => [key, `p.x${at}`]))
  const printer: Printer = { ...printerOf(plan), ready: (node) => columns.get(JSON.stringify(node)) ?? null }
  const fold = foldOf(programme, rootsOf(programme))
  const whom =
    fold === null ? source.persons : `(${touched(source.persons)}) t JOIN ${source.persons} p ON p.person = t.person`
  const answers = households.map(({ at }) => `hh.h${at}`)
  const home = households.length === 0 ? '' : ' LEFT JOIN hh ON hh.household = p.household'
  const told = `SELECT ${['p.person', ...own, ...said, ...parentColumns(plan), ...answers].join(', ')} FROM ${whom}${fold === null ? ' p' : ''} ${JOINS}${home}`
  const stages: readonly Stage[] = [
    ...(households.length === 0 ? [] : [atHome(plan, ['p.household', ...own, ...said], printer)]),
    { name: 'told', body: told, size: 'all' },
  ]
  const law = { programme, asOf: source.asOf, ruleVersion: source.ruleVersion, dialect }
  if (fold === null) return { stages, select: outcomeSql(law, judged(plan, 'told', printer, 'p.person'), null) }
  const truths = fold.truths.map((node) => print(node, printerOf(plan)))
  const empty = new Map(lifted.map(({ key, node }) => [key, emptyLiteral(plan, node)]))
  const pattern: Printer = {
    ...printerOf(plan),
    via: (parent, name) => `CASE WHEN p.${parent}_known THEN ${emptyLiteral(plan, exprOf(programme, name))} END`,
    ready: (node) => fold.column(node) ?? empty.get(JSON.stringify(node)) ?? null,
  }
  const folded = {
    patterns: judged(plan, fold.patterns, pattern, 'p.pattern'),
    plain: fold.plain(
      `${source.persons} p CROSS JOIN prm`,
      truths,
      (['father', 'mother'] as const).map((parent) => knownParent(dialect, parent)),
    ),
  }
  return { stages, select: outcomeSql(law, judged(plan, 'told', printer, 'p.person'), folded) }
}

/** What registers say: one grouped scan of each, then one row for each of the few of whom any says something. */
import { assert } from '../kernel/index.ts'
import type { Stage } from '../sql/index.ts'
import { emptyLiteral, exprOf, neededHere, type Plan, printerOf, stack, unusual, viaNames } from './plan-sql.ts'
import { type Printer, print, printAggregate, refuse, sureTruth } from './print-sql.ts'
import { isSparse } from './references.ts'
import type { Node } from './tree.ts'

/** One scan of a register's records, grouped by person. */
export function groupStage(plan: Plan, set: Plan['sets'][number], index: number): Stage {
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
  // Not by record: a record that answers nothing still says that there is one, where none at all would be unknown.
  const said = own.map(({ node, at }): readonly [string, Node] => [`a${at}`, node])
  return { name: `g${index}`, body: `SELECT * FROM (${group}) WHERE ${unusual(plan, said)}`, size: 'few' }
}

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

/** Whoever has a record (`s`), with what is asked of parents and what is asked of the person's own records. */
export function sparseStage(plan: Plan): Stage {
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
  const body = `SELECT ${['p.person', ...columns].join(', ')} FROM ${stack(plan, base, wanted, printer)} p CROSS JOIN prm`
  return { name: 's', body, size: 'few' }
}

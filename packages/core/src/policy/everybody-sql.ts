/**
 * Everybody. What a programme asks of a person are a few truths about attributes, what the person's own records say and
 * what the parents' say; there are few ways in which these stand together, so the outcome is worked out once for each
 * way, and every person looks up its own. A programme that asks more of a person is worked out person by person.
 */
import type { Stage } from '../sql/index.ts'
import { type Fold, foldOf } from './fold-sql.ts'
import { atMembers, householdStage } from './household-sql.ts'
import { decidedSql, outcomeSql } from './outcome-sql.ts'
import {
  emptyLiteral,
  exprOf,
  judged,
  neededHere,
  type Plan,
  printerOf,
  rootsOf,
  type StagedSql,
  saidOf,
  stack,
  unusual,
  viaNames,
} from './plan-sql.ts'
import { type Printer, print } from './print-sql.ts'
import { reach } from './references.ts'
import type { Node } from './tree.ts'

const PARENTS = ['father', 'mother'] as const

/** The attributes that the rules ask for, read of `p`. */
function attributesOf(plan: Plan): string[] {
  const names = new Set<string>()
  for (const root of rootsOf(plan.programme))
    for (const node of reach(plan.programme, root)) if (node.op === 'attribute') names.add(node.name)
  return [...names].map((name) => `p.${plan.dialect.identifier(name)}`)
}

/** What the person's own records say (`so`); the constant where they say nothing. */
const ownColumns = (plan: Plan, absent: string): string[] =>
  plan.lifted.map(({ node, at }) => `CASE WHEN ${absent} THEN ${emptyLiteral(plan, node)} ELSE so.x${at} END AS x${at}`)

const knownParent = ({ dialect }: Plan, parent: string): string =>
  `coalesce(p.${dialect.identifier(`${parent}State`)} = 0 AND p.${dialect.identifier(parent)} IS NOT NULL, FALSE)`

/** Where the parent is a known person, what that person's records say (`kf`, `km`); the constant where they say nothing. */
function parentColumns(plan: Plan, known: (parent: string) => string, absent: (from: string) => string): string[] {
  const { programme, dialect } = plan
  return [...viaNames(programme)].flatMap((name) =>
    PARENTS.map((parent) => {
      const from = parent === 'father' ? 'kf' : 'km'
      const empty = emptyLiteral(plan, exprOf(programme, name))
      const value = `CASE WHEN NOT ${known(parent)} THEN NULL WHEN ${absent(from)} THEN ${empty} ELSE ${from}.${dialect.identifier(name)} END`
      return `${value} AS ${dialect.identifier(`${parent}_${name}`)}`
    }),
  )
}

/** Reads what the own records say from columns x. */
function lookedUp(plan: Plan): Printer {
  const columns = new Map(plan.lifted.map(({ key, at }) => [key, `p.x${at}`]))
  return { ...printerOf(plan), ready: (node) => columns.get(JSON.stringify(node)) ?? null }
}

/** What is asked of the people who live together, each of them with what their own records say. */
function atHome(plan: Plan, printer: Printer): Stage {
  const { programme, source, households } = plan
  const columns = ['p.household', ...attributesOf(plan), ...ownColumns(plan, 'so.person IS NULL')]
  const isReady = (node: Node): boolean => (printer.ready?.(node) ?? null) !== null
  const people = `(SELECT ${[...new Set(['p.person', ...columns])].join(', ')} FROM ${source.neighbours ?? source.persons} p LEFT JOIN own so ON so.person = p.person)`
  const wanted = neededHere(programme, atMembers(households), isReady)
  return householdStage(households, stack(plan, people, wanted, printer), printer)
}

const lawOf = ({ programme, source, dialect }: Plan) => ({
  programme,
  asOf: source.asOf,
  ruleVersion: source.ruleVersion,
  dialect,
})

function oneByOne(plan: Plan): StagedSql {
  const { programme, source, households } = plan
  const printer = lookedUp(plan)
  const columns = [
    'p.person',
    ...attributesOf(plan),
    ...ownColumns(plan, 'so.person IS NULL'),
    ...parentColumns(
      plan,
      (parent) => knownParent(plan, parent),
      (from) => `${from}.person IS NULL`,
    ),
    ...households.map(({ at }) => `hh.h${at}`),
  ]
  const kin = 'LEFT JOIN kin kf ON kf.person = p.father LEFT JOIN kin km ON km.person = p.mother'
  const home = households.length === 0 ? '' : ' LEFT JOIN hh ON hh.household = p.household'
  const told = `(SELECT ${columns.join(', ')} FROM ${source.persons} p LEFT JOIN own so ON so.person = p.person ${kin}${home})`
  const among = (of: 'own' | 'kin'): Stage => {
    const columns = saidOf(plan)[of]
    const body = `SELECT ${['person', ...columns.map(([column]) => column)].join(', ')} FROM s WHERE ${unusual(plan, columns)}`
    return { name: of, body, size: 'few' }
  }
  return {
    stages: [among('own'), among('kin'), ...(households.length === 0 ? [] : [atHome(plan, printer)])],
    select: outcomeSql(lawOf(plan), decidedSql(programme, judged(plan, told, printer, 'p.person'))),
  }
}

/** The ways in which the columns stand, numbered from 1 in their order. */
const numbered = (columns: readonly string[], name: string, from: string): string => {
  const list = columns.join(', ')
  return `SELECT CAST(row_number() OVER (ORDER BY ${list}) AS INTEGER) AS ${name}, ${list} FROM (SELECT DISTINCT ${list} FROM ${from})`
}

/** The ways in which records speak of a person, or of a parent, other than not at all; and which of them is whose. */
function waysOf(plan: Plan, of: 'own' | 'kin'): readonly Stage[] {
  const columns = saidOf(plan)[of]
  const names = columns.map(([name]) => name)
  const same = names.map((name) => `w.${name} IS NOT DISTINCT FROM s.${name}`)
  const ways = `SELECT * FROM (${numbered(names, 'way', 's')}) WHERE ${unusual(plan, columns)}`
  const whose = `SELECT s.person, w.way FROM s JOIN ${of}_ways w ON ${same.join(' AND ')}`
  return [
    { name: `${of}_ways`, body: ways, size: 'few' },
    { name: `${of}_way`, body: whose, size: 'few' },
  ]
}

/** Of whom records may speak, whose number says so, and the columns `ways` and `keyed` know it by. */
const SPOKEN_OF = [
  { alias: 'so', of: 'own', person: 'person', way: 'own' },
  { alias: 'kf', of: 'kin', person: 'father', way: 'father' },
  { alias: 'km', of: 'kin', person: 'mother', way: 'mother' },
] as const

/** Those of whom the programme asks anything. */
const askedOf = (plan: Plan) => SPOKEN_OF.filter(({ of }) => saidOf(plan)[of].length > 0)

/** A person's way is two numbers that cannot overflow: own attributes and records, and both parents' records. */
const PARENT_WAYS = 2 ** 31

/** `keyed`: everybody's way. `ways`: each way once, numbered, and what it is made of. */
function keyStages(plan: Plan, fold: Fold): readonly Stage[] {
  const { source, dialect } = plan
  const asked = askedOf(plan)
  const truths = fold.truths.map((node) => print(node, printerOf(plan)))
  const known = PARENTS.map((parent) => knownParent(plan, parent))
  const people = fold.patterned(`${source.persons} p CROSS JOIN prm`, truths, known)
  const way = (alias: string): string =>
    asked.some((one) => one.alias === alias) ? `CAST(coalesce(${alias}.way, 0) AS BIGINT)` : 'CAST(0 AS BIGINT)'
  const joins = asked.map(({ alias, of, person }) => `LEFT JOIN ${of}_way ${alias} ON ${alias}.person = p.${person}`)
  const keyed = `SELECT p.person, ${way('so')} * ${fold.count} + p.pattern AS self, ${way('kf')} * ${PARENT_WAYS} + ${way('km')} AS kin FROM (${people}) p ${joins.join(' ')}`
  const parts = [
    `${dialect.mod('self', String(fold.count))} AS pattern`,
    `${dialect.floorDivide('self', String(fold.count))} AS own`,
    `${dialect.floorDivide('kin', String(PARENT_WAYS))} AS father`,
    `${dialect.mod('kin', String(PARENT_WAYS))} AS mother`,
  ]
  const ways = `SELECT *, ${parts.join(', ')} FROM (${numbered(['self', 'kin'], 'number', 'keyed')})`
  return [
    { name: 'keyed', body: keyed, size: 'all' },
    { name: 'ways', body: ways, size: 'few' },
  ]
}

function wayByWay(plan: Plan, fold: Fold): StagedSql {
  const asked = askedOf(plan)
  const columns = [
    'k.number',
    ...fold.columns.map((name) => `t.${name}`),
    ...ownColumns(plan, 'so.way IS NULL'),
    ...parentColumns(
      plan,
      (parent) => `t.${parent}_known`,
      (from) => `${from}.way IS NULL`,
    ),
  ]
  const joins = asked.map(({ alias, of, way }) => `LEFT JOIN ${of}_ways ${alias} ON ${alias}.way = k.${way}`)
  const each = `(SELECT ${columns.join(', ')} FROM ways k JOIN ${fold.patterns} t ON t.pattern = k.pattern ${joins.join(' ')})`
  const looked = lookedUp(plan)
  const printer: Printer = { ...looked, ready: (node) => fold.column(node) ?? looked.ready?.(node) ?? null }
  const once = decidedSql(plan.programme, judged(plan, each, printer, 'p.number'))
  const told = `SELECT k.self, k.kin, w.pick, w.due, w.failed, w.unknown FROM ways k JOIN (${once}) w ON w.person = k.number`
  const all = `SELECT n.person, o.pick, o.due, o.failed, o.unknown FROM keyed n JOIN (${told}) o ON o.self = n.self AND o.kin = n.kin`
  return {
    stages: [...new Set(asked.map(({ of }) => of))].flatMap((of) => waysOf(plan, of)).concat(keyStages(plan, fold)),
    select: outcomeSql(lawOf(plan), all),
  }
}

export function everybody(plan: Plan): StagedSql {
  const fold = foldOf(plan.programme, rootsOf(plan.programme))
  return fold === null ? oneByOne(plan) : wayByWay(plan, fold)
}

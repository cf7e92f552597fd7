/** From conditions and tests judged (columns c, t, m by place) to the row that a determination keeps. */
import type { Ymd } from '../kernel/index.ts'
import type { Dialect } from '../sql/index.ts'
import type { Programme } from './programme.ts'
import { parameterBits } from './references.ts'
import type { Node } from './tree.ts'

type Law = {
  readonly programme: Programme
  readonly asOf: Ymd
  readonly ruleVersion: string
  readonly dialect: Dialect
}

/**
 * The first category that is not false decides (`pick`): true with a known amount (`due`) is a verdict, anything else
 * cannot tell. Columns `person`, `pick`, `due`, `failed`, `unknown`.
 */
export function decidedSql(programme: Programme, judged: string): string {
  const each = (then: (index: number) => string): string => programme.categories.map((_, at) => then(at)).join(' ')
  const pick = `CASE ${each((at) => `WHEN t${at} IS NOT FALSE THEN ${at}`)} END`
  const due = `CASE pick ${each((at) => `WHEN ${at} THEN CASE WHEN t${at} THEN m${at} END`)} END`
  const bits = (truth: string): string =>
    ['0', ...programme.conditions.map((_, at) => `CASE WHEN c${at} IS ${truth} THEN ${2 ** at} ELSE 0 END`)].join(' + ')
  return `SELECT person, pick, ${due} AS due, ${bits('FALSE')} AS failed, ${bits('NULL')} AS unknown FROM (SELECT *, ${pick} AS pick FROM (${judged}))`
}

/** What was decided of each, in order of person: sorted while a row is still small, then told in full. */
export function outcomeSql(law: Law, decided: string): string {
  const { programme, asOf, ruleVersion, dialect } = law
  const tests = programme.categories.map(({ test }) => test)
  const params = (nodes: readonly Node[]): string => `CAST(${parameterBits(programme, nodes, asOf)} AS BIGINT)`
  const verdict = (then: (index: number) => string): string =>
    `CASE pick ${programme.categories.map((_, at) => `WHEN ${at} THEN ${then(at)}`).join(' ')} END`
  const used = (at: number): readonly Node[] => [
    ...tests.slice(0, at + 1),
    ...programme.categories.slice(at, at + 1).map(({ amount }) => amount),
  ]
  const columns = [
    'CAST(CASE WHEN pick IS NULL THEN 0 WHEN due IS NULL THEN 2 ELSE 1 END AS TINYINT) AS status',
    `CAST(CASE WHEN due IS NOT NULL THEN ${verdict((at) => dialect.text(programme.categories[at]?.code ?? ''))} END AS ${dialect.textType}) AS category`,
    `CAST(due AS BIGINT) AS ${dialect.identifier('amountFen')}`,
    'CAST(failed AS BIGINT) AS failed',
    'CAST(unknown AS BIGINT) AS unknown',
    `CASE WHEN due IS NULL THEN ${params(tests)} ELSE ${verdict((at) => params(used(at)))} END AS params`,
    `${dialect.text(ruleVersion)} AS ${dialect.identifier('ruleVersion')}`,
  ]
  return `SELECT person, ${columns.join(',\n')} FROM (SELECT * FROM (${decided}) ORDER BY person)`
}

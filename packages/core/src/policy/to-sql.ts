/**
 * From a programme to one SELECT over the matched lake: one row a person.
 *
 * Sparse first: variables that need records alone, for the few persons who have any, one grouped scan per register. Then
 * everybody, each with what the records say of self, father and mother; whoever has none takes the constant that the
 * rule gives to empty records. Parameters are one joined row, never literals, so that a reform is another row.
 */
import type { Dialect, Stage } from '../sql/index.ts'
import { everybody } from './everybody-sql.ts'
import { askedOfHouseholds } from './household-sql.ts'
import { aggregatesOf, liftedOf, type Plan, rootsOf, type StagedSql } from './plan-sql.ts'
import { literal, parameterName, type Source } from './print-sql.ts'
import { type Programme, placesOf, rowsOn } from './programme.ts'
import { groupStage, sparseStage } from './sparse-sql.ts'

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

/** Compiles the programme; the columns are those of determine/<key>/<programme>.parquet, ordered by person. */
export function toStages(programme: Programme, source: Source, dialect: Dialect): StagedSql {
  const aggregates = aggregatesOf(programme)
  const sets = programme.records.filter(
    ({ id, register }) => source.records[register] !== undefined && aggregates.some(({ records }) => records === id),
  )
  const households = askedOfHouseholds(programme, rootsOf(programme))
  const plan: Plan = { programme, source, dialect, aggregates, sets, lifted: liftedOf(programme), households }
  const { stages, select } = everybody(plan)
  const before: readonly Stage[] = [
    { name: 'prm', body: parametersRow(programme, source, dialect), size: 'row' },
    ...sets.map((set, index) => groupStage(plan, set, index)),
    sparseStage(plan),
  ]
  return { stages: [...before, ...stages], select }
}

/** A statement that reads stages, each written out before it. */
export const withStages = (stages: readonly Stage[], select: string, dialect: Dialect): string =>
  `WITH ${stages.map(dialect.stage).join(',\n')}\n${select}`

/** The whole as one statement. */
export function toSql(programme: Programme, source: Source, dialect: Dialect): string {
  const { stages, select } = toStages(programme, source, dialect)
  return withStages(stages, select, dialect)
}

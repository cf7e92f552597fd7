/** Facts written by hand (a rule's examples, a test's random people) as tables of the matched lake's form. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Column, Register } from '@doudi/core/kernel'
import type { FactRow, Facts, Value } from '@doudi/core/policy'
import { type Duck, identifier, literal } from './duckdb.ts'

type Columns = readonly (readonly [name: string, type: string])[]
const PERSON_COLUMNS: Columns = [
  ['birth', 'INTEGER'],
  ['sex', 'TINYINT'],
  ['registered', 'BOOLEAN'],
  ['village', 'VARCHAR'],
  ['town', 'VARCHAR'],
  ['county', 'VARCHAR'],
  ['urbanRural', 'VARCHAR'],
  ['household', 'INTEGER'],
  ['relation', 'VARCHAR'],
  ['father', 'INTEGER'],
  ['mother', 'INTEGER'],
  ['fatherState', 'TINYINT'],
  ['motherState', 'TINYINT'],
  ['cancelDate', 'INTEGER'],
  ['cancelReason', 'VARCHAR'],
]

/** The lake's column of a catalogue column in records/<R>.parquet; null where it is not carried (names). */
function recordColumn(column: Column, subject: string): readonly [name: string, type: string] | null {
  switch (column.type.kind) {
    case 'residentId':
      return column.id === subject ? null : [column.id.replace(/Id$/, ''), 'INTEGER']
    case 'name':
      return null
    case 'date':
    case 'integer':
      return [column.id, 'INTEGER']
    case 'money':
      return [column.id, 'BIGINT']
    case 'flag':
      return [column.id, 'BOOLEAN']
    default:
      return [column.id, 'VARCHAR']
  }
}

/** The columns of records/<R>.parquet. */
const recordColumns = ({ columns, subject }: Register): Columns => [
  ['person', 'INTEGER'],
  ...columns.map((column) => recordColumn(column, subject)).filter((column) => column !== null),
  ['line', 'INTEGER'],
  ['doubtful', 'BOOLEAN'],
]

const nothingOf = (columns: Columns): string =>
  `SELECT ${columns.map(([name, type]) => `CAST(NULL AS ${type}) AS ${identifier(name)}`).join(', ')} WHERE FALSE`

/** A register that is in force and says nothing of anybody, as a relation. */
export const noRecords = (register: Register): string => `(${nothingOf(recordColumns(register))})`

const sqlValue = (value: Value): string =>
  value === null ? 'NULL' : typeof value === 'string' ? literal(value) : String(value)

async function write(duck: Duck, file: string, columns: Columns, rows: readonly FactRow[]): Promise<void> {
  const typed = columns.map(([name, type]) => `CAST(${identifier(name)} AS ${type}) AS ${identifier(name)}`).join(', ')
  const names = columns.map(([name]) => identifier(name)).join(', ')
  const body = rows.map((row) => `(${columns.map(([name]) => sqlValue(row[name] ?? null)).join(', ')})`).join(', ')
  const source = rows.length === 0 ? nothingOf(columns) : `SELECT ${typed} FROM (VALUES ${body}) t(${names})`
  await duck.run(`COPY (${source}) TO ${literal(file)} (FORMAT parquet)`)
}

/** Writes persons.parquet and records/*.parquet for the facts into `folder`. */
export async function writeFacts(
  duck: Duck,
  folder: string,
  facts: Facts,
  registers: readonly Register[],
): Promise<void> {
  await mkdir(join(folder, 'records'), { recursive: true })
  const people = Object.entries(facts.persons).map(([person, attributes]) => ({
    fatherState: 1,
    motherState: 1,
    ...attributes,
    person: Number(person),
  }))
  people.sort((a, b) => a.person - b.person)
  await write(duck, join(folder, 'persons.parquet'), [['person', 'INTEGER'], ...PERSON_COLUMNS], people)
  for (const register of registers) {
    if (!facts.available.includes(register.id)) continue
    const rows = (facts.records[register.id] ?? []).map((row, index) => ({ doubtful: false, line: index + 1, ...row }))
    await write(duck, join(folder, 'records', `${register.id}.parquet`), recordColumns(register), rows)
  }
}

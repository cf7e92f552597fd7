/** The lake's half of an import: raw table → typed rows, quarantine, difference against the snapshot in force. */
import { join } from 'node:path'
import type { Column, Register } from '@doudi/core/kernel'
import type { MappedColumn } from '../../usecases/import-headers.ts'
import { type Difference, FEW } from '../../usecases/import-suspicion.ts'
import type { ParquetHead, Table } from '../files/table.ts'
import { type Duck, identifier, literal } from './duckdb.ts'
import { cellOf, columnName, isForgiven, MACROS, reasonText } from './normalise.ts'
import { type Ragged, writeQuarantine } from './quarantine.ts'

export type Load = {
  readonly duck: Duck
  readonly register: Register
  readonly table: Table
  readonly columns: readonly MappedColumn[]
  readonly synthetic: boolean
  readonly folder: string
  readonly areaCodes: readonly string[]
  /** rows.parquet of the household register in force: where people live, for registers that do not say it. */
  readonly household: string | null
}
export type Loaded = {
  readonly rows: number
  readonly accepted: number
  readonly quarantined: number
  readonly duplicates: number
  readonly quarantineFile: string | null
  readonly difference: Difference
}

const raw = (at: number): string => `c${at}`

/** The table as text columns c0 … cn and `line`, the office's own line; ragged lines are rejected with theirs. */
function rawSource({ table }: Load): string {
  const names = table.headers.map((_, at) => raw(at))
  if (table.kind === 'parquet') {
    const columns = table.headers.map((header, at) => `CAST(${identifier(header)} AS VARCHAR) AS ${raw(at)}`)
    return `SELECT ${columns.join(', ')}, CAST(row_number() OVER () AS INTEGER) AS line FROM read_parquet(${literal(table.path)})`
  }
  const columns = [...(table.numbered ? ['line'] : []), ...names].map((name) => `${literal(name)}: 'VARCHAR'`)
  const read = `read_csv(${literal(table.path)}, columns = {${columns.join(', ')}}, auto_detect = false, header = false, skip = ${table.skipLines}, delim = ${literal(table.delimiter)}, quote = '"', escape = '"', strict_mode = true, null_padding = false, store_rejects = true, rejects_limit = 0, max_line_size = 4000000, encoding = 'utf-8')`
  const line = table.numbered ? 'CAST(line AS INTEGER)' : `CAST(row_number() OVER () + ${table.skipLines} AS INTEGER)`
  return `SELECT ${names.join(', ')}, ${line} AS line FROM ${read}`
}

const AT = { first: 'f', second: 's', third: 't' } as const
/** Stages, each a projection over the last, so that no expression is computed twice. */
function typedSelect(load: Load): string {
  const { register, columns, table } = load
  const spreadsheet = table.kind === 'xlsx' || table.kind === 'xls'
  const serials = spreadsheet ? (table.date1904 ? 1904 : 1900) : null
  const cells = register.columns.map((column, index) => {
    const from = columns.find((one) => one.column.id === column.id)
    const stage = from ? { raw: raw(from.at), f: `f${index}`, s: `s${index}`, t: `t${index}` } : null
    const original = from
      ? `CASE WHEN ${raw(from.at)} <> (f${index}) OR length(f${index}) = 15 THEN ${raw(from.at)} END`
      : 'CAST(NULL AS VARCHAR)'
    return {
      column,
      index,
      original,
      cell: cellOf(column, stage, { serials, scale: from?.scale ?? 1 }, column.id === register.subject),
    }
  })
  const texts = ['line', ...table.headers.map((_, at) => raw(at))].join(', ')
  const stage = (name: 'first' | 'second' | 'third', from: string): string => {
    const made = cells.flatMap(({ cell, index }) =>
      cell[name] === null ? [] : [`${cell[name]} AS ${AT[name]}${index}`],
    )
    return made.length === 0 ? from : `(SELECT *, ${made.join(', ')} FROM ${from})`
  }
  const staged = stage('third', stage('second', stage('first', 'raw')))
  const last = cells.flatMap(({ column, cell, original }) => [
    `${cell.value} AS ${columnName(column)}`,
    `${cell.reason} AS ${identifier(`e_${column.id}`)}`,
    ...(column.type.kind === 'residentId' ? [`${original} AS ${identifier(`${column.id}Original`)}`] : []),
  ])
  return `SELECT ${texts}, ${last.join(', ')} FROM ${staged}`
}

/** What stood in the cell, for the office; an id is never repeated, only its length. */
function foundIn(column: Column, columns: readonly MappedColumn[]): string {
  const at = columns.find((one) => one.column.id === column.id)?.at
  if (at === undefined || column.type.kind === 'name' || column.type.kind === 'text') return `''`
  if (column.type.kind === 'residentId') return `'，现有' || length(trim(${raw(at)})) || '位'`
  return `'，现为“' || left(${raw(at)}, 20) || '”'`
}

/** Why the row cannot enter; null when it can. */
function badness({ register, columns }: Load): string {
  const strict = register.columns.filter((column) => !isForgiven(column, register.subject))
  const each = strict.map(
    (column) =>
      `CASE WHEN ${identifier(`e_${column.id}`)} IS NOT NULL THEN ${reasonText(column.label.zh, identifier(`e_${column.id}`), foundIn(column, columns))} END`,
  )
  const right = strict.map((column) => `${identifier(`e_${column.id}`)} IS NULL`)
  return `CASE WHEN ${right.join(' AND ')} THEN NULL ELSE concat_ws('；', ${each.join(', ')}) END`
}

/** Doubts never reject: somebody else's id that is wrong, an area code that no table lists. */
function doubts({ register, synthetic, areaCodes }: Load): string {
  const forgiven = register.columns.filter((column) => isForgiven(column, register.subject))
  const each = forgiven.map(
    (column) =>
      `CASE WHEN ${identifier(`e_${column.id}`)} IS NOT NULL THEN ${literal(`${column.id}:`)} || ${identifier(`e_${column.id}`)} END`,
  )
  const area = synthetic
    ? []
    : [
        `CASE WHEN substr(${identifier(register.subject)}, 1, 6) NOT IN (${areaCodes.map(literal).join(', ')}) THEN 'area' END`,
      ]
  const all = [...each, ...area]
  return all.length === 0 ? 'CAST(NULL AS VARCHAR)' : `nullif(concat_ws(',', ${all.join(', ')}), '')`
}

const stored = (register: Register): string[] =>
  register.columns.flatMap((column) => [
    columnName(column),
    ...(column.type.kind === 'residentId' ? [identifier(`${column.id}Original`)] : []),
  ])

const prepared = new WeakSet<Duck>()
const dropped = (...tables: string[]): string => tables.map((table) => `DROP TABLE IF EXISTS ${table}`).join('; ')

/** Reads, checks and writes rows.parquet and the quarantine into `folder`; compares with `previous` (its rows.parquet). */
export async function loadRegister(load: Load, previous: string | null): Promise<Loaded> {
  const { duck, register, folder } = load
  // What a good row looked like is in the office's file; only a bad one is given back.
  const rawOfBad = load.table.headers
    .map((_, at) => `CASE WHEN reason IS NOT NULL THEN ${raw(at)} END AS ${raw(at)}`)
    .join(', ')
  if (!prepared.has(duck)) await duck.run(MACROS.join('; '))
  prepared.add(duck)
  await duck.run(dropped('raw', 'typed', 'doubled', 'reject_scans', 'reject_errors'))
  // Numbering lines runs on one thread; everything after it on all.
  await duck.run(`CREATE TEMP TABLE raw AS ${rawSource(load)}`)
  const ragged = load.table.kind === 'csv' ? await readRagged(load) : { count: 0, lines: [] }
  // A list of spellings as a join costs a small file ten times its rows' work, and a large one more than the comparisons.
  await duck.run("SET disabled_optimizers = 'in_clause'")
  await duck.run(
    `CREATE TEMP TABLE typed AS SELECT * REPLACE (${rawOfBad}) FROM (SELECT *, ${badness(load)} AS reason, ${doubts(load)} AS doubt FROM (${typedSelect(load)}))`,
  )
  await duck.run("SET disabled_optimizers = ''")
  await duck.run('DROP TABLE raw')
  const duplicates = await markDuplicates(load)
  await duck.run(
    // The rows stand in the order of the office's file already; to sort them by person would cost as much as to write them.
    `COPY (SELECT line, ${stored(register).join(', ')}, doubt FROM typed WHERE reason IS NULL) TO ${literal(join(folder, 'rows.parquet'))} (FORMAT parquet, COMPRESSION zstd)`,
  )
  await writeUnlinked(load)
  const counts = (
    await duck.rows<{ good: number; bad: number }>(
      'SELECT count(*) FILTER (reason IS NULL) AS good, count(*) FILTER (reason IS NOT NULL) AS bad FROM typed',
    )
  )[0]
  const quarantined = Number(counts?.bad ?? 0) + ragged.count
  const quarantineFile = quarantined === 0 ? null : await writeQuarantine(load, ragged.lines)
  const accepted = Number(counts?.good ?? 0)
  const difference = await differ(load, previous)
  await duck.run(dropped('typed', 'doubled'))
  return { rows: accepted + quarantined + duplicates, accepted, quarantined, duplicates, quarantineFile, difference }
}

/** So many are given back; beyond it they are only counted, and the snapshot is held as broken. */
const MAX_RAGGED = 200_000
type RaggedLines = { readonly count: number; readonly lines: readonly Ragged[] }

/**
 * Lines that do not fit the header, with their line; the rows below them learn theirs. Row numbers count what was
 * accepted, so each rejected line above a row moves it down by one.
 */
async function readRagged({ duck, table }: Load): Promise<RaggedLines> {
  const found = await duck.rows<Ragged>(
    `SELECT line, min(left(trim(csv_line, chr(10) || chr(13)), 4000)) AS text FROM reject_errors GROUP BY line ORDER BY line LIMIT ${MAX_RAGGED}`,
  )
  if (found.length === 0) return { count: 0, lines: [] }
  const count = Number(await duck.value('SELECT count(DISTINCT line) FROM reject_errors'))
  if (table.numbered) {
    const lines = found.map(({ text }) => {
      const cut = text.indexOf(table.delimiter)
      const line = Number(text.slice(0, cut))
      return { line: Number.isSafeInteger(line) && line < 2 ** 31 ? line : 0, text: text.slice(cut + 1) }
    })
    return { count, lines }
  }
  await duck.run(
    'CREATE OR REPLACE TEMP TABLE shift AS SELECT max(i) AS i, t FROM (SELECT row_number() OVER (ORDER BY line) AS i, line - row_number() OVER (ORDER BY line) AS t FROM (SELECT DISTINCT line FROM reject_errors)) GROUP BY t',
  )
  await duck.run(
    'CREATE OR REPLACE TEMP TABLE raw AS SELECT raw.* REPLACE (CAST(line + coalesce(shift.i, 0) AS INTEGER) AS line) FROM raw ASOF LEFT JOIN shift ON raw.line > shift.t ORDER BY line',
  )
  return { count, lines: found }
}

/** Names of quarantined rows: nobody is linked by them, but they show where silence may only be a mistyped id. */
async function writeUnlinked({ duck, register, folder }: Load): Promise<void> {
  const name = register.columns.find(({ type }) => type.kind === 'name' && type.of === register.subject)
  const column = name ? columnName(name) : 'CAST(NULL AS VARCHAR)'
  await duck.run(
    `COPY (SELECT line, ${column} AS name FROM typed WHERE reason IS NOT NULL AND ${column} IS NOT NULL ORDER BY line) TO ${literal(join(folder, 'unlinked.parquet'))} (FORMAT parquet)`,
  )
}

/** Exact repeats are kept once; rows of one key that contradict each other go back, all but the first. */
async function markDuplicates({ duck, register }: Load): Promise<number> {
  const key = register.key.map(identifier).join(', ')
  await duck.run(
    `CREATE TEMP TABLE doubled AS SELECT ${key} FROM typed WHERE reason IS NULL GROUP BY ${key} HAVING count(*) > 1`,
  )
  if (Number(await duck.value('SELECT count(*) FROM doubled')) === 0) return 0
  const same = register.columns.map(columnName).join(', ')
  const match = register.key.map((id) => `t.${identifier(id)} IS NOT DISTINCT FROM d.${identifier(id)}`).join(' AND ')
  const ranked = `SELECT t.line, row_number() OVER (PARTITION BY ${register.key.map((id) => `t.${identifier(id)}`).join(', ')} ORDER BY t.line) AS place, min(t.line) OVER (PARTITION BY ${register.columns.map((column) => `t.${columnName(column)}`).join(', ')}) AS twin FROM typed t JOIN doubled d ON ${match} WHERE t.reason IS NULL`
  await duck.run(`CREATE OR REPLACE TEMP TABLE ranked AS ${ranked}`)
  const repeats = Number(await duck.value('SELECT count(*) FROM ranked WHERE twin < line'))
  await duck.run('DELETE FROM typed WHERE line IN (SELECT line FROM ranked WHERE twin < line)')
  await duck.run(
    `UPDATE typed SET reason = ${reasonText('主键', `'duplicate'`)} WHERE line IN (SELECT line FROM ranked WHERE place > 1 AND twin = line)`,
  )
  await duck.run('DROP TABLE ranked')
  return same === '' ? 0 : repeats
}

const NO_DIFFERENCE: Difference = { before: 0, added: 0, changed: 0, vanished: 0, vanishedByCounty: [], emptied: [] }

/** Where a row stood that was there before: its own county, else the county where its subject is registered. */
function placesOf({ register, household }: Load): string | null {
  const group = (county: string, from: string): string =>
    `SELECT ${county} AS county, count(*) FILTER (vanished) AS vanished, count(*) AS before FROM ${from} WHERE existed AND ${county} IS NOT NULL GROUP BY ${county} HAVING count(*) FILTER (vanished) > 0 ORDER BY vanished DESC, county`
  if (register.countyColumn !== null) return group('place', 'compared')
  if (household === null) return null
  const homes = `SELECT "residentId" AS home, any_value(substr("village", 1, 6)) AS county FROM read_parquet(${literal(household)}) GROUP BY "residentId"`
  return group('h.county', `compared JOIN (${homes}) h ON h.home = place`)
}

async function differ(load: Load, previous: string | null): Promise<Difference> {
  if (previous === null) return NO_DIFFERENCE
  const { duck, register, folder } = load
  const now = `read_parquet(${literal(join(folder, 'rows.parquet'))})`
  const before = `read_parquet(${literal(previous)})`
  const keys = register.key.map((id) => `n.${identifier(id)} IS NOT DISTINCT FROM o.${identifier(id)}`).join(' AND ')
  const content = (alias: string): string =>
    `hash(${register.columns.map((column) => `${alias}.${columnName(column)}`).join(', ')})`
  const own = register.countyColumn
  const place = own === null ? `o.${identifier(register.subject)}` : `substr(o.${identifier(own)}, 1, 6)`
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE compared AS SELECT n.line IS NULL AS vanished, o.line IS NULL AS added, n.line IS NOT NULL AND o.line IS NOT NULL AND ${content('n')} <> ${content('o')} AS changed, o.line IS NOT NULL AS existed, ${place} AS place FROM ${now} n FULL JOIN ${before} o ON ${keys}`,
  )
  const [total] = await duck.rows<Record<string, number>>(
    'SELECT count(*) FILTER (existed) AS before, count(*) FILTER (added) AS added, count(*) FILTER (changed) AS changed, count(*) FILTER (vanished) AS vanished FROM compared',
  )
  const where = placesOf(load)
  // So few are no pattern, and not worth asking where they live.
  const places =
    where === null || Number(total?.['vanished']) < FEW
      ? []
      : await duck.rows<{ county: string; vanished: number; before: number }>(where)
  await duck.run('DROP TABLE compared')
  const filled = async (relation: string): Promise<Record<string, unknown>> =>
    (
      await duck.rows(
        `SELECT ${register.columns.map((column) => `count(${columnName(column)}) AS ${columnName(column)}`).join(', ')} FROM ${relation}`,
      )
    )[0] ?? {}
  const [then, today] = [await filled(before), await filled(now)]
  const count = Number(total?.['before'] ?? 0)
  const emptied = register.columns
    .filter(({ id }) => Number(then[id]) * 2 > count && Number(today[id]) === 0)
    .map(({ label }) => label.zh)
  return {
    before: count,
    added: Number(total?.['added'] ?? 0),
    changed: Number(total?.['changed'] ?? 0),
    vanished: Number(total?.['vanished'] ?? 0),
    vanishedByCounty: places,
    emptied,
  }
}

/** The column names of a Parquet file, and how many rows it says it has. */
export async function parquetHead(duck: Duck, path: string): Promise<ParquetHead> {
  const columns = await duck.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM read_parquet(${literal(path)})`)
  const rows = await duck.value<number>(`SELECT sum(num_rows) FROM parquet_file_metadata(${literal(path)})`)
  return { headers: columns.map((row) => row.column_name), rows: Number(rows ?? 0) }
}

/** Bad rows go back to their office: in its own kind of file, with their line and the reasons. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { encodeFile } from '../files/encoding.ts'
import type { Table } from '../files/table.ts'
import { MAX_SHEET_ROWS } from '../files/xlsx-reader.ts'
import { type Duck, identifier, literal } from './duckdb.ts'

/** A line that does not fit the header. */
export type Ragged = { readonly line: number; readonly text: string }
const raw = (at: number): string => `c${at}`

/** How a cell begins that a spreadsheet would run as a formula; a negative number is none. */
const FORMULA = '^\\s*[=+@\\t\\r]|^\\s*-'
const NEGATIVE = '^-[0-9]+([.][0-9]+)?$'
const harmless = (x: string): string =>
  `CASE WHEN regexp_matches(${x}, ${literal(FORMULA)}) AND NOT regexp_matches(${x}, ${literal(NEGATIVE)}) THEN ${literal("'")} || ${x} ELSE nullif(${x}, '') END`
const harmlessText = (text: string): string =>
  new RegExp(FORMULA).test(text) && !new RegExp(NEGATIVE).test(text) ? `'${text}` : text

const LINE_HEADER = '原行号'
const REASON_HEADER = '未通过的原因'
const RAGGED_REASON = '整行：列数与表头不符（检查分隔符和引号）'
/** The line as its office finds it: with the name of the sheet where several were joined. */
function shownLine({ sheets }: Table): string {
  if (sheets.length < 2) return 'line'
  const names = sheets.map((name, at) => `WHEN ${at} THEN ${literal(name)}`).join(' ')
  return `CASE (line - 1) // ${MAX_SHEET_ROWS} ${names} END || '!' || ((line - 1) % ${MAX_SHEET_ROWS} + 1)`
}

/** A larger quarantine of a sheet goes back as text: a workbook is written in memory. */
const MAX_SHEET_WRITTEN = 200_000

type Quarantine = { readonly duck: Duck; readonly table: Table; readonly folder: string }

/** Bad rows in the office's own form, delimiter and encoding, with their line and a column of reasons. */
export async function writeQuarantine({ duck, table, folder }: Quarantine, ragged: readonly Ragged[]): Promise<string> {
  const cells = table.headers.map((_, at) => raw(at))
  await duck.run('CREATE OR REPLACE TEMP TABLE ragged (line INTEGER, text VARCHAR)')
  for (let at = 0; at < ragged.length; at += 1000)
    await duck.run(
      `INSERT INTO ragged VALUES ${ragged
        .slice(at, at + 1000)
        .map(({ line, text }) => `(${line}, ${literal(text.trimEnd())})`)
        .join(', ')}`,
    )
  const names = unique([...table.headers.map(harmlessText), LINE_HEADER, REASON_HEADER])
  const whole = cells.map((_, at) => (at === 0 ? harmless('text') : 'NULL'))
  const bad = `SELECT ${cells.map(harmless).join(', ')}, line, reason FROM typed WHERE reason IS NOT NULL UNION ALL SELECT ${whole.join(', ')}, line, ${literal(RAGGED_REASON)} FROM ragged`
  const shown = [...cells, shownLine(table), 'reason'].map(
    (column, at) => `${column} AS ${identifier(names[at] ?? '')}`,
  )
  const relation = `(SELECT ${shown.join(', ')} FROM (${bad}) AS t(${[...cells, 'line', 'reason'].join(', ')}) ORDER BY t.line)`
  const count = Number(await duck.value(`SELECT count(*) FROM ${relation}`))
  if (table.kind === 'parquet') {
    await duck.run(`COPY ${relation} TO ${literal(join(folder, 'quarantine.parquet'))} (FORMAT parquet)`)
    return 'quarantine.parquet'
  }
  if (table.kind === 'csv' || count > MAX_SHEET_WRITTEN) {
    const plain = join(folder, 'quarantine.utf8')
    await duck.run(
      `COPY ${relation} TO ${literal(plain)} (FORMAT csv, HEADER, DELIMITER ${literal(table.delimiter)}, QUOTE '"', ESCAPE '"')`,
    )
    const encoding = table.encoding === 'gb18030' || table.encoding === 'utf-16le' ? table.encoding : 'utf-8'
    await encodeFile(plain, join(folder, 'quarantine.csv'), encoding)
    await rm(plain)
    return 'quarantine.csv'
  }
  const rows = (await duck.rows(`SELECT * FROM ${relation}`)).map((row) => names.map((name) => String(row[name] ?? '')))
  const sheet = XLSX.utils.aoa_to_sheet([names, ...rows])
  const book = XLSX.utils.book_new(sheet, '隔离')
  const type = table.kind === 'xls' ? 'biff8' : 'xlsx'
  await writeFile(
    join(folder, `quarantine.${table.kind}`),
    XLSX.write(book, { type: 'buffer', bookType: type, compression: true }),
  )
  return `quarantine.${table.kind}`
}

/** Headers as column names: an office may use one twice, or leave it empty. */
const unique = (names: readonly string[]): string[] =>
  names.map((name, at) => {
    const bare = name.trim() === '' ? `第${at + 1}列` : name
    const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase()
    return names.findIndex(same) === at ? bare : `${bare}_${at + 1}`
  })

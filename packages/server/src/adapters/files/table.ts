/**
 * Any file an office sends, as one table that DuckDB can read: a delimited UTF-8 file or Parquet, with its headers.
 * Encoding, delimiter, sheet, title and unit rows are found here; rows are not looked at. The kind is told by the first
 * bytes, never by the name.
 */

import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Diagnostic, done, type Outcome, type Register, refused } from '@doudi/core/kernel'
import { type Delimiter, sniffDelimiter, splitRecords } from './delimited.ts'
import { detectEncoding, headText, transcode } from './encoding.ts'
import { isOneRecordALine, numberLines } from './number-lines.ts'
import { problems } from './problems.ts'
import { readSheets } from './sheets.ts'
import { findHead } from './table-head.ts'
import { openOldWorkbook } from './xls-reader.ts'
import { openWorkbook } from './xlsx-reader.ts'
import { SpreadsheetProblem } from './zip.ts'

type SourceKind = 'csv' | 'xlsx' | 'xls' | 'parquet'
export type Table = {
  readonly kind: SourceKind
  /** What DuckDB reads: the file itself, or a temporary one. */
  readonly path: string
  readonly delimiter: Delimiter
  /** Physical lines before the first data row. */
  readonly skipLines: number
  /** The first column of `path` is the row number in the office's sheet. */
  readonly numbered: boolean
  readonly headers: readonly string[]
  readonly unit: string
  readonly samples: readonly (readonly string[])[]
  readonly encoding: string
  /** The sheets joined, in order; none where there are no sheets. */
  readonly sheets: readonly string[]
  /** The workbook counts its days from 1904. */
  readonly date1904: boolean
}
/** What the lake says of a Parquet file: its columns, or that it is a bomb. */
export type ParquetHead = { readonly headers: readonly string[]; readonly rows: number }

const SEARCHED_ROWS = 20
const MAX_COLUMNS = 1000
/** Twenty times the city, every month for years. */
const MAX_PARQUET_ROWS = 200_000_000
const TABLE = { delimiter: ',', skipLines: 0, unit: '', samples: [], sheets: [], date1904: false } as const

async function kindOf(path: string): Promise<SourceKind> {
  const file = await open(path)
  const head = Buffer.alloc(8)
  await file.read(head, 0, 8, 0)
  await file.close()
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'parquet'
  if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004') return 'xlsx'
  return head.readUInt32BE(0) === 0xd0cf11e0 ? 'xls' : 'csv'
}

/** A text has no NUL; where the head of the file has one, its offset, else -1. */
async function firstNul(path: string, encoding: string): Promise<number> {
  if (encoding === 'utf-16le') return -1
  const file = await open(path)
  const buffer = Buffer.alloc(1 << 16)
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
  await file.close()
  return buffer.subarray(0, bytesRead).indexOf(0)
}

async function readText(path: string, register: Register, scratch: string): Promise<Outcome<Table>> {
  const file = basename(path)
  const detected = await detectEncoding(path)
  if (!detected.ok) return refused(problems.encoding(file, detected))
  const binary = await firstNul(path, detected.encoding)
  if (binary >= 0) return refused(problems.notTable(file, `byte ${binary}`))
  let read = path
  if (detected.encoding !== 'utf-8') {
    read = join(scratch, 'utf8.csv')
    await transcode(path, detected.encoding, read)
  }
  const text = await headText(read)
  if (/^\s*<(?:!doctype|html|\?xml|table)/i.test(text)) return refused(problems.notTable(file, 'HTML'))
  const delimiter = sniffDelimiter(text)
  const records = splitRecords(text, delimiter, SEARCHED_ROWS)
  const head = findHead(
    register,
    records.map(({ cells }) => cells),
  )
  if (head.headers.length === 0) return refused(problems.empty(file))
  const next = records[head.at + 1]?.line ?? text.split('\n').length + 1
  const plain = await isOneRecordALine(read)
  const target = join(scratch, 'numbered.csv')
  const unclosed = plain ? null : await numberLines(read, target, next - 1, delimiter)
  if (unclosed !== null) return refused(problems.openQuote(file, unclosed))
  return done({
    ...TABLE,
    kind: 'csv',
    path: plain ? read : target,
    delimiter,
    skipLines: plain ? next - 1 : 0,
    numbered: !plain,
    // The whole width of the record: what DuckDB reads has it, named or not.
    headers: padded(head.headers, records[head.at]?.cells.length ?? 0),
    unit: head.unit,
    samples: records.slice(head.at + 1).map(({ cells }) => cells),
    encoding: detected.encoding,
  })
}

const padded = (headers: readonly string[], width: number): readonly string[] =>
  Array.from({ length: Math.max(width, headers.length) }, (_, at) => headers[at] ?? '')

async function readWorkbook(
  kind: 'xlsx' | 'xls',
  path: string,
  register: Register,
  scratch: string,
): Promise<Outcome<Table>> {
  const book = await (kind === 'xlsx' ? openWorkbook(path) : openOldWorkbook(path))
  try {
    const read = await readSheets(book, register, scratch, basename(path))
    if (!read.ok) return read
    return done({ ...TABLE, ...read.value, kind, numbered: true, encoding: 'utf-8', date1904: book.date1904 })
  } finally {
    await book.close()
  }
}

async function readParquet(path: string, head: (path: string) => Promise<ParquetHead>): Promise<Outcome<Table>> {
  const { headers, rows } = await head(path)
  if (rows > MAX_PARQUET_ROWS) return refused(problems.bomb(basename(path)))
  return done({ ...TABLE, kind: 'parquet', path, numbered: false, headers, encoding: 'parquet' })
}

function spreadsheetProblem(file: string, error: unknown): Diagnostic {
  if (error instanceof SpreadsheetProblem && error.code === 'BOMB') return problems.bomb(file)
  const said = error instanceof Error ? error.message : ''
  return /password|encrypt/i.test(said) ? problems.encrypted(file) : problems.broken(file)
}

/** An error of the machine, not of the file. */
const isOurs = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && /^(?:ENOSPC|EFBIG|EDQUOT|EMFILE|EIO|EACCES)$/.test(String(error.code))) ||
    /No space left|disk full|File too large/i.test(error.message))

/** Opens `path` for the register; temporary files go to `scratch`. Parquet has its headers read by the lake. */
export async function openTable(
  path: string,
  register: Register,
  scratch: string,
  parquetHead: (path: string) => Promise<ParquetHead>,
): Promise<Outcome<Table>> {
  const file = basename(path)
  try {
    const kind = await kindOf(path)
    const table =
      kind === 'csv'
        ? await readText(path, register, scratch)
        : kind === 'parquet'
          ? await readParquet(path, parquetHead)
          : await readWorkbook(kind, path, register, scratch)
    return table.ok && table.value.headers.length > MAX_COLUMNS
      ? refused(problems.tooWide(file, table.value.headers.length))
      : table
  } catch (error) {
    if (isOurs(error)) throw error
    return refused(spreadsheetProblem(file, error))
  }
}

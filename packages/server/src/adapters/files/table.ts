/**
 * Any file an office sends, as one table that DuckDB can read: a delimited UTF-8 file or Parquet, with its headers.
 * Encoding, delimiter, sheet, title and unit rows are found here; rows are not looked at.
 */

import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Diagnostic, diagnostic, done, type Outcome, type Register, refused } from '@doudi/core/kernel'
import * as XLSX from '@e965/xlsx'
import { headerScore } from '../../usecases/import-headers.ts'
import { type Delimiter, sniffDelimiter, splitRecords } from './delimited.ts'
import { detectEncoding, headText, transcode } from './encoding.ts'
import { isOneRecordALine, numberLines } from './number-lines.ts'
import { openWorkbook, type SheetRow, SpreadsheetProblem } from './xlsx-reader.ts'

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
}

const SEARCHED_ROWS = 20

async function kindOf(path: string): Promise<SourceKind> {
  const file = await open(path)
  const head = Buffer.alloc(8)
  await file.read(head, 0, 8, 0)
  await file.close()
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'parquet'
  if (head.toString('latin1', 0, 2) === 'PK') return 'xlsx'
  return head.readUInt32BE(0) === 0xd0cf11e0 ? 'xls' : 'csv'
}

type Head = { readonly at: number; readonly headers: readonly string[]; readonly unit: string }
/** The row that names most columns of the register; what stands above it is title and unit. */
function findHead(register: Register, rows: readonly (readonly string[])[]): Head {
  const scores = rows.map((cells) => headerScore(register, cells))
  const best = Math.max(0, ...scores)
  const at =
    best === 0
      ? Math.max(
          0,
          rows.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1),
        )
      : scores.indexOf(best)
  return { at, headers: rows[at] ?? [], unit: rows.slice(0, at).flat().join(' ') }
}

const emptyFile = (file?: string): Diagnostic =>
  diagnostic(
    'EMPTY_FILE',
    file === undefined ? {} : { file },
    '',
    { zh: '文件里没有数据,连表头也没有', en: 'the file holds no data, not even a header' },
    { zh: '检查文件后重新导出;若确实无人,请保留表头。', en: 'Export again; if there is nobody, keep the header row.' },
  )

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
  const detected = await detectEncoding(path)
  const file = basename(path)
  const binary = detected.ok ? await firstNul(path, detected.encoding) : -1
  if (binary >= 0)
    return refused(
      diagnostic(
        'NOT_A_TABLE',
        { file },
        `byte ${binary}`,
        { zh: '这不是表格文件:含有二进制内容', en: 'this is no table: it holds binary content' },
        { zh: '只收CSV、xlsx、xls、Parquet。', en: 'Send CSV, xlsx, xls or Parquet.' },
      ),
    )
  if (!detected.ok) {
    return refused(
      diagnostic(
        'ENCODING',
        { file, line: detected.line },
        `byte ${detected.offset}`,
        {
          zh: `第${detected.line}行(第${detected.offset}字节)${detected.expected === null ? '既不是UTF-8也不是GB18030' : `不是正确的${detected.expected.toUpperCase()}`},强行解码会丢字`,
          en: `line ${detected.line} (byte ${detected.offset}) is ${detected.expected === null ? 'neither UTF-8 nor GB 18030' : `broken ${detected.expected.toUpperCase()}`}; decoding would lose characters`,
        },
        { zh: '请用UTF-8或GB18030重新导出,不要转码。', en: 'Export again as UTF-8 or GB 18030.' },
      ),
    )
  }
  let read = path
  if (detected.encoding !== 'utf-8') {
    read = join(scratch, 'utf8.csv')
    await transcode(path, detected.encoding, read)
  }
  const text = await headText(read)
  const delimiter = sniffDelimiter(text)
  const records = splitRecords(text, delimiter, SEARCHED_ROWS)
  const head = findHead(
    register,
    records.map(({ cells }) => cells),
  )
  if (head.headers.length === 0 || text.trim() === '') return refused(emptyFile(file))
  const next = records[head.at + 1]?.line ?? text.split('\n').length + 1
  const plain = await isOneRecordALine(read)
  const target = join(scratch, 'numbered.csv')
  const unclosed = plain ? null : await numberLines(read, target, next - 1, delimiter)
  if (unclosed !== null)
    return refused(
      diagnostic(
        'OPEN_QUOTE',
        { file, line: unclosed },
        '',
        { zh: `第${unclosed}行有引号没有配对`, en: `a quote opened on line ${unclosed} is never closed` },
        { zh: '补上或去掉这个引号后再传。', en: 'Close or remove the quote and send again.' },
      ),
    )
  const samples = records.slice(head.at + 1).map(({ cells }) => cells)
  return done({
    kind: 'csv',
    path: plain ? read : target,
    delimiter,
    skipLines: plain ? next - 1 : 0,
    numbered: !plain,
    headers: head.headers,
    unit: head.unit,
    samples,
    encoding: detected.encoding,
  })
}

const quoteCell = (cell: string): string => (/["\n\r,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Rows of a sheet from below the header, as a delimited file whose first column is the row's number. */
async function spill(rows: AsyncIterable<SheetRow>, from: number, width: number, target: string): Promise<void> {
  const out = await open(target, 'w')
  try {
    let pending = ''
    for await (const { line, cells } of rows) {
      if (line <= from || cells.every((cell) => cell.trim() === '')) continue
      pending += `${line}`
      for (let at = 0; at < width; at++) pending += `,${quoteCell(cells[at] ?? '')}`
      pending += '\n'
      if (pending.length < 1 << 18) continue
      await out.write(pending)
      pending = ''
    }
    await out.write(pending)
  } finally {
    await out.close()
  }
}

type Sheets = { readonly names: readonly string[]; readonly rows: (name: string) => AsyncIterable<SheetRow> }

async function readSheets(
  kind: SourceKind,
  sheets: Sheets,
  register: Register,
  scratch: string,
): Promise<Outcome<Table>> {
  let best: { name: string; score: number; head: Head; line: number; first: SheetRow[] } | null = null
  for (const name of sheets.names) {
    const first: SheetRow[] = []
    for await (const row of sheets.rows(name)) if (first.push(row) >= SEARCHED_ROWS) break
    const head = findHead(
      register,
      first.map(({ cells }) => cells),
    )
    const score = headerScore(register, head.headers)
    if (!best || score > best.score) best = { name, score, head, line: first[head.at]?.line ?? 0, first }
  }
  if (!best || best.head.headers.length === 0) return refused(emptyFile())
  const path = join(scratch, 'sheet.csv')
  await spill(sheets.rows(best.name), best.line, best.head.headers.length, path)
  const samples = best.first.slice(best.head.at + 1).map(({ cells }) => cells)
  return done({
    kind,
    path,
    delimiter: ',',
    skipLines: 0,
    numbered: true,
    headers: best.head.headers,
    unit: best.head.unit,
    samples,
    encoding: 'utf-8',
  })
}

async function* rowsOfXls(sheet: XLSX.WorkSheet | undefined): AsyncGenerator<SheetRow> {
  const rows = sheet
    ? XLSX.utils.sheet_to_json<string[]>(sheet, {
        header: 1,
        raw: false,
        defval: '',
        blankrows: true,
        dateNF: 'yyyy-mm-dd',
      })
    : []
  for (const [at, cells] of rows.entries()) yield { line: at + 1, cells: cells.map(String) }
}

const spreadsheetProblem = (file: string, error: unknown): Diagnostic => {
  const bomb = error instanceof SpreadsheetProblem && error.code === 'BOMB'
  return diagnostic(
    bomb ? 'ZIP_BOMB' : 'BROKEN_FILE',
    { file },
    '',
    bomb
      ? { zh: '压缩包展开后异常庞大,已拒绝', en: 'the archive inflates beyond reason; refused' }
      : { zh: '表格文件损坏或不完整', en: 'the spreadsheet is broken or incomplete' },
    { zh: '请来源单位重新导出后再传。', en: 'Ask the office to export it again.' },
  )
}

/** Opens `path` for the register; temporary files go to `scratch`. Parquet has its headers read by the lake. */
export async function openTable(
  path: string,
  register: Register,
  scratch: string,
  parquetHeaders: (path: string) => Promise<string[]>,
): Promise<Outcome<Table>> {
  const file = basename(path)
  const kind = await kindOf(path)
  try {
    if (kind === 'csv') return await readText(path, register, scratch)
    if (kind === 'parquet') {
      const headers = await parquetHeaders(path)
      return done({
        kind,
        path,
        delimiter: ',',
        skipLines: 0,
        numbered: false,
        headers,
        unit: '',
        samples: [],
        encoding: 'parquet',
      })
    }
    if (kind === 'xls') {
      const book = XLSX.readFile(path, { cellDates: false, cellNF: true, dense: true })
      return await readSheets(
        kind,
        { names: book.SheetNames, rows: (name) => rowsOfXls(book.Sheets[name]) },
        register,
        scratch,
      )
    }
    const book = await openWorkbook(path)
    try {
      return await readSheets(kind, { names: book.sheets, rows: book.rows }, register, scratch)
    } finally {
      await book.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EFBIG')) throw error
    return refused(spreadsheetProblem(file, error))
  }
}

/** The old binary .xls, small by its format: read whole by the library, cells turned into text by our own rules. */
import { readFile, stat } from 'node:fs/promises'
import * as XLSX from '@e965/xlsx'
import { numberText, serialText } from './cell-text.ts'
import type { SheetRow, Workbook } from './xlsx-reader.ts'
import { SpreadsheetProblem } from './zip.ts'

/** 65,536 rows of 256 columns hold less than this. */
const MAX_BYTES = 1 << 27

const isDateFormat: (format: string) => boolean = XLSX.SSF.is_date
type Dense = { readonly '!data'?: readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[] }

function cellText(cell: XLSX.CellObject | undefined, date1904: boolean): string {
  if (cell?.v === undefined || cell.v === null) return ''
  if (cell.t === 'n')
    return typeof cell.z === 'string' && isDateFormat(cell.z)
      ? serialText(Number(cell.v), date1904)
      : numberText(Number(cell.v))
  if (cell.t === 'b') return cell.v ? '1' : '0'
  return cell.t === 'e' ? (cell.w ?? '') : String(cell.v)
}

async function* rowsOf(sheet: XLSX.WorkSheet | undefined, date1904: boolean): AsyncGenerator<SheetRow> {
  for (const [at, row] of ((sheet as Dense | undefined)?.['!data'] ?? []).entries())
    yield { line: at + 1, cells: Array.from(row ?? [], (cell) => cellText(cell, date1904)) }
}

export async function openOldWorkbook(path: string): Promise<Workbook> {
  if ((await stat(path)).size > MAX_BYTES) throw new SpreadsheetProblem('BOMB', 'larger than .xls can be')
  const bytes = await readFile(path)
  // What a password protects, an .xlsx too, is an old container with this one stream.
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new SpreadsheetProblem('SECRET', 'encrypted')
  const book = XLSX.read(bytes, {
    cellDates: false,
    cellNF: true,
    cellFormula: false,
    cellHTML: false,
    dense: true,
  })
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const hidden = new Set(book.Workbook?.Sheets?.filter((one) => one.Hidden).map(({ name }) => name))
  const seen = book.SheetNames.filter((name) => !hidden.has(name))
  return {
    sheets: seen.length > 0 ? seen : book.SheetNames,
    date1904,
    rows: (name) => rowsOf(book.Sheets[name], date1904),
    close: async () => undefined,
  }
}

/** The sheets of a workbook as one table: those with the register's header, one below the other. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Diagnostic, diagnostic, done, type Outcome, type Register, refused } from '@doudi/core/kernel'
import { headerScore } from '../../usecases/import-headers.ts'
import { problems } from './problems.ts'
import { findHead, type Head } from './table-head.ts'
import { MAX_SHEET_ROWS, type SheetRow, type Workbook } from './xlsx-reader.ts'

export type SheetTable = {
  readonly path: string
  readonly headers: readonly string[]
  readonly unit: string
  readonly samples: readonly (readonly string[])[]
  /** The sheets that were joined, in order; a line beyond the first sheet's counts `MAX_SHEET_ROWS` a sheet more. */
  readonly sheets: readonly string[]
}
type Found = { readonly name: string; readonly head: Head; readonly line: number; readonly first: readonly SheetRow[] }

const SEARCHED_ROWS = 20
const blank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

async function lookAt(book: Workbook, name: string, register: Register): Promise<Found> {
  const first: SheetRow[] = []
  for await (const row of book.rows(name)) if (first.push(row) >= SEARCHED_ROWS) break
  const head = findHead(
    register,
    first.map(({ cells }) => cells),
  )
  return { name, head, line: first[head.at]?.line ?? 0, first }
}

const rowsBelow = ({ head, first }: Found): readonly SheetRow[] =>
  first.slice(head.at + 1).filter(({ cells }) => !blank(cells))
const plain = (header: string): string => header.trim()
const named = ({ head }: Found): string =>
  `${head.headers.map(plain).toSorted().join('\n')} ${/万元/.test(head.unit) ? '万元' : ''}`

const differs = (file: string, main: Found, other: Found): Diagnostic =>
  diagnostic(
    'SHEETS_DIFFER',
    { file, sheet: other.name },
    '',
    {
      zh: `工作表“${other.name}”也像是这份登记册，但表头或单位与“${main.name}”不同`,
      en: `sheet "${other.name}" looks like the register too, but its header or unit is not that of "${main.name}"`,
    },
    { zh: '统一表头，或分成几个文件，或删去这张表。', en: 'Use one header, split the file, or delete that sheet.' },
  )

const quoteCell = (cell: string): string => (/["\n\r,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Rows of the sheets from below their headers, as a delimited file whose first column is the row's number. */
async function spill(book: Workbook, sheets: readonly Found[], target: string): Promise<void> {
  const headers = (sheets[0]?.head.headers ?? []).map(plain)
  const out = await open(target, 'w')
  try {
    let pending = ''
    for (const [index, { name, head, line: from }] of sheets.entries()) {
      // The columns of a further sheet may stand in another order.
      const own = head.headers.map(plain)
      const places = headers.map((header, at) => (own[at] === header ? at : own.indexOf(header)))
      for await (const { line, cells } of book.rows(name)) {
        if (line <= from || blank(cells)) continue
        pending += String(index * MAX_SHEET_ROWS + line)
        for (const place of places) pending += `,${quoteCell(cells[place] ?? '')}`
        pending += '\n'
        if (pending.length < 1 << 18) continue
        await out.writeFile(pending)
        pending = ''
      }
    }
    await out.writeFile(pending)
  } finally {
    await out.close()
  }
}

/** Sheets with the main sheet's header are joined; one that half resembles it is refused rather than left out. */
export async function readSheets(
  book: Workbook,
  register: Register,
  scratch: string,
  file: string,
): Promise<Outcome<SheetTable>> {
  const found: Found[] = []
  for (const name of book.sheets) found.push(await lookAt(book, name, register))
  const best = Math.max(...found.map(({ head }) => head.score))
  const main = found.find(({ head }) => head.score === best)
  if (!main || main.head.headers.length === 0) return refused(problems.empty(file))
  const same = found.filter((one) => one === main || (one.head.score > 0 && named(one) === named(main)))
  // A sheet that names the persons the register is about, and more of its columns, is no note.
  const subject = { ...register, columns: register.columns.filter(({ id }) => id === register.subject) }
  const odd = found.filter(
    (one) => !same.includes(one) && one.head.score >= 2 && headerScore(subject, one.head.headers) > 0,
  )
  const lost = odd.filter((one) => rowsBelow(one).length > 0)
  if (lost.length > 0) return refused(...lost.map((one) => differs(file, main, one)))
  const path = join(scratch, 'sheet.csv')
  await spill(book, same, path)
  return done({
    path,
    headers: main.head.headers,
    unit: main.head.unit,
    samples: rowsBelow(main).map(({ cells }) => cells),
    sheets: same.map(({ name }) => name),
  })
}

/** Files as offices make them, out of headers and rows; and archives as nobody should make them. */
import { crc32, deflateRawSync } from 'node:zlib'
import * as XLSX from '@e965/xlsx'
import { encodeGb18030 } from '../../packages/server/src/sample/writers/gb18030.ts'

export type Cells = readonly (readonly string[])[]
type CsvForm = {
  readonly delimiter?: ',' | '\t' | ';' | '|'
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le'
  readonly newline?: '\n' | '\r\n'
}

/** Delimited text, cells quoted where they must be. */
export function csv(rows: Cells, { delimiter = ',', encoding = 'utf-8', newline = '\r\n' }: CsvForm = {}): Buffer {
  const special = new RegExp(`["\\n\\r${delimiter === '|' ? '\\|' : delimiter}]`)
  const cell = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const text = rows.map((cells) => cells.map(cell).join(delimiter) + newline).join('')
  if (encoding === 'gb18030') return Buffer.from(encodeGb18030(text))
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le')
  return Buffer.from(encoding === 'utf-8-bom' ? `\uFEFF${text}` : text)
}

export type Cell = string | number | XLSX.CellObject
export type Sheet = {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  readonly merges?: readonly string[]
  readonly hidden?: boolean
}

/** A workbook written by another hand than ours. */
export function workbook(sheets: readonly Sheet[], kind: 'xlsx' | 'biff8' = 'xlsx', date1904 = false): Buffer {
  const book = XLSX.utils.book_new()
  for (const { name, rows, merges = [] } of sheets) {
    const sheet = XLSX.utils.aoa_to_sheet(rows.map((row) => [...row]))
    sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range))
    XLSX.utils.book_append_sheet(book, sheet, name)
  }
  book.Workbook = {
    WBProps: { date1904 },
    Sheets: sheets.map(({ name, hidden }) => ({ name, Hidden: hidden ? 1 : 0 })),
  }
  return XLSX.write(book, { type: 'buffer', bookType: kind, bookSST: kind === 'xlsx', compression: true }) as Buffer
}

/** A number shown as a day. */
export const serial = (days: number, format = 'yyyy-mm-dd'): XLSX.CellObject => ({ t: 'n', v: days, z: format })

export type Part = { readonly name: string; readonly content: string | Buffer; readonly declared?: number }

/** A zip archive of any parts, whatever they say of themselves. */
export function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, content, declared } of parts) {
    const bytes = Buffer.from(content as string)
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt16LE(title.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(bytes), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(declared ?? bytes.length, 24)
    entry.writeUInt16LE(title.length, 28)
    entry.writeUInt32LE(at, 42)
    bodies.push(head, title, packed)
    central.push(entry, title)
    at += 30 + title.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, directory, end])
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
/** The parts of a workbook whose one sheet is the XML given. */
export const rawWorkbook = (sheetData: string, extra: readonly Part[] = [], prefix = ''): readonly Part[] => [
  {
    name: 'xl/workbook.xml',
    content: `<${prefix}workbook xmlns="${MAIN}"><${prefix}sheets><${prefix}sheet name="甲" sheetId="1" r:id="rId1"/></${prefix}sheets></${prefix}workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  },
  {
    name: 'xl/worksheets/sheet1.xml',
    content: `<${prefix}worksheet><${prefix}sheetData>${sheetData}</${prefix}sheetData></${prefix}worksheet>`,
  },
  ...extra,
]

/** Rows as the XML of a sheet, every cell an inline string. */
export const sheetXml = (rows: Cells, prefix = ''): string =>
  rows
    .map(
      (cells) =>
        `<${prefix}row>${cells.map((cell) => `<${prefix}c t="inlineStr"><${prefix}is><${prefix}t>${cell}</${prefix}t></${prefix}is></${prefix}c>`).join('')}</${prefix}row>`,
    )
    .join('')

/** A spreadsheet written as it comes: one sheet, inline strings, every cell text so that ids keep their digits. */
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { openSink, type Sink, type TableWriter } from './file.ts'

type Entry = {
  readonly name: string
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
}
const CHUNK = 1 << 19
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** A zip of deflated entries, each followed by a data descriptor since sizes are known only afterwards. */
class Zip {
  readonly #sink: Sink
  readonly #entries: Entry[] = []
  #at = 0
  #open = { name: '', crc: 0, packed: 0, size: 0, at: 0 }
  constructor(sink: Sink) {
    this.#sink = sink
  }
  async #put(bytes: Uint8Array): Promise<void> {
    this.#at += bytes.length
    await this.#sink.write(bytes)
  }
  async begin(name: string): Promise<void> {
    this.#open = { name, crc: 0, packed: 0, size: 0, at: this.#at }
    await this.#put(local(name))
  }
  /** Pieces flushed to a byte boundary may stand one after the other in a deflate stream; the last one ends it. */
  async write(text: string, last = false): Promise<void> {
    const bytes = Buffer.from(text)
    const finishFlush = last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH
    const packed = deflateRawSync(bytes, { level: 1, finishFlush })
    this.#open.crc = crc32(bytes, this.#open.crc)
    this.#open.size += bytes.length
    this.#open.packed += packed.length
    await this.#put(packed)
    if (last) await this.#close()
  }
  async #close(): Promise<void> {
    const { crc, packed, size } = this.#open
    const descriptor = Buffer.alloc(16)
    descriptor.writeUInt32LE(0x08074b50, 0)
    for (const [index, value] of [crc, packed, size].entries()) descriptor.writeUInt32LE(value, 4 + index * 4)
    await this.#put(descriptor)
    this.#entries.push({ ...this.#open })
  }
  async end(): Promise<string> {
    const start = this.#at
    for (const entry of this.#entries) await this.#put(central(entry))
    const tail = Buffer.alloc(22)
    tail.writeUInt32LE(0x06054b50, 0)
    tail.writeUInt16LE(this.#entries.length, 8)
    tail.writeUInt16LE(this.#entries.length, 10)
    tail.writeUInt32LE(this.#at - start, 12)
    tail.writeUInt32LE(start, 16)
    await this.#put(tail)
    return await this.#sink.close()
  }
}

/** 1980-01-01, the zip epoch: no clock enters the bytes. */
const ZIP_DAY = 33
function local(name: string): Buffer {
  const header = Buffer.alloc(30 + name.length)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(ZIP_DAY, 12)
  header.writeUInt16LE(name.length, 26)
  header.write(name, 30)
  return header
}
function central({ name, crc, packed, size, at }: Entry): Buffer {
  const header = Buffer.alloc(46 + name.length)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(8, 10)
  header.writeUInt16LE(ZIP_DAY, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(at, 42)
  header.write(name, 46)
  return header
}

const TYPES =
  '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
const RELS =
  '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
const BOOK =
  '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>'
const BOOK_RELS =
  '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
const SHEET =
  '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'

const letters = (column: number): string =>
  (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26))

/** `titles` stand above the header, one row each (a title, a unit). */
export async function xlsxWriter(
  path: string,
  titles: readonly string[],
  headers: readonly string[],
): Promise<TableWriter> {
  const zip = new Zip(await openSink(path))
  for (const [name, text] of [
    ['[Content_Types].xml', TYPES],
    ['_rels/.rels', RELS],
    ['xl/workbook.xml', BOOK],
    ['xl/_rels/workbook.xml.rels', BOOK_RELS],
  ] as const) {
    await zip.begin(name)
    await zip.write(text, true)
  }
  await zip.begin('xl/worksheets/sheet1.xml')
  let pending = SHEET
  let number = 0
  const put = (cells: readonly string[]): void => {
    number++
    const body = cells.map((cell, index) =>
      cell === ''
        ? ''
        : `<c r="${letters(index)}${number}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`,
    )
    pending += `<row r="${number}">${body.join('')}</row>`
  }
  for (const title of titles) put([title])
  put(headers)
  return {
    row: (cells) => {
      put(cells)
      if (pending.length < CHUNK) return undefined
      const full = pending
      pending = ''
      return zip.write(full)
    },
    end: async () => {
      await zip.write(`${pending}</sheetData></worksheet>`, true)
      return await zip.end()
    },
  }
}

/**
 * Spreadsheets read as they come, a row at a time: the sheet is never held in memory. Own reader, since the libraries that
 * read .xlsx hold the whole sheet (decision 4). Limits guard against zip bombs.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

export type SheetRow = { readonly line: number; readonly cells: readonly string[] }
export type Workbook = {
  readonly sheets: readonly string[]
  readonly rows: (sheet: string) => AsyncGenerator<SheetRow>
  readonly close: () => Promise<void>
}
type Entry = { readonly method: number; readonly packed: number; readonly size: number; readonly at: number }

const MAX_RATIO = 300
const MAX_ENTRIES = 10_000
const MAX_SMALL = 512 * 1024 * 1024
/** A number with more digits than a spreadsheet keeps: its end is lost; the mark travels with the cell. */
const LOST_DIGITS = '≈'

export class SpreadsheetProblem extends Error {
  readonly code: 'ZIP' | 'BOMB' | 'SHEET'
  constructor(code: 'ZIP' | 'BOMB' | 'SHEET', message: string) {
    super(message)
    this.code = code
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  if (bytesRead < length) throw new SpreadsheetProblem('ZIP', 'the file ends early')
  return buffer
}

async function directory(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new SpreadsheetProblem('ZIP', 'no end of archive')
  let count = tail.readUInt16LE(end + 10)
  let length = tail.readUInt32LE(end + 12)
  let start = tail.readUInt32LE(end + 16)
  const locator = end - 20
  if (locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50) {
    const record = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56)
    count = Number(record.readBigUInt64LE(32))
    length = Number(record.readBigUInt64LE(40))
    start = Number(record.readBigUInt64LE(48))
  }
  if (count > MAX_ENTRIES) throw new SpreadsheetProblem('BOMB', 'too many entries')
  return entries(await readAt(file, start, length), count)
}

function entries(bytes: Buffer, count: number): Map<string, Entry> {
  const found = new Map<string, Entry>()
  for (let n = 0, at = 0; n < count && at + 46 <= bytes.length; n++) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new SpreadsheetProblem('ZIP', 'a broken directory')
    const [names, extra, comment] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ]
    const name = bytes.toString('utf8', at + 46, at + 46 + names)
    let [packed, size, start] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 42)]
    for (let x = at + 46 + names, stop = x + extra; x + 4 <= stop; x += 4 + bytes.readUInt16LE(x + 2)) {
      if (bytes.readUInt16LE(x) !== 1) continue
      let field = x + 4
      const next = (): number => {
        field += 8
        return Number(bytes.readBigUInt64LE(field - 8))
      }
      if (size === 0xffffffff) size = next()
      if (packed === 0xffffffff) packed = next()
      if (start === 0xffffffff) start = next()
    }
    found.set(name, { method: bytes.readUInt16LE(at + 10), packed, size, at: start })
    at += 46 + names + extra + comment
  }
  return found
}

/** The entry's bytes, inflated as they come; a ratio beyond reason ends it. */
async function* inflate(file: FileHandle, entry: Entry): AsyncGenerator<Buffer> {
  const header = await readAt(file, entry.at, 30)
  const from = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  async function* packed(): AsyncGenerator<Buffer> {
    for (let done = 0; done < entry.packed; ) {
      const length = Math.min(1 << 18, entry.packed - done)
      yield await readAt(file, from + done, length)
      done += length
    }
  }
  let out = 0
  const source = entry.method === 0 ? Readable.from(packed()) : Readable.from(packed()).pipe(createInflateRaw())
  for await (const chunk of source) {
    out += chunk.length
    if (out > 1 << 24 && out > entry.packed * MAX_RATIO) throw new SpreadsheetProblem('BOMB', 'inflates beyond reason')
    yield chunk
  }
}

async function whole(file: FileHandle, entry: Entry | undefined): Promise<string> {
  if (!entry) return ''
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of inflate(file, entry)) {
    size += chunk.length
    if (size > MAX_SMALL) throw new SpreadsheetProblem('BOMB', 'a part is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, dec, name) =>
        hex
          ? String.fromCodePoint(Number.parseInt(hex, 16))
          : dec
            ? String.fromCodePoint(Number(dec))
            : (ENTITIES[name] ?? all),
      )
    : text
const textOf = (xml: string): string =>
  decode(
    [...xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '').matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)]
      .map((match) => match[1] ?? '')
      .join(''),
  )

/** Which cell styles mean a day. */
function dateStyles(xml: string): boolean[] {
  const custom = new Map(
    [...xml.matchAll(/<numFmt\b[^>]*numFmtId="(\d+)"[^>]*formatCode="([^"]*)"/g)].map((match) => [
      Number(match[1]),
      decode(match[2] ?? ''),
    ]),
  )
  const isDate = (id: number): boolean =>
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 47) ||
    (id >= 50 && id <= 58) ||
    /[ymd年月日]/i.test((custom.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]/g, ''))
  const block = /<cellXfs\b[\s\S]*?<\/cellXfs>/.exec(xml)?.[0] ?? ''
  return [...block.matchAll(/<xf\b[^>]*?numFmtId="(\d+)"/g)].map((match) => isDate(Number(match[1])))
}

function serialToDay(serial: number, date1904: boolean): string {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0)
  const civil = days < 60 ? days + 1 : days
  const day = new Date(Date.UTC(1899, 11, 30) + civil * 86_400_000)
  return day.toISOString().slice(0, 10)
}

function columnOf(reference: string): number {
  let column = 0
  for (const c of reference) {
    const code = c.charCodeAt(0)
    if (code < 65) break
    column = column * 26 + code - 64
  }
  return column - 1
}

export async function openWorkbook(path: string): Promise<Workbook> {
  const file = await open(path)
  try {
    const parts = await directory(file)
    const book = await whole(file, parts.get('xl/workbook.xml'))
    const relations = new Map(
      [...(await whole(file, parts.get('xl/_rels/workbook.xml.rels'))).matchAll(/<Relationship\b([^>]*)>/g)].map(
        (match) => [
          /\bId="([^"]*)"/.exec(match[1] ?? '')?.[1] ?? '',
          /\bTarget="([^"]*)"/.exec(match[1] ?? '')?.[1] ?? '',
        ],
      ),
    )
    const strings = [
      ...(await whole(file, parts.get('xl/sharedStrings.xml'))).matchAll(/<si\b[^>]*>([\s\S]*?)<\/si>/g),
    ].map((match) => textOf(match[1] ?? ''))
    const styles = dateStyles(await whole(file, parts.get('xl/styles.xml')))
    const date1904 = /date1904="(?:1|true)"/.test(book)
    const sheets = new Map(
      [...book.matchAll(/<sheet\b([^>]*)>/g)].map((match) => {
        const target = relations.get(/\br:id="([^"]*)"/.exec(match[1] ?? '')?.[1] ?? '') ?? ''
        return [
          decode(/\bname="([^"]*)"/.exec(match[1] ?? '')?.[1] ?? ''),
          target.startsWith('/') ? target.slice(1) : `xl/${target}`,
        ]
      }),
    )
    const rows = (sheet: string): AsyncGenerator<SheetRow> =>
      readRows(file, parts.get(sheets.get(sheet) ?? ''), { strings, styles, date1904 })
    return { sheets: [...sheets.keys()], rows, close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

type Meaning = { readonly strings: readonly string[]; readonly styles: readonly boolean[]; readonly date1904: boolean }

async function* readRows(file: FileHandle, entry: Entry | undefined, meaning: Meaning): AsyncGenerator<SheetRow> {
  if (!entry) throw new SpreadsheetProblem('SHEET', 'no such sheet')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let line = 0
  for await (const chunk of inflate(file, entry)) {
    rest += decoder.decode(chunk, { stream: true })
    const end = rest.lastIndexOf('</row>')
    if (end < 0) {
      if (rest.length > 1 << 26) throw new SpreadsheetProblem('BOMB', 'a row is too large')
      continue
    }
    for (const match of rest.slice(0, end + 6).matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)) {
      line = Number(/\br="(\d+)"/.exec(match[1] ?? '')?.[1] ?? line + 1)
      yield { line, cells: cellsOf(match[2] ?? '', meaning) }
    }
    rest = rest.slice(end + 6)
  }
}

function cellsOf(xml: string, meaning: Meaning): string[] {
  const cells: string[] = []
  for (const match of xml.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const attributes = match[1] ?? ''
    const reference = /\br="([A-Z]+)/.exec(attributes)?.[1]
    const at = reference === undefined ? cells.length : columnOf(reference)
    if (at > 16_384) throw new SpreadsheetProblem('SHEET', 'too many columns')
    while (cells.length < at) cells.push('')
    cells[at] = cellText(attributes, match[2] ?? '', meaning)
  }
  return cells
}

function cellText(attributes: string, body: string, meaning: Meaning): string {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n'
  if (type === 'inlineStr') return textOf(body)
  const raw = /<v\b[^>]*>([\s\S]*?)<\/v>/.exec(body)?.[1] ?? ''
  if (type === 's') return meaning.strings[Number(raw)] ?? ''
  if (type !== 'n' || raw === '') return decode(raw)
  if (meaning.styles[Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? -1)] === true)
    return serialToDay(Number(raw), meaning.date1904)
  const plain = /E\+?\d/i.test(raw) ? String(BigInt(Math.round(Number(raw)))) : raw
  return /^\d{16,}$/.test(plain) ? LOST_DIGITS + plain : /E-/i.test(raw) ? String(Number(raw)) : plain
}

/**
 * Spreadsheets read as they come, a row at a time: the sheet is never held in memory. Own reader, since the libraries that
 * read .xlsx hold the whole sheet (decision 4). Formulas are never computed: the value kept beside one is read as text.
 */
import { open } from 'node:fs/promises'
import { numberText, serialText } from './cell-text.ts'
import { type StringTable, stringTable } from './string-table.ts'
import { attributeOf, decodeXml, elementsOf, nextElement, textOf } from './xml.ts'
import { type Archive, openArchive, SpreadsheetProblem } from './zip.ts'

export type SheetRow = { readonly line: number; readonly cells: readonly string[] }
export type Workbook = {
  /** Sheets that a person sees; where all are hidden, all. */
  readonly sheets: readonly string[]
  readonly date1904: boolean
  readonly rows: (sheet: string) => AsyncIterable<SheetRow>
  readonly close: () => Promise<void>
}

const MAX_PART = 1 << 25
/** What Excel itself allows. */
export const MAX_SHEET_ROWS = 1_048_576
const MAX_COLUMNS = 16_384
const MAX_ROW_CHARACTERS = 1 << 23

/** Which cell styles mean a day. */
function dateStyles(xml: string): boolean[] {
  const custom = new Map(
    [...elementsOf(xml, 'numFmt')].map(({ attributes }) => [
      Number(attributeOf(attributes, 'numFmtId')),
      decodeXml(attributeOf(attributes, 'formatCode') ?? ''),
    ]),
  )
  const isDate = (id: number): boolean =>
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 47) ||
    (id >= 50 && id <= 58) ||
    /[ymd年月日]/i.test((custom.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
  const block = nextElement(xml, 'cellXfs')?.body ?? ''
  return [...elementsOf(block, 'xf')].map(({ attributes }) => isDate(Number(attributeOf(attributes, 'numFmtId') ?? 0)))
}

function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/** Some writers put every name of these parts behind a prefix. */
const prefixOf = (xml: string, root: string): string => new RegExp(`<(\\w{1,20}:)${root}\\b`).exec(xml)?.[1] ?? ''
const withoutPrefix = (xml: string, prefix: string): string =>
  prefix === '' ? xml : xml.replaceAll(`<${prefix}`, '<').replaceAll(`</${prefix}`, '</')

/** Elements `name` of a part as it comes in, up to the end of `within`; a part that ends before it is broken. */
async function* streamed(
  archive: Archive,
  part: string,
  { root, within, name }: { readonly root: string; readonly within: string; readonly name: string },
): AsyncGenerator<{ readonly attributes: string; readonly body: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let prefix: string | null = null
  for await (const chunk of archive.read(part)) {
    rest += decoder.decode(chunk, { stream: true })
    prefix ??= prefixOf(rest, root)
    let from = 0
    for (let found = nextElement(rest, prefix + name); found; found = nextElement(rest, prefix + name, found.end)) {
      yield { attributes: found.attributes, body: withoutPrefix(found.body, prefix) }
      from = found.end
    }
    rest = rest.slice(from)
    if (rest.includes(`</${prefix}${within}>`) || rest.includes(`<${prefix}${within}/>`)) return
    if (rest.length > MAX_ROW_CHARACTERS) throw new SpreadsheetProblem('BOMB', `<${name}> is too long`)
  }
  if (prefix !== null) throw new SpreadsheetProblem('ZIP', 'a part ends early')
}

const STRINGS = { root: 'sst', within: 'sst', name: 'si' }
const ROWS = { root: 'worksheet', within: 'sheetData', name: 'row' }

type Meaning = { readonly strings: StringTable; readonly styles: readonly boolean[]; readonly date1904: boolean }

export async function openWorkbook(path: string): Promise<Workbook> {
  const file = await open(path)
  try {
    const archive = await openArchive(file)
    const raw = await archive.text('xl/workbook.xml', MAX_PART)
    const book = withoutPrefix(raw, prefixOf(raw, 'workbook'))
    const relations = new Map(
      [...elementsOf(await archive.text('xl/_rels/workbook.xml.rels', MAX_PART), 'Relationship')].map(
        ({ attributes }) => [attributeOf(attributes, 'Id') ?? '', attributeOf(attributes, 'Target') ?? ''],
      ),
    )
    const listed = [...elementsOf(book, 'sheet')].map(({ attributes }) => {
      const target = relations.get(/\w:id="([^"]*)"/.exec(attributes)?.[1] ?? '') ?? ''
      return {
        name: decodeXml(attributeOf(attributes, 'name') ?? ''),
        part: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
        hidden: attributeOf(attributes, 'state')?.toLowerCase().includes('hidden') === true,
      }
    })
    const seen = listed.filter(({ hidden }) => !hidden)
    const sheets = seen.length > 0 ? seen : listed
    if (sheets.length === 0) throw new SpreadsheetProblem('SHEET', 'no sheets')
    const styleXml = await archive.text('xl/styles.xml', MAX_PART)
    const strings = stringTable()
    for await (const { body } of streamed(archive, 'xl/sharedStrings.xml', STRINGS)) strings.add(textOf(body))
    const meaning: Meaning = {
      strings,
      styles: dateStyles(withoutPrefix(styleXml, prefixOf(styleXml, 'styleSheet'))),
      date1904: /date1904="(?:1|true)"/.test(book),
    }
    return {
      sheets: sheets.map(({ name }) => name),
      date1904: meaning.date1904,
      rows: (sheet) => readRows(archive, sheets.find(({ name }) => name === sheet)?.part ?? '', meaning),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function* readRows(archive: Archive, part: string, meaning: Meaning): AsyncGenerator<SheetRow> {
  if (!archive.has(part)) throw new SpreadsheetProblem('SHEET', 'no such sheet')
  let line = 0
  for await (const { attributes, body } of streamed(archive, part, ROWS)) {
    const said = Number(attributeOf(attributes, 'r') ?? line + 1)
    // A row that steps back would share its line with another.
    line = Number.isInteger(said) && said > line ? said : line + 1
    if (line > MAX_SHEET_ROWS) throw new SpreadsheetProblem('BOMB', 'too many rows')
    yield { line, cells: cellsOf(body, meaning) }
  }
}

function cellsOf(xml: string, meaning: Meaning): string[] {
  const cells: string[] = []
  for (let found = nextElement(xml, 'c'); found; found = nextElement(xml, 'c', found.end)) {
    const reference = attributeOf(found.attributes, 'r')
    const at = reference === undefined ? cells.length : columnOf(reference)
    if (!(at >= 0 && at < MAX_COLUMNS)) throw new SpreadsheetProblem('SHEET', 'too many columns')
    while (cells.length < at) cells.push('')
    cells[at] = cellText(found.attributes, found.body, meaning)
  }
  return cells
}

function cellText(attributes: string, body: string, { strings, styles, date1904 }: Meaning): string {
  const type = attributeOf(attributes, 't') ?? 'n'
  if (type === 'inlineStr') return textOf(body)
  const raw = nextElement(body, 'v')?.body ?? ''
  if (type === 's') return strings.at(Number(raw))
  if (type === 'd') return raw.slice(0, 10)
  if (type !== 'n' || raw === '') return decodeXml(raw)
  return styles[Number(attributeOf(attributes, 's') ?? 0)] === true ? serialText(raw, date1904) : numberText(raw)
}

/** Which column of the file is which column of the register: by the names offices use, else by what a person said once. */
import { type Column, type Diagnostic, diagnostic, type Register } from '@doudi/core/kernel'

/** Header text → column id, as a person mapped it; '' means: not needed. */
export type Mapping = Readonly<Record<string, string>>
export type MappedColumn = {
  readonly column: Column
  readonly at: number
  readonly header: string
  readonly scale: 1 | 10000
}
export type Mapped = {
  readonly columns: readonly MappedColumn[]
  readonly unknown: readonly string[]
  readonly problems: readonly Diagnostic[]
}

/** Without spaces, stars, full-width forms, and what stands in brackets (units, notes). */
function plainHeader(text: string): string {
  const half = text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  return half
    .replace(/[\s\u3000*:]/g, '')
    .replace(/[([【<].*?[)\]】>]/g, '')
    .toLowerCase()
}

const namesOf = (column: Column): string[] => [column.id, ...column.headers].map(plainHeader)
const isTenThousand = (header: string, unit: string): boolean =>
  /万元/.test(header) || (/万元/.test(unit) && !/[(（]元[)）]/.test(header))

/** How many of the cells are header names of the register: tells the header row from titles and data. */
export const headerScore = (register: Register, cells: readonly string[]): number => {
  const names = new Set(register.columns.flatMap(namesOf))
  return cells.filter((cell) => names.has(plainHeader(cell))).length
}

export function mapHeaders(
  register: Register,
  headers: readonly string[],
  options: {
    readonly mapping: Mapping
    readonly unit: string
    readonly file: string
    readonly samples: readonly (readonly string[])[]
  },
): Mapped {
  const chosen = new Map<string, number[]>()
  const unknown: string[] = []
  for (const [at, header] of headers.entries()) {
    if (header.trim() === '') continue
    const said = options.mapping[header]
    if (said === '') continue
    const id = said ?? register.columns.find((column) => namesOf(column).includes(plainHeader(header)))?.id
    if (id === undefined || !register.columns.some((column) => column.id === id)) unknown.push(header)
    else chosen.set(id, [...(chosen.get(id) ?? []), at])
  }
  const problems: Diagnostic[] = []
  const sampleOf = (at: number): string =>
    options.samples
      .map((row) => maskSample(row[at] ?? ''))
      .filter((cell) => cell !== '')
      .slice(0, 3)
      .join('、')
  const shown = unknown.map((header) => `${header}[${sampleOf(headers.indexOf(header))}]`).join(';')
  for (const column of register.columns) {
    const places = chosen.get(column.id) ?? []
    if (places.length > 1)
      problems.push(
        headerProblem(
          'HEADER_AMBIGUOUS',
          options.file,
          column,
          places.map((at) => `${headers[at]}[${sampleOf(at)}]`).join(';'),
        ),
      )
    if (places.length === 0 && column.required)
      problems.push(headerProblem('HEADER_MISSING', options.file, column, shown))
  }
  const columns = register.columns.flatMap((column): MappedColumn[] => {
    const at = chosen.get(column.id)?.[0]
    if (at === undefined) return []
    const header = headers[at] ?? ''
    return [
      { column, at, header, scale: column.type.kind === 'money' && isTenThousand(header, options.unit) ? 10000 : 1 },
    ]
  })
  return { columns, unknown, problems }
}

/** A sample shows what kind of thing stands there, never a whole id or name. */
const maskSample = (text: string): string =>
  text.length > 8 ? `${text.slice(0, 4)}…` : text.length > 1 && /[\u4e00-\u9fff]/.test(text) ? `${text[0]}*` : text

function headerProblem(code: string, file: string, column: Column, found: string): Diagnostic {
  const zh = code === 'HEADER_MISSING' ? `缺少必需列“${column.label.zh}”` : `有多列都像“${column.label.zh}”`
  const en =
    code === 'HEADER_MISSING'
      ? `the required column "${column.label.en}" is missing`
      : `several columns look like "${column.label.en}"`
  return diagnostic(
    code,
    { file, field: column.id },
    found,
    { zh, en },
    {
      zh: `用 --map 文件.json 指明表头对应的列,例如 {"表头":"${column.id}"};会记住,下次不再问。`,
      en: `Map it once with --map FILE.json, for example {"header":"${column.id}"}; it is remembered.`,
    },
  )
}

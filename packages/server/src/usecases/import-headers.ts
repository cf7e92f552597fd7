/** Which column of the file is which column of the register: by the names offices use, else by what a person said once. */
import {
  type Column,
  type Diagnostic,
  diagnostic,
  done,
  type Outcome,
  type Register,
  refused,
} from '@doudi/core/kernel'

/** Header text → column id, as a person mapped it; '' means: not needed. */
export type Mapping = Readonly<Record<string, string>>
/** A mapping as a person wrote it: one JSON object of header → column id. */
export function parseMapping(text: string, file: string): Outcome<Mapping> {
  try {
    const found = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) {
      const entries = Object.entries(found)
      if (entries.every(([, id]) => typeof id === 'string')) return done(Object.fromEntries(entries) as Mapping)
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return refused(
    diagnostic(
      'MAP_FILE',
      { file },
      '',
      { zh: '列对应文件不是{"表头":"列"}这样的JSON', en: 'the mapping is no JSON object of header and column' },
      { zh: '照 {"证件号":"residentId"} 的样子写。', en: 'Write it like {"证件号":"residentId"}.' },
    ),
  )
}

export type MappedColumn = {
  readonly column: Column
  readonly at: number
  readonly header: string
  readonly scale: 1 | 10000
}
export type Mapped = {
  readonly columns: readonly MappedColumn[]
  readonly unknown: readonly string[]
  /** The unknown headers, each with masked samples. */
  readonly unknownShown: readonly string[]
  readonly problems: readonly Diagnostic[]
}

/** Without spaces, stars, full-width forms, and units or notes, in brackets or bare. */
function plainHeader(text: string): string {
  const half = text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  return half
    .replace(/[\s\u3000\uFEFF\u200B*:'"]/g, '')
    .replace(/[([【<〔][^)\]】>〕]*[)\]】>〕]/g, '')
    .replace(/(?<=额|标准|金|资|入|费|补贴)(?:万元|元)(?:\/[月年])?$/, '')
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

type HeaderOptions = {
  readonly mapping: Mapping
  readonly unit: string
  readonly file: string
  readonly samples: readonly (readonly string[])[]
}

/** Where each column of the register stands: what a person said goes before what the names suggest. */
function placesOf(
  register: Register,
  headers: readonly string[],
  mapping: Mapping,
): {
  readonly said: ReadonlyMap<string, number[]>
  readonly suggested: ReadonlyMap<string, number[]>
  readonly unknown: number[]
} {
  const words = new Map(Object.entries(mapping).map(([header, id]) => [plainHeader(header), id]))
  const byName = new Map(
    register.columns.toReversed().flatMap((column) => namesOf(column).map((name) => [name, column.id])),
  )
  const [said, suggested, unknown] = [new Map<string, number[]>(), new Map<string, number[]>(), [] as number[]]
  const put = (places: Map<string, number[]>, id: string, at: number): unknown =>
    places.set(id, [...(places.get(id) ?? []), at])
  for (const [at, header] of headers.entries()) {
    if (header.trim() === '') continue
    const word = words.get(plainHeader(header))
    const name = byName.get(plainHeader(header))
    if (word === '') continue
    if (word !== undefined) put(said, word, at)
    else if (name !== undefined) put(suggested, name, at)
    else unknown.push(at)
  }
  return { said, suggested, unknown }
}

/** Words of a mapping that name no column of the register. */
const strayWords = (register: Register, mapping: Mapping, file: string): Diagnostic[] =>
  Object.entries(mapping)
    .filter(([, id]) => id !== '' && !register.columns.some((column) => column.id === id))
    .map(([header, id]) =>
      diagnostic(
        'MAP_COLUMN',
        { file, column: header },
        id,
        { zh: `列对应里的“${id}”不是${register.id}的列`, en: `"${id}" is no column of ${register.id}` },
        {
          zh: `可用的列：${register.columns.map((column) => column.id).join('、')}；不需要的列写空字符串。`,
          en: 'Use one of the columns listed, or an empty string for a column not needed.',
        },
      ),
    )

export function mapHeaders(register: Register, headers: readonly string[], options: HeaderOptions): Mapped {
  const { said, suggested, unknown } = placesOf(register, headers, options.mapping)
  const sampleOf = (at: number): string =>
    [...new Set(options.samples.map((row) => maskSample(row[at] ?? '')).filter((cell) => cell !== ''))]
      .slice(0, 3)
      .join('、')
  const shown = (at: number): string => `${headers[at]}[${sampleOf(at)}]`
  const found = register.columns.map((column) => ({
    column,
    places: said.get(column.id) ?? suggested.get(column.id) ?? [],
  }))
  const missing = unknown.map(shown).join(';')
  const problems = [
    ...strayWords(register, options.mapping, options.file),
    ...found.flatMap(({ column, places }) => {
      if (places.length > 1)
        return [headerProblem('HEADER_AMBIGUOUS', options.file, column, places.map(shown).join(';'))]
      return places.length === 0 && column.required
        ? [headerProblem('HEADER_MISSING', options.file, column, missing)]
        : []
    }),
  ]
  const columns = found.flatMap(({ column, places: [at] }): MappedColumn[] => {
    if (at === undefined) return []
    const header = headers[at] ?? ''
    const scale = column.type.kind === 'money' && isTenThousand(header, options.unit) ? 10000 : 1
    return [{ column, at, header, scale }]
  })
  return {
    columns,
    unknown: unknown.map((at) => headers[at] ?? ''),
    unknownShown: unknown.map(shown),
    problems,
  }
}

/** A sample shows what kind of thing stands there, never a whole id or name. */
export const maskSample = (text: string): string =>
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
      zh: `用 --map 文件.json 指明表头对应的列，例如 {"表头":"${column.id}"}；会记住，下次不再问。`,
      en: `Map it once with --map FILE.json, for example {"header":"${column.id}"}; it is remembered.`,
    },
  )
}

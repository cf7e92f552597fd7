/** What a delimited file looks like from its first lines: the delimiter, and the records with the line each begins on. */
const DELIMITERS = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Records of the text, quotes respected; stops at `limit`. */
export function splitRecords(
  text: string,
  delimiter: string,
  limit: number,
): { readonly cells: string[]; readonly line: number }[] {
  const records: { cells: string[]; line: number }[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let began = 1
  for (let i = 0; i < text.length && records.length < limit; i++) {
    const c = text[i] ?? ''
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') cell += text[++i] ?? ''
      else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"' && cell === '') quoted = true
    else if (c === delimiter) {
      cells.push(cell)
      cell = ''
    } else if (c === '\n') {
      records.push({ cells: [...cells, cell.replace(/\r$/, '')], line: began })
      cells = []
      cell = ''
      began = line + 1
    } else cell += c
    if (c === '\n') line++
  }
  if (records.length < limit && (cell !== '' || cells.length > 0))
    records.push({ cells: [...cells, cell], line: began })
  return records
}

/** The delimiter by which the first lines split into most, and most even, columns. */
export function sniffDelimiter(text: string): Delimiter {
  let best: Delimiter = ','
  let score = 0
  for (const delimiter of DELIMITERS) {
    const widths = splitRecords(text, delimiter, 20).map(({ cells }) => cells.length)
    const widest = Math.max(0, ...widths)
    const even = widths.filter((width) => width === widest).length
    if (widest > 1 && widest * even > score) [best, score] = [delimiter, widest * even]
  }
  return best
}

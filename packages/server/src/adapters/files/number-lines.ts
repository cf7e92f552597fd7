/**
 * A delimited file whose records do not stand one a line (quotes, blank lines) gets its line numbers written into it,
 * so that a row that goes back to its office carries the line the office sees.
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

const NEWLINE = 10
const QUOTE = 34
/** A quote left open would swallow the rest of the file: no cell of a register runs over so many lines. */
const MAX_LINES = 200
const MAX_BYTES = 4_000_000

/** Whether each line is one record: then the line is the row's number and nothing need be written. */
export async function isOneRecordALine(path: string): Promise<boolean> {
  let last = NEWLINE
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    if (chunk.includes(QUOTE) || chunk.includes('\n\n') || chunk.includes('\n\r')) return false
    if (last === NEWLINE && (chunk[0] === NEWLINE || chunk[0] === 13)) return false
    last = chunk.at(-1) ?? last
  }
  return true
}

const quotesIn = (line: Buffer): number => {
  let count = 0
  for (let at = line.indexOf(QUOTE); at >= 0; at = line.indexOf(QUOTE, at + 1)) count++
  return count
}
const isBlank = (line: Buffer): boolean => line.length === 0 || (line.length === 1 && line[0] === 13)

/** Lines of a file, without their newline; a last one without newline too. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let at = all.indexOf(NEWLINE); at >= 0; at = all.indexOf(NEWLINE, from)) {
      yield all.subarray(from, at)
      from = at + 1
    }
    rest = all.subarray(from)
    if (rest.length > MAX_BYTES * 4) throw new RangeError('a line without end')
  }
  if (rest.length > 0) yield rest
}

/**
 * Writes the records below line `skip` to `target`, each behind its line number and `delimiter`; blank lines are left
 * out. Returns the line on which a quote was opened and never closed, else null.
 */
export async function numberLines(
  path: string,
  target: string,
  skip: number,
  delimiter: string,
): Promise<number | null> {
  const out = await open(target, 'w')
  try {
    let [line, began, bytes] = [0, 0, 0]
    let pending: Buffer[] = []
    let size = 0
    for await (const text of linesOf(path)) {
      line++
      if (line <= skip || (began === 0 && isBlank(text))) continue
      if (began === 0) pending.push(Buffer.from(`${line}${delimiter}`))
      // An odd number of quotes opens or closes a cell that runs over the line's end.
      const odd = quotesIn(text) % 2 === 1
      pending.push(text, Buffer.from('\n'))
      size += text.length + 8
      bytes = began === 0 ? text.length : bytes + text.length
      if (began === 0 ? odd : !odd) {
        if (began === 0) began = line
        if (line - began > MAX_LINES || bytes > MAX_BYTES) return began
      } else began = 0
      if (size < 1 << 20) continue
      await out.writeFile(Buffer.concat(pending))
      pending = []
      size = 0
    }
    await out.writeFile(Buffer.concat(pending))
    return began === 0 ? null : began
  } finally {
    await out.close()
  }
}

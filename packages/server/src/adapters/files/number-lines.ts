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

const RETURN = 13

/**
 * Whether each line is one record, and all lines end alike: then the line is the row's number and nothing need be
 * written. DuckDB's strict reading, which loses no cell, wants one kind of line end.
 */
export async function isOneRecordALine(path: string): Promise<boolean> {
  let last = NEWLINE
  let returns: boolean | null = null
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    if (chunk.includes(QUOTE) || chunk.includes('\n\n') || chunk.includes('\n\r')) return false
    if (last === NEWLINE && (chunk[0] === NEWLINE || chunk[0] === RETURN)) return false
    const first = chunk.indexOf(NEWLINE)
    if (first >= 0) returns ??= (first > 0 ? chunk[first - 1] : last) === RETURN
    if (!endsAlike(chunk, last, returns === true)) return false
    last = chunk.at(-1) ?? last
  }
  return true
}

/** Every newline behind a return, and no return elsewhere; or no return at all. */
function endsAlike(chunk: Buffer, last: number, returns: boolean): boolean {
  if (!returns)
    return !chunk.includes(RETURN) || (chunk.indexOf(RETURN) === chunk.length - 1 && !chunk.includes(NEWLINE))
  if (last === RETURN && chunk[0] !== NEWLINE) return false
  let from = 0
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) {
    if ((at > 0 ? chunk[at - 1] : last) !== RETURN) return false
    // The first return since the last newline is the one before this.
    if (at > 0 && chunk.indexOf(RETURN, from) !== at - 1) return false
    from = at + 1
  }
  const stray = chunk.indexOf(RETURN, from)
  return stray < 0 || stray === chunk.length - 1
}

/** Whether a quoted cell is still open at the end of a line; a quote opens only where a cell begins. */
function isOpenAfter(line: Buffer, delimiter: number, open: boolean): boolean {
  if (!line.includes(QUOTE)) return open
  let [quoted, begins] = [open, !open]
  for (let at = 0; at < line.length; at++) {
    const byte = line[at]
    if (quoted) {
      if (byte !== QUOTE) continue
      if (line[at + 1] === QUOTE) at++
      else quoted = false
    } else if (byte === QUOTE && begins) quoted = true
    begins = !quoted && byte === delimiter
  }
  return quoted
}

/** Line ends of one kind, stray returns as spaces. */
function withoutReturns(line: Buffer): Buffer {
  if (!line.includes(RETURN)) return line
  const whole = line.at(-1) === RETURN ? line.subarray(0, -1) : line
  return whole.includes(RETURN) ? Buffer.from(whole.map((byte) => (byte === RETURN ? 32 : byte))) : whole
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
    const separator = delimiter.charCodeAt(0)
    for await (const raw of linesOf(path)) {
      const text = withoutReturns(raw)
      line++
      if (line <= skip || (began === 0 && isBlank(text))) continue
      if (began === 0) pending.push(Buffer.from(`${line}${delimiter}`))
      pending.push(text, Buffer.from('\n'))
      size += text.length + 8
      bytes = began === 0 ? text.length : bytes + text.length
      if (isOpenAfter(text, separator, began !== 0)) {
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

/**
 * The part of a zip archive that a spreadsheet needs: its directory, and an entry inflated as it comes. Nothing is ever
 * written under an entry's name. Limits guard against bombs; lengths are checked before memory is taken.
 */
import type { FileHandle } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

type Entry = { readonly method: number; readonly packed: number; readonly size: number; readonly at: number }
export type Archive = {
  readonly has: (name: string) => boolean
  /** The entry's bytes in pieces; an entry that is not there has none. */
  readonly read: (name: string) => AsyncGenerator<Buffer>
  /** The entry as text, '' where it is not there; `limit` bytes at most. */
  readonly text: (name: string, limit: number) => Promise<string>
}

/** Deflate cannot exceed about 1,000; tables stay below 60. */
const MAX_RATIO = 300
/** So much may inflate before the ratio is judged. */
const FREE_BYTES = 1 << 24
const MAX_ENTRIES = 10_000

type ProblemKind = 'ZIP' | 'BOMB' | 'SHEET' | 'SECRET'
export class SpreadsheetProblem extends Error {
  readonly code: ProblemKind
  constructor(code: ProblemKind, message: string) {
    super(message)
    this.code = code
  }
}

async function readAt(file: FileHandle, at: number, length: number, fileSize: number): Promise<Buffer> {
  if (!(at >= 0 && length >= 0 && at + length <= fileSize)) throw new SpreadsheetProblem('ZIP', 'the file ends early')
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  if (bytesRead < length) throw new SpreadsheetProblem('ZIP', 'the file ends early')
  return buffer
}

async function directory(file: FileHandle, fileSize: number): Promise<Map<string, Entry>> {
  const tail = await readAt(file, Math.max(0, fileSize - 65_557), Math.min(fileSize, 65_557), fileSize)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > tail.length) throw new SpreadsheetProblem('ZIP', 'no end of archive')
  let count = tail.readUInt16LE(end + 10)
  let length = tail.readUInt32LE(end + 12)
  let start = tail.readUInt32LE(end + 16)
  const locator = end - 20
  if (locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50) {
    const record = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56, fileSize)
    count = Number(record.readBigUInt64LE(32))
    length = Number(record.readBigUInt64LE(40))
    start = Number(record.readBigUInt64LE(48))
  }
  if (count > MAX_ENTRIES) throw new SpreadsheetProblem('BOMB', 'too many entries')
  return entries(await readAt(file, start, length, fileSize), count)
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
    const name = bytes.toString('utf8', at + 46, at + 46 + names).replaceAll('\\', '/')
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

/** Bytes of an entry, inflated as they come; declared or actual growth beyond reason ends it early. */
async function* inflate(file: FileHandle, entry: Entry, fileSize: number): AsyncGenerator<Buffer> {
  const beyond = (size: number, packed: number): boolean => size > FREE_BYTES && size > packed * MAX_RATIO
  if (beyond(entry.size, entry.packed)) throw new SpreadsheetProblem('BOMB', 'inflates beyond reason')
  const header = await readAt(file, entry.at, 30, fileSize)
  const from = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  let taken = 0
  async function* packed(): AsyncGenerator<Buffer> {
    while (taken < entry.packed) {
      const length = Math.min(1 << 18, entry.packed - taken)
      yield await readAt(file, from + taken, length, fileSize)
      taken += length
    }
  }
  // A pipe would leave an error of its source unheard, and the process would end.
  const source =
    entry.method === 0
      ? packed()
      : pipeline(
          Readable.from(packed(), { objectMode: false }),
          createInflateRaw({ chunkSize: 1 << 18 }),
          () => undefined,
        )
  let out = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    out += chunk.length
    // What is read ahead counts as taken, so a piece more is granted.
    if (beyond(out, taken + (1 << 18))) throw new SpreadsheetProblem('BOMB', 'inflates beyond reason')
    yield chunk
  }
}

/** Reads the archive's directory; the file stays the caller's to close. */
export async function openArchive(file: FileHandle): Promise<Archive> {
  const { size } = await file.stat()
  const parts = await directory(file, size)
  async function* read(name: string): AsyncGenerator<Buffer> {
    const entry = parts.get(name)
    if (entry) yield* inflate(file, entry, size)
  }
  return {
    has: (name) => parts.has(name),
    read,
    text: async (name, limit) => {
      const chunks: Buffer[] = []
      let length = 0
      for await (const chunk of read(name)) {
        length += chunk.length
        if (length > limit) throw new SpreadsheetProblem('BOMB', 'a part is too large')
        chunks.push(chunk)
      }
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}

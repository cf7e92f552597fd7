/** Which encoding a text file is in, proven on every byte: a lossy decode is refused, with the place. */

import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le'
export type Detected =
  | { readonly ok: true; readonly encoding: Encoding; readonly bom: number }
  | { readonly ok: false; readonly expected: Encoding | null; readonly offset: number; readonly line: number }

/** Where a strict decoder stops: the byte's offset, its 1-based line, and how many characters beyond ASCII came before. */
type Failure = { readonly offset: number; readonly line: number; readonly wideBefore: number }

const wide = (text: string): number => text.match(/[^\0-\x7f]/g)?.length ?? 0

/** Reads the whole file through a strict decoder; null where every byte is right. */
async function firstFailure(path: string, encoding: Encoding): Promise<Failure | null> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let chunkStart = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 })) {
      decoder.decode(chunk, { stream: true })
      chunkStart += chunk.length
    }
    decoder.decode()
    return null
  } catch {
    return await locate(path, encoding, chunkStart)
  }
}

/** The second reading, only after a failure: byte by byte in the chunk that failed. */
async function locate(path: string, encoding: Encoding, chunkStart: number): Promise<Failure> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let [offset, line, wideBefore] = [0, 1, 0]
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 })) {
    const step = offset >= chunkStart ? 1 : chunk.length
    for (let at = 0; at < chunk.length; at += step) {
      const part = chunk.subarray(at, at + step)
      try {
        const text = decoder.decode(part, { stream: true })
        if (wideBefore < ENOUGH) wideBefore += wide(text)
      } catch {
        return { offset: offset + at, line, wideBefore }
      }
      for (let n = part.indexOf(10); n >= 0; n = part.indexOf(10, n + 1)) line++
    }
    offset += chunk.length
  }
  return { offset, line, wideBefore }
}

/** So many right multi-byte characters are no accident: the file is in that encoding, and broken there. */
const ENOUGH = 12

export async function detectEncoding(path: string): Promise<Detected> {
  const file = await open(path)
  const head = Buffer.alloc(4)
  await file.read(head, 0, 4, 0)
  await file.close()
  const verdict = (encoding: Encoding, bom: number, failure: Failure | null): Detected =>
    failure === null
      ? { ok: true, encoding, bom }
      : { ok: false, expected: encoding, offset: failure.offset, line: failure.line }
  if (head[0] === 0xff && head[1] === 0xfe) return verdict('utf-16le', 2, await firstFailure(path, 'utf-16le'))
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  const utf8 = await firstFailure(path, 'utf-8')
  if (utf8 === null || bom > 0 || utf8.wideBefore >= ENOUGH) return verdict('utf-8', bom, utf8)
  const gb = await firstFailure(path, 'gb18030')
  if (gb === null || gb.wideBefore >= ENOUGH) return verdict('gb18030', 0, gb)
  return { ok: false, expected: null, offset: Math.max(utf8.offset, gb.offset), line: Math.max(utf8.line, gb.line) }
}

/**
 * Writes the file as UTF-8 without its mark to `target`. A full disk is an error of this call: a handle's `write` would
 * write a part of the last piece there and say so only in its answer, and the file would be short with nobody the wiser.
 */
export async function transcode(path: string, encoding: Encoding, target: string): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const out = await open(target, 'w')
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      await out.writeFile(decoder.decode(chunk, { stream: true }))
    await out.writeFile(decoder.decode())
  } finally {
    await out.close()
  }
}

/** The first `bytes` of a UTF-8 file as text, BOM removed. */
export async function headText(path: string, bytes = 1 << 18): Promise<string> {
  const file = await open(path)
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, 0)
  await file.close()
  return new TextDecoder('utf-8').decode(buffer.subarray(0, bytesRead))
}

/** GB 18030 has no encoder in the platform; this one is the decoder turned round, so that both agree by construction. */
function gb18030Table(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, Buffer>()
  const add = (...bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes))
    if ([...text].length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, Buffer.from(bytes))
  }
  for (let a = 0x81; a <= 0xfe; a++) for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) add(a, b)
  for (let a = 0x81; a <= 0x84; a++)
    for (let b = 0x30; b <= 0x39; b++)
      for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) add(a, b, c, d)
  return table
}
let gb: ReadonlyMap<string, Buffer> | null = null

/** Characters beyond the basic plane stand in GB 18030 in their own order. */
function astral(point: number): Buffer {
  const at = point - 0x10000
  return Buffer.from([
    0x90 + Math.floor(at / 12600),
    0x30 + (Math.floor(at / 1260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ])
}

/** Text in the office's own encoding; nothing is lost, since GB 18030 holds all of Unicode. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  gb ??= gb18030Table()
  const table = gb
  return Buffer.concat(
    (text.match(/[\0-\x7f]+|[^\0-\x7f]/gu) ?? []).map((run) => {
      const point = run.codePointAt(0) ?? 0
      if (point < 0x80) return Buffer.from(run, 'latin1')
      return point > 0xffff ? astral(point) : (table.get(run) ?? Buffer.from('?'))
    }),
  )
}

/** A UTF-8 file written again in the office's encoding; UTF-8 gets the mark by which spreadsheet programs know it. */
export async function encodeFile(from: string, to: string, encoding: Encoding): Promise<void> {
  const decoder = new TextDecoder('utf-8')
  const out = await open(to, 'w')
  try {
    if (encoding !== 'gb18030') await out.writeFile(encodeText('\uFEFF', encoding))
    for await (const chunk of createReadStream(from, { highWaterMark: 1 << 18 }))
      await out.writeFile(encodeText(decoder.decode(chunk, { stream: true }), encoding))
  } finally {
    await out.close()
  }
}

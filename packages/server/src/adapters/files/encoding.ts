/** Which encoding a text file is in, proven on every byte: a lossy decode is refused, with the place. */

import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le'
export type Detected =
  | { readonly ok: true; readonly encoding: Encoding; readonly bom: number }
  | { readonly ok: false; readonly offset: number }

/** Reads the whole file through a strict decoder; the byte offset of the failing chunk where it fails, else -1. */
async function firstFailure(path: string, encoding: Encoding): Promise<number> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let offset = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 })) {
      decoder.decode(chunk, { stream: true })
      offset += chunk.length
    }
    decoder.decode()
    return -1
  } catch {
    return offset
  }
}

export async function detectEncoding(path: string): Promise<Detected> {
  const file = await open(path)
  const head = Buffer.alloc(4)
  await file.read(head, 0, 4, 0)
  await file.close()
  if (head[0] === 0xff && head[1] === 0xfe) {
    const offset = await firstFailure(path, 'utf-16le')
    return offset < 0 ? { ok: true, encoding: 'utf-16le', bom: 2 } : { ok: false, offset }
  }
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  if ((await firstFailure(path, 'utf-8')) < 0) return { ok: true, encoding: 'utf-8', bom }
  const offset = await firstFailure(path, 'gb18030')
  // Private-use and replacement characters would be a loss that nobody sees.
  return offset < 0 && bom === 0
    ? { ok: true, encoding: 'gb18030', bom: 0 }
    : { ok: false, offset: Math.max(offset, 0) }
}

/** Writes the file as UTF-8 without BOM to `target`; returns the first 256 KiB of text. */
export async function transcode(path: string, encoding: Encoding, target: string): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const out = createWriteStream(target)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    if (!out.write(decoder.decode(chunk, { stream: true }))) await once(out, 'drain')
  }
  out.end(decoder.decode())
  await once(out, 'close')
}

/** The first `bytes` of a UTF-8 file as text, BOM removed. */
export async function headText(path: string, bytes = 1 << 18): Promise<string> {
  const file = await open(path)
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, 0)
  await file.close()
  return new TextDecoder('utf-8').decode(buffer.subarray(0, bytesRead))
}

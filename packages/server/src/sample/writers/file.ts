/** One open file with its digest; text goes in, bytes and SM3 come out. */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

export type Sink = { readonly write: (bytes: Uint8Array) => Promise<void>; readonly close: () => Promise<string> }

export async function openSink(path: string): Promise<Sink> {
  const file: FileHandle = await open(path, 'w')
  const hash = createHash('sm3')
  return {
    write: async (bytes) => {
      hash.update(bytes)
      // `write` may write a part of it, on a disk that is nearly full, and say so only in its answer.
      await file.writeFile(bytes)
    },
    close: async () => {
      await file.close()
      return hash.digest('hex')
    },
  }
}

/** Writes one register file row by row; `end` returns the SM3 of the file. Whoever writes awaits what `row` returns. */
export type TableWriter = {
  readonly row: (cells: readonly string[]) => void | Promise<void>
  readonly end: () => Promise<string>
}

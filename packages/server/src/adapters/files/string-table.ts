/** The shared strings of a workbook, millions of them, kept as bytes: as JavaScript strings they would not fit. */
import { SpreadsheetProblem } from './zip.ts'

export type StringTable = {
  readonly add: (text: string) => void
  /** '' where there is no such string. */
  readonly at: (index: number) => string
}

const BLOCK = 1 << 22
const MAX_BLOCKS = 256

export function stringTable(): StringTable {
  const blocks: Buffer[] = []
  let used = BLOCK
  let count = 0
  let starts = new Float64Array(1024)
  let lengths = new Uint32Array(1024)
  const grow = (): void => {
    const [wideStarts, wideLengths] = [new Float64Array(count * 2), new Uint32Array(count * 2)]
    wideStarts.set(starts)
    wideLengths.set(lengths)
    starts = wideStarts
    lengths = wideLengths
  }
  return {
    add: (text) => {
      const length = Buffer.byteLength(text)
      if (length > BLOCK) throw new SpreadsheetProblem('BOMB', 'a text is too long')
      if (used + length > BLOCK) {
        if (blocks.length >= MAX_BLOCKS) throw new SpreadsheetProblem('BOMB', 'too many texts')
        blocks.push(Buffer.allocUnsafe(BLOCK))
        used = 0
      }
      if (count === starts.length) grow()
      blocks.at(-1)?.write(text, used)
      starts[count] = (blocks.length - 1) * BLOCK + used
      lengths[count] = length
      used += length
      count++
    },
    at: (index) => {
      if (!(index >= 0 && index < count)) return ''
      const start = starts[index] ?? 0
      const offset = start % BLOCK
      return blocks[Math.floor(start / BLOCK)]?.toString('utf8', offset, offset + (lengths[index] ?? 0)) ?? ''
    },
  }
}

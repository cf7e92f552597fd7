/**
 * GB 18030-2022 encoder, made by inverting the platform's decoder; the generator's own, so that import is tested against
 * bytes that import did not make.
 */
const map = new Map<number, number>()
let built = false

function build(): void {
  const decoder = new TextDecoder('gb18030')
  for (let a = 0x81; a <= 0xfe; a++) {
    for (let b = 0x40; b <= 0xfe; b++) {
      if (b === 0x7f) continue
      const text = decoder.decode(Uint8Array.of(a, b))
      const point = text.codePointAt(0) ?? 0
      if (text.length === 1 && point !== 0xfffd && !map.has(point)) map.set(point, (a << 8) | b)
    }
  }
  for (let p = 0; p <= 39419; p++) {
    const bytes = four(p)
    const point = decoder.decode(Uint8Array.from(bytes)).codePointAt(0) ?? 0
    if (point !== 0xfffd && !map.has(point)) map.set(point, 0x1000000 + p)
  }
  built = true
}

const four = (p: number): number[] => [
  0x81 + Math.floor(p / 12600),
  0x30 + (Math.floor(p / 1260) % 10),
  0x81 + (Math.floor(p / 10) % 126),
  0x30 + (p % 10),
]

export function encodeGb18030(text: string): Buffer {
  if (!built) build()
  const bytes = Buffer.allocUnsafe(text.length * 4)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) ?? 0
    if (point < 0x80) {
      bytes[at++] = point
      continue
    }
    if (point > 0xffff) i++
    const code = point > 0xffff ? 0x1000000 + 189000 + point - 0x10000 : map.get(point)
    if (code === undefined) throw new RangeError(`no GB18030 code for U+${point.toString(16)}`)
    if (code >= 0x1000000) for (const byte of four(code - 0x1000000)) bytes[at++] = byte
    else {
      bytes[at++] = code >> 8
      bytes[at++] = code & 0xff
    }
  }
  return bytes.subarray(0, at)
}

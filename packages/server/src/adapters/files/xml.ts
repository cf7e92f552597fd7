/**
 * Just enough XML for the parts of a spreadsheet: elements found by index, in time linear in the text whatever it holds.
 * No entity is ever defined or expanded beyond the five of XML and numbers, so no entity bomb can go off.
 */
export type Element = {
  readonly attributes: string
  readonly body: string
  /** Where the text goes on. */
  readonly end: number
}

const AFTER_NAME = new Set([...' \t\r\n/>'].map((c) => c.charCodeAt(0)))

/** The next `<name …>…</name>` or `<name …/>` at or after `from`; null when there is none or it is not closed yet. */
export function nextElement(xml: string, name: string, from = 0): Element | null {
  const opening = `<${name}`
  let at = xml.indexOf(opening, from)
  while (at >= 0 && !AFTER_NAME.has(xml.charCodeAt(at + opening.length))) at = xml.indexOf(opening, at + 1)
  if (at < 0) return null
  const close = xml.indexOf('>', at)
  if (close < 0) return null
  const begin = at + opening.length
  if (xml.charCodeAt(close - 1) === 47) return { attributes: xml.slice(begin, close - 1), body: '', end: close + 1 }
  const stop = xml.indexOf(`</${name}>`, close)
  if (stop < 0) return null
  return { attributes: xml.slice(begin, close), body: xml.slice(close + 1, stop), end: stop + name.length + 3 }
}

/** All elements of one name, in order. */
export function* elementsOf(xml: string, name: string): Generator<Element> {
  for (let found = nextElement(xml, name); found; found = nextElement(xml, name, found.end)) yield found
}

/** The value of an attribute as written, or undefined. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(`${name}="`); at >= 0; at = attributes.indexOf(`${name}="`, at + 1)) {
    if (at > 0 && !/\s/.test(attributes.charAt(at - 1))) continue
    const from = at + name.length + 2
    const to = attributes.indexOf('"', from)
    return to < 0 ? undefined : attributes.slice(from, to)
  }
  return undefined
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const point = (code: number, otherwise: string): string =>
  code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : otherwise

/** Text with its references resolved, and with the `_x000D_` by which Excel writes control characters. */
export function decodeXml(text: string): string {
  const resolved = text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,8})|#(\d{1,8})|(\w{1,8}));/gi, (all, hex, decimal, name) =>
        hex ? point(Number.parseInt(hex, 16), all) : decimal ? point(Number(decimal), all) : (NAMED[name] ?? all),
      )
    : text
  return resolved.includes('_x')
    ? resolved.replace(/_x([0-9A-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : resolved
}

/** The text of a string item: its runs joined, phonetic readings left out. */
export function textOf(xml: string): string {
  const spoken = xml.includes('<rPh')
  let text = ''
  let from = 0
  for (let found = nextElement(xml, 't'); found; found = nextElement(xml, 't', found.end)) {
    const reading = spoken && xml.lastIndexOf('<rPh', found.end) > xml.lastIndexOf('</rPh>', found.end)
    if (!reading) text += found.body
    from = found.end
  }
  return from === 0 ? '' : decodeXml(text)
}

/** Delimited text in the encodings of offices. */

import { openSink, type TableWriter } from './file.ts'
import { encodeGb18030 } from './gb18030.ts'

export type CsvForm = { readonly delimiter: ',' | '\t' | ';' | '|'; readonly encoding: 'gb18030' | 'utf8' | 'utf8-bom' }
const CHUNK = 1 << 20

export async function csvWriter(path: string, form: CsvForm, headers: readonly string[]): Promise<TableWriter> {
  const sink = await openSink(path)
  const encode = form.encoding === 'gb18030' ? encodeGb18030 : (text: string): Buffer => Buffer.from(text)
  const special = new RegExp(`["\\n\\r${form.delimiter === '|' ? '\\|' : form.delimiter}]`)
  const cell = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(form.delimiter)}\r\n`
  let pending = (form.encoding === 'utf8-bom' ? '\uFEFF' : '') + line(headers)
  return {
    row: (cells) => {
      pending += line(cells)
      if (pending.length < CHUNK) return undefined
      const bytes = encode(pending)
      pending = ''
      return sink.write(bytes)
    },
    end: async () => {
      await sink.write(encode(pending))
      return await sink.close()
    },
  }
}

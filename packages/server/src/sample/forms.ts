/** In what form each office delivers: file type, delimiter, encoding, spelling of dates, titles, units. */
import { formatYmd, formatYmdZh } from '@doudi/core/kernel'
import type { CsvForm } from './writers/csv.ts'

export type Form = {
  readonly kind: 'csv' | 'xlsx' | 'parquet'
  readonly csv: CsvForm
  readonly titles: readonly string[]
  /** Which of the column's header names this office uses. */
  readonly header: number
  readonly date: (day: number) => string
  /** Money columns in 万元 instead of yuan. */
  readonly tenThousand: boolean
}

const dotted = (day: number): string => formatYmd(day).replaceAll('-', '.')
const slashed = (day: number): string => `${Math.floor(day / 10000)}/${Math.floor(day / 100) % 100}/${day % 100}`
const plain = (day: number): string => String(day)
const form = (given: Partial<Form>): Form => ({
  kind: 'csv',
  csv: { delimiter: ',', encoding: 'utf8' },
  titles: [],
  header: 0,
  date: formatYmd,
  tenThousand: false,
  ...given,
})

const FORMS: Readonly<Record<string, Form>> = {
  R01: form({ csv: { delimiter: ',', encoding: 'gb18030' }, date: plain, header: 1 }),
  R03: form({ csv: { delimiter: '\t', encoding: 'utf8' } }),
  R04: form({ csv: { delimiter: ',', encoding: 'gb18030' }, date: dotted }),
  R05: form({ kind: 'xlsx', header: 1, date: formatYmdZh }),
  R06: form({ csv: { delimiter: ';', encoding: 'gb18030' }, date: dotted, header: 1 }),
  R07: form({ csv: { delimiter: ';', encoding: 'gb18030' }, date: plain }),
  R08: form({ csv: { delimiter: '|', encoding: 'utf8' }, date: formatYmdZh }),
  R09: form({ csv: { delimiter: ',', encoding: 'utf8-bom' }, date: plain, header: 1 }),
  R10: form({ csv: { delimiter: '\t', encoding: 'gb18030' }, date: slashed }),
  R11: form({ kind: 'parquet' }),
  R12: form({ csv: { delimiter: '\t', encoding: 'utf8-bom' } }),
  R21: form({
    kind: 'xlsx',
    titles: ['社会救助在享人员名册', '单位:万元'],
    header: 1,
    tenThousand: true,
    date: formatYmd,
  }),
  R22: form({ kind: 'xlsx', titles: ['儿童福利在享名册'], date: slashed }),
  R23: form({ csv: { delimiter: '|', encoding: 'gb18030' }, header: 1 }),
  R32: form({ kind: 'xlsx', date: dotted }),
}
export const formOf = (register: string): Form => FORMS[register] ?? form({ header: 1 })

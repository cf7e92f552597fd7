/** A row of another engine's tests as trees of ours: by its construct, never by itself. */
import type { Expr } from '@doudi/core/policy'
import { catala } from './catala/operations.ts'
import { countryTemplate } from './country-template.ts'
import { feel } from './feel/operations.ts'
import { decisionTableOf } from './feel/tables.ts'
import type { Asked } from './numbers.ts'
import { publicodes } from './publicodes/evaluate.ts'
import type { Expected, Row } from './rows.ts'
import { NotExpressible, type Term, termOf } from './terms.ts'

export type Translation = {
  readonly answer: Term
  readonly exact: readonly Expr<'bool'>[]
  readonly otherwise: readonly string[]
}

/** Two digits more than the source wrote, so that what it did not write would show. */
function digitsOf({ value, within }: Expected): number {
  const written = value !== undefined && value !== null ? String(value['value']) : ''
  const decimals = /\.(\d+)$/.exec(written)?.[1]?.length ?? 0
  return Math.min(decimals + (within === undefined ? 2 : 0), 12)
}

function answerOf(row: Row, asked: Asked): Term {
  if (row.source === 'publicodes') return publicodes(row, asked)
  const given = Object.fromEntries(Object.entries(row.given).map(([name, value]) => [name, termOf(value)]))
  if (row.source === 'openfisca-country-template') return countryTemplate(row.suite, given, asked)
  if (row.op !== undefined && row.source === 'dmn-tck') return feel(row.op, given, asked)
  if (row.op !== undefined && row.source === 'catala') return catala(row.op, given, asked)
  if (row.table !== undefined) return decisionTableOf(row.table, given)
  throw new NotExpressible('a rule that stands as text of its language alone')
}

export function translate(row: Row): Translation {
  const asked: Asked = { digits: digitsOf(row.expect), exact: [], otherwise: [] }
  return { answer: answerOf(row, asked), exact: asked.exact, otherwise: asked.otherwise }
}

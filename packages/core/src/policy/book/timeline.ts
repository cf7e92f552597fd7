/** The rows of a figure over time as lanes: one for each key and place, from when to when, how high. Geometry alone. */
import { formatYmd, isYmd, type Text, toEpochDay, type Ymd, yearOf } from '../../kernel/index.ts'
import { parameterText } from '../evidence-text.ts'
import type { Parameter, ParameterRow } from '../programme.ts'

/** Shares of the width (x) and of the lane's height. `from`, `to`: null where it runs on beyond the drawing. */
export type Span = {
  readonly x0: number
  readonly x1: number
  readonly height: number
  readonly value: Text
  readonly from: string | null
  readonly to: string | null
  readonly status: ParameterRow['status']
}
export type Lane = { readonly label: Text; readonly spans: readonly Span[] }
export type Timeline = {
  readonly ticks: readonly { readonly x: number; readonly label: string }[]
  readonly lanes: readonly Lane[]
}

/** Rows that begin with the republic hold from ever. */
const EVER: Ymd = 19491001
const YEARS_BEFORE = 1
const YEARS_AFTER = 2
const MOST_TICKS = 8

/** The years that the drawing shows: those in which something begins or ends, and a little around them. */
function yearsOf(rows: readonly ParameterRow[], shown: readonly Ymd[]): readonly [first: number, last: number] {
  const days = rows.flatMap(({ from, to }) => [from, to ?? from]).filter((day) => isYmd(day) && day > EVER)
  const years = (days.length > 0 ? days : shown).map(yearOf)
  return years.length === 0 ? [2020, 2030] : [Math.min(...years) - YEARS_BEFORE, Math.max(...years) + YEARS_AFTER]
}

/** `shown`: days of the whole programme, so that figures without dates of their own stand on the same years. */
export function timelineOf(
  parameter: Parameter,
  shown: readonly Ymd[],
  keyLabel: (key: string | null) => Text,
): Timeline {
  const [first, last] = yearsOf(parameter.rows, shown)
  const [start, end] = [toEpochDay(first * 10000 + 101), toEpochDay(last * 10000 + 101)]
  const x = (day: Ymd): number => Math.min(1, Math.max(0, (toEpochDay(day) - start) / (end - start)))
  const numbers = parameter.rows.flatMap(({ value }) => (typeof value === 'number' ? [value] : []))
  const highest = Math.max(...numbers, 0)
  const series = Map.groupBy(parameter.rows, ({ key, place }) => `${key ?? ''}|${place ?? ''}`)
  const lanes = [...series.values()].map((all): Lane => {
    const rows = all.toSorted((a, b) => a.from - b.from)
    const [one] = rows
    const place = one?.place === undefined ? '' : one.place
    const name = keyLabel(one?.key ?? null)
    return {
      label: { zh: `${name.zh}${place && ` ${place}`}`, en: `${name.en}${place && ` ${place}`}` },
      spans: rows.map((row, at): Span => {
        const next = rows[at + 1]
        const ends = row.to ?? next?.from ?? null
        return {
          x0: row.from <= EVER ? 0 : x(row.from),
          x1: ends === null ? 1 : x(ends),
          height: typeof row.value === 'number' && highest > 0 ? Math.max(0.25, row.value / highest) : 1,
          value: parameterText(parameter, row),
          from: row.from <= EVER ? null : formatYmd(row.from),
          to: row.to === null ? null : formatYmd(row.to),
          status: row.status,
        }
      }),
    }
  })
  const step = Math.ceil((last - first) / MOST_TICKS)
  const ticks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => first + at * step)
  return { ticks: ticks.map((year) => ({ x: x(year * 10000 + 101), label: String(year) })), lanes }
}

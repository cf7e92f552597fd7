/** Evidence on a time axis: each record of a register from its first day to its last, against the as-of day. */
import type { FactView, LeadView } from '@doudi/contract'
import { day } from '../format.ts'
import { useText } from '../text/language.ts'

const WIDTH = 840
const LEFT = 232
const ROW = 26
const TOP = 40

const years = (ymd: number): number =>
  Math.floor(ymd / 10000) + ((Math.floor(ymd / 100) % 100) - 1) / 12 + ((ymd % 100) - 1) / 365

function factsOf(view: LeadView): FactView[] {
  const seen = new Map<string, FactView>()
  for (const line of view.lines)
    for (const fact of line.facts) seen.set(`${fact.register}|${fact.who}|${fact.text}`, fact)
  return [...seen.values()].sort((a, b) => (a.from ?? 0) - (b.from ?? 0) || (a.register < b.register ? -1 : 1))
}

/** From six years back to three years on, as far as the facts need it. */
function axisOf(facts: readonly FactView[], now: number) {
  const at = (ymd: number | null): number => (ymd === null ? now : years(ymd))
  const earliest = Math.max(now - 6, Math.min(now - 1, ...facts.map(({ from }) => at(from))) - 0.1)
  const latest = Math.min(now + 3, Math.max(now + 0.5, ...facts.map(({ to }) => at(to))))
  const x = (year: number): number =>
    LEFT + ((Math.min(Math.max(year, earliest), latest) - earliest) / (latest - earliest)) * (WIDTH - LEFT - 12)
  const ticks = Array.from({ length: Math.floor(latest) - Math.ceil(earliest) + 1 }, (_, n) => Math.ceil(earliest) + n)
  return { x, ticks, earliest, latest }
}

function Mark({ fact, y, x }: { readonly fact: FactView; readonly y: number; readonly x: (year: number) => number }) {
  const text = useText()
  if (fact.from === null)
    return (
      <text x={LEFT + 6} y={y + 13} fontSize="12" fill="#565E67">
        {text.undated}
      </text>
    )
  const from = x(years(fact.from))
  const to = fact.to === null ? from : x(years(fact.to))
  const dates = fact.to === null ? day(fact.from) : `${day(fact.from)} ~ ${day(fact.to)}`
  const room = WIDTH - to > dates.length * 7
  return (
    <>
      {to - from < 3 ? (
        <circle
          cx={from}
          cy={y + 9}
          r="5"
          fill={fact.sure ? '#1F2328' : '#fff'}
          stroke="#1F2328"
          strokeDasharray={fact.sure ? undefined : '2 2'}
        />
      ) : (
        <rect
          x={from}
          y={y + 3}
          width={to - from}
          height="12"
          fill={fact.sure ? '#565E67' : '#fff'}
          stroke="#565E67"
          strokeDasharray={fact.sure ? undefined : '3 2'}
        />
      )}
      <text
        x={room ? to + 9 : from - 9}
        y={y + 13}
        fontSize="12"
        textAnchor={room ? 'start' : 'end'}
        fill="#1F2328"
        className="halo"
      >
        {fact.sure ? '' : '? '}
        {dates}
      </text>
    </>
  )
}

export function Timeline({ view }: { readonly view: LeadView }) {
  const text = useText()
  const facts = factsOf(view)
  if (facts.length === 0) return <p className="note">{text.noEvidence}</p>
  const now = years(view.asOf)
  const { x, ticks } = axisOf(facts, now)
  const height = TOP + facts.length * ROW + 4
  const who: Readonly<Record<string, string>> = { self: text.child, father: text.father, mother: text.mother }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={text.evidence}>
      <svg className="timeline" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={text.evidence}>
        {ticks.map((year) => (
          <g key={year}>
            <line x1={x(year)} x2={x(year)} y1={TOP - 6} y2={height} stroke="#D8DEE4" />
            <text x={x(year)} y={TOP - 12} fontSize="11" textAnchor="middle" fill="#565E67">
              {year}
            </text>
          </g>
        ))}
        <line x1={x(now)} x2={x(now)} y1="16" y2={height} stroke="#1F2328" strokeWidth="1.5" />
        <text x={x(now)} y="12" fontSize="12" textAnchor="middle" fontWeight="600" fill="#1F2328">
          {text.today} {day(view.asOf).slice(5)}
        </text>
        {facts.map((fact, index) => (
          <g key={`${fact.register}${fact.who}${fact.text}`}>
            <title lang="zh-CN">{fact.text}</title>
            <line
              x1="0"
              x2={WIDTH}
              y1={TOP + (index + 1) * ROW - 3}
              y2={TOP + (index + 1) * ROW - 3}
              stroke="#EBEEF1"
            />
            <text x="0" y={TOP + index * ROW + 13} fontSize="12" fill="#565E67">
              {fact.register}{' '}
              <tspan fill="#1F2328">
                <tspan lang="zh-CN">{fact.registerName}</tspan> · {who[fact.who] ?? fact.who}
              </tspan>
            </text>
            <Mark fact={fact} y={TOP + index * ROW} x={x} />
          </g>
        ))}
      </svg>
    </section>
  )
}

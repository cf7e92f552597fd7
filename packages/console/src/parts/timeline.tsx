/** Evidence on a time axis: each record of a register from its first day to its last, against the as-of day. */
import type { FactView, LeadView } from '@doudi/contract'
import { day } from '../format.ts'
import { useText } from '../text/language.ts'

const WIDTH = 820
const LEFT = 200
const ROW = 26

const years = (ymd: number): number =>
  Math.floor(ymd / 10000) + ((Math.floor(ymd / 100) % 100) - 1) / 12 + ((ymd % 100) - 1) / 365

export function Timeline({ view }: { readonly view: LeadView }) {
  const text = useText()
  const seen = new Map<string, FactView>()
  for (const line of view.lines)
    for (const fact of line.facts) seen.set(`${fact.register}|${fact.who}|${fact.text}`, fact)
  const facts = [...seen.values()].sort((a, b) => (a.from ?? 0) - (b.from ?? 0))
  if (facts.length === 0) return <p className="note">{text.noEvidence}</p>
  const now = years(view.asOf)
  const earliest = Math.max(now - 6, Math.min(now - 1, ...facts.map(({ from }) => (from === null ? now : years(from)))))
  const latest = Math.min(now + 3, Math.max(now + 1, ...facts.map(({ to }) => (to === null ? now : years(to)))))
  const x = (at: number): number =>
    LEFT + ((Math.min(Math.max(at, earliest), latest) - earliest) / (latest - earliest)) * (WIDTH - LEFT - 10)
  const ticks = Array.from(
    { length: Math.floor(latest) - Math.ceil(earliest) + 1 },
    (_, index) => Math.ceil(earliest) + index,
  )
  const height = 30 + facts.length * ROW
  const who = { self: text.self, father: text.father, mother: text.mother } as const
  return (
    <div className="scroll">
      <svg className="timeline" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={text.evidence}>
        {ticks.map((year) => (
          <g key={year}>
            <line x1={x(year)} x2={x(year)} y1="18" y2={height} stroke="#D8DEE4" />
            <text x={x(year)} y="12" fontSize="11" textAnchor="middle" fill="#565E67">
              {year}
            </text>
          </g>
        ))}
        {facts.map((fact, index) => {
          const y = 26 + index * ROW
          const from = fact.from === null ? earliest : years(fact.from)
          const to = fact.to === null ? from : years(fact.to)
          const point = to - from < 0.02
          return (
            <g key={`${fact.register}${fact.who}${fact.text}`}>
              <title>{fact.text}</title>
              <text x="0" y={y + 13} fontSize="12" fill="#1F2328">
                {fact.register} {fact.registerName}({who[fact.who as keyof typeof who] ?? fact.who})
              </text>
              {point ? (
                <circle
                  cx={x(from)}
                  cy={y + 9}
                  r="5"
                  fill={fact.sure ? '#1F2328' : '#fff'}
                  stroke="#1F2328"
                  strokeDasharray={fact.sure ? undefined : '2 2'}
                />
              ) : (
                <rect
                  x={x(from)}
                  y={y + 3}
                  width={Math.max(2, x(to) - x(from))}
                  height="12"
                  fill={fact.sure ? '#565E67' : '#fff'}
                  stroke="#565E67"
                  strokeDasharray={fact.sure ? undefined : '3 2'}
                />
              )}
              <text x={Math.min(x(point ? from : to) + 9, WIDTH - 150)} y={y + 13} fontSize="11" fill="#565E67">
                {day(fact.from)}
                {fact.to === null ? '' : ` ~ ${day(fact.to)}`}
              </text>
            </g>
          )
        })}
        <line x1={x(now)} x2={x(now)} y1="14" y2={height} stroke="#1A5EAB" strokeWidth="2" />
        <text x={x(now) - 5} y="24" fontSize="11" textAnchor="end" fill="#1A5EAB">
          {text.today} {day(view.asOf).slice(5)}
        </text>
      </svg>
    </div>
  )
}

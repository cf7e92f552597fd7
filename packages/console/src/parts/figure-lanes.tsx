/** A figure of law over time: a lane for each category and place, a bar from when to when. */
import type { TimelineView } from '@doudi/contract'
import { usePick, useText } from '../text/language.ts'

type Lane = TimelineView['lanes'][number]
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`
const LEAST = 4

function Bars({ lane, ticks }: { readonly lane: Lane; readonly ticks: TimelineView['ticks'] }) {
  return (
    <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      {ticks.map(({ x }) => (
        <line key={x} className="tick" x1={x * 1000} x2={x * 1000} y1="0" y2="100" />
      ))}
      {lane.spans.map(({ x0, x1, height, status }) => (
        <rect
          key={x0}
          className={`span ${status}`}
          x={x0 * 1000}
          y={100 - height * 100}
          width={Math.max(LEAST, (x1 - x0) * 1000)}
          height={height * 100}
        />
      ))}
    </svg>
  )
}

export function FigureLanes({ timeline }: { readonly timeline: TimelineView }) {
  const text = useText()
  const pick = usePick()
  const { lanes, ticks } = timeline
  const named = lanes.some(({ label }) => label.zh !== '')
  return (
    <div className={named ? 'lanes named' : 'lanes'}>
      {lanes.map((lane) => (
        <div className="lane" key={lane.label.zh}>
          {named && <span className="name">{pick(lane.label)}</span>}
          <div className="track">
            <Bars lane={lane} ticks={ticks} />
            {lane.spans.map(({ x0, value, from }) => (
              <span className="at" key={x0} style={{ left: percent(x0) }}>
                {pick(value)} {from !== null && <small>{text.since(from)}</small>}
              </span>
            ))}
          </div>
        </div>
      ))}
      <div className="lane axis">
        {named && <span className="name" />}
        <div className="track">
          {ticks.map(({ x, label }) => (
            <span
              className={`year${x > 0.95 ? ' end' : x < 0.05 ? ' start' : ''}`}
              key={label}
              style={{ left: percent(x) }}
            >
              {label}
            </span>
          ))}
        </div>
      </div>
    </div>
  )
}

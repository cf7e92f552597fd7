/** Money: what a month would change if every lead proved true, and how that stands to the year's plan. */
import type { HomeView } from '@doudi/contract'
import { count, KINDS, money, percent, tenThousand } from '../format.ts'
import { useText } from '../text/language.ts'
import { FILL } from './flow-drawing.tsx'

const HALF = 50

function Bar({ fen, widest, fill }: { readonly fen: number; readonly widest: number; readonly fill: string }) {
  const width = (Math.abs(fen) / widest) * HALF
  return (
    <svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
      <rect x={fen < 0 ? HALF - width : HALF} y="2" width={width} height="12" fill={fill} />
      <rect x={HALF - 0.15} y="0" width="0.3" height="16" fill="#7D858E" />
    </svg>
  )
}

export function Stakes({ home }: { readonly home: HomeView }) {
  const text = useText()
  const { budget } = home
  const counted = KINDS.filter((kind) => kind !== 'unknown' && kind !== 'change')
  const shown = counted.map((kind) => ({ kind, fen: home.money[kind] }))
  const widest = Math.max(1, ...shown.map(({ fen }) => Math.abs(fen ?? 0)))
  const net = budget.owedMoreFen - budget.overpaidFen
  return (
    <section aria-labelledby="money">
      <h2 id="money">
        {text.money} <small>{text.moneyUnit}</small>
      </h2>
      <ul className="signbars">
        {shown.map(({ kind, fen }) => (
          <li key={kind}>
            <span>{text[kind]}</span>
            {fen === null ? <span /> : <Bar fen={fen} widest={widest} fill={FILL[kind]} />}
            <span className="num">{fen === null ? '··' : money(fen)}</span>
          </li>
        ))}
        <li className="sum">
          <span>{text.net}</span>
          <span />
          <span className="num strong">{money(net)}</span>
        </li>
      </ul>
      <Plan home={home} />
    </section>
  )
}

/** The plan of the sample's size, and a year of what is at stake beside it, to one scale. */
function Plan({ home }: { readonly home: HomeView }) {
  const text = useText()
  const { planFen, cityPlanFen, cityChildren, children, owedMoreFen, overpaidFen } = home.budget
  if (home.scope.county !== null) return <p className="note">{text.planCityOnly}</p>
  const rows = [
    { label: text.planYear, fen: planFen, fill: '#214D90' },
    { label: text.owedMoreYear, fen: owedMoreFen * 12, fill: '#1F78C8' },
    { label: text.overpaidYear, fen: overpaidFen * 12, fill: '#D9691E' },
  ]
  const widest = Math.max(1, ...rows.map(({ fen }) => fen))
  return (
    <>
      <h3>
        {text.plan} <small>{text.planUnit}</small>
      </h3>
      <ul className="signbars">
        {rows.map(({ label, fen, fill }) => (
          <li key={label}>
            <span>{label}</span>
            <svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
              <rect y="2" width={(fen / widest) * 100} height="12" fill={fill} />
            </svg>
            <span className="num">
              {tenThousand(fen)}
              {fen !== planFen && planFen > 0 && <small> {percent(fen / planFen)}</small>}
            </span>
          </li>
        ))}
      </ul>
      <p className="note">
        {text.planNote(tenThousand(cityPlanFen), count(cityChildren), count(children), tenThousand(planFen))}
      </p>
    </>
  )
}

/** How old each register's data is: a dot each on a scale of days, those in trouble named. */
import type { HomeView } from '@doudi/contract'
import { day } from '../format.ts'
import { Link } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'
import { StateMark, TROUBLE_FIRST } from './states.tsx'

const COLOUR: Readonly<Record<string, string>> = {
  inForce: '#257965',
  late: '#9B5700',
  held: '#7A1210',
  none: '#6B737C',
}
const WIDTH = 320
const FLOOR = 84
const TICKS = [0, 7, 30, 90, 365] as const
/** Days on a logarithmic scale: a week and a year stand on one line. */
const x = (days: number): number => 12 + (Math.log1p(Math.min(days, 400)) / Math.log1p(400)) * (WIDTH - 40)

export function Freshness({ home }: { readonly home: HomeView }) {
  const text = useText()
  const pick = usePick()
  const trouble = home.registers
    .filter(({ state }) => state !== 'inForce')
    .toSorted((a, b) => TROUBLE_FIRST.indexOf(a.state) - TROUBLE_FIRST.indexOf(b.state) || (a.id < b.id ? -1 : 1))
  const stacks = new Map<number, number>()
  const dots = home.registers
    .filter(({ ageDays }) => ageDays !== null)
    .map((one) => {
      const at = Math.round(x(one.ageDays ?? 0) / 11)
      const n = stacks.get(at) ?? 0
      stacks.set(at, n + 1)
      // Six high, then a second column beside it.
      return { ...one, cx: at * 11 + Math.floor(n / 6) * 11, cy: FLOOR - 8 - (n % 6) * 12 }
    })
  return (
    <section aria-labelledby="fresh">
      <h2 id="fresh">
        {text.freshness} <small>{text.freshnessNote}</small>
      </h2>
      <svg className="dots" viewBox={`0 0 ${WIDTH} ${FLOOR + 22}`} role="img" aria-label={text.freshness}>
        <line x1="0" x2={WIDTH} y1={FLOOR} y2={FLOOR} stroke="#7D858E" />
        {TICKS.map((days) => (
          <g key={days}>
            <line x1={x(days)} x2={x(days)} y1={FLOOR} y2={FLOOR + 4} stroke="#7D858E" />
            <text x={x(days)} y={FLOOR + 17} fontSize="11" textAnchor={days === 0 ? 'start' : 'middle'} fill="#565E67">
              {days === 0 ? text.today0 : text.daysOf(days)}
            </text>
          </g>
        ))}
        {dots.map(({ id, name, state, cx, cy, ageDays }) => (
          <circle key={id} cx={cx} cy={cy} r="4.5" fill={COLOUR[state]}>
            <title>{`${id} ${pick(name)} ${text.daysOf(ageDays ?? 0)}`}</title>
          </circle>
        ))}
      </svg>
      {trouble.length > 0 && (
        <table className="compact">
          <tbody>
            {trouble.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to={`/registers?register=${row.id}`}>
                    {row.id} {pick(row.name)}
                  </Link>
                </th>
                <td>
                  <StateMark state={row.state} />
                </td>
                <td className="num nowrap">{day(row.asOf)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="note">
        <Link to="/registers">{text.othersFine(home.registers.length - trouble.length, trouble.length === 0)}</Link>
      </p>
    </section>
  )
}

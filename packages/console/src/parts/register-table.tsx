/** The registers, those in trouble first. */
import type { RegisterView } from '@doudi/contract'
import { count, day, signed } from '../format.ts'
import { Link, withQuery } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'
import { StateMark } from './states.tsx'

/** Days on a logarithmic scale, 0 to a year. */
const reach = (days: number): number => (Math.log1p(Math.min(days, 365)) / Math.log1p(365)) * 100

function Row({
  row,
  chosen,
  address,
}: {
  readonly row: RegisterView
  readonly chosen: boolean
  readonly address: URL
}) {
  const text = useText()
  const pick = usePick()
  const force = row.snapshots.find(({ state }) => state === 'inForce')?.counts ?? null
  const moved = force && force.before > 0 ? force.added - force.vanished : null
  return (
    <tr className={chosen ? 'focused' : undefined}>
      <th scope="row">
        <Link to={withQuery(address, { register: row.id })} aria-current={chosen ? 'true' : undefined}>
          {row.id} <b>{pick(row.name)}</b>
        </Link>{' '}
        <small>{pick(row.owner)}</small>
        {row.toConfirm && <span className="confirm">{text.toConfirm}</span>}
      </th>
      <td className="nowrap">{pick(row.cadence)}</td>
      <td>
        <StateMark state={row.state} />
      </td>
      <td className="nowrap">{day(row.asOf)}</td>
      <td className="agecell">
        {row.ageDays === null ? (
          '–'
        ) : (
          <>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect y="3" width="100" height="2" fill="#E4E8EC" />
              <rect
                y="2"
                width={Math.max(2, reach(row.ageDays))}
                height="4"
                fill={row.state === 'late' ? '#9B5700' : '#8A97A6'}
              />
            </svg>
            <span>{text.daysOf(row.ageDays)}</span>
          </>
        )}
      </td>
      <td className="num">{row.hideCounts ? text.hidden : row.rows === null ? '–' : count(row.rows)}</td>
      <td className="num">{moved === null ? '–' : signed(moved)}</td>
      <td className="num">{row.quarantined === null ? '–' : count(row.quarantined)}</td>
    </tr>
  )
}

export function RegisterTable({
  rows,
  chosen,
  address,
}: {
  readonly rows: readonly RegisterView[]
  readonly chosen: string | undefined
  readonly address: URL
}) {
  const text = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={text.navRegisters}>
      <table className="registers">
        <thead>
          <tr>
            <th scope="col">{text.registerOwner}</th>
            <th scope="col">{text.cadence}</th>
            <th scope="col">{text.state}</th>
            <th scope="col">{text.asOf}</th>
            <th scope="col">{text.age}</th>
            <th scope="col" className="num">
              {text.rows}
            </th>
            <th scope="col" className="num">
              {text.versus}
            </th>
            <th scope="col" className="num">
              {text.quarantined}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} chosen={row.id === chosen} address={address} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

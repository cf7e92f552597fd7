/** The run: what happened in one sentence, then as one drawing, then where, how much, and how fresh. */
import type { HomeView } from '@doudi/contract'
import { useApi } from '../api.ts'
import { cell, count, day, KINDS, money, tenThousand } from '../format.ts'
import { FlowDrawing } from '../parts/flow-drawing.tsx'
import { Ready } from '../parts/states.tsx'
import { go, Link, useAddress, withQuery } from '../route.tsx'
import { useText } from '../text/language.ts'

function Matrix({ home }: { readonly home: HomeView }) {
  const text = useText()
  const widest = Math.max(1, ...home.matrix.map(({ total }) => total ?? 0))
  return (
    <section aria-labelledby="where">
      <h2 id="where">{text.where}</h2>
      <div className="scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{text.county}</th>
              <th scope="col" className="num">
                {text.total}
              </th>
              <td />
              {KINDS.map((kind) => (
                <th key={kind} scope="col" className="num">
                  {text[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {home.matrix.map((row) => (
              <tr key={row.county}>
                <th scope="row">
                  <Link to={`/leads?county=${row.county}`}>{row.name}</Link>
                </th>
                <td className="num strong">{cell(row.total)}</td>
                <td className="barcell" aria-hidden="true">
                  <i style={{ width: `${((row.total ?? 0) / widest) * 100}%` }} />
                </td>
                {KINDS.map((kind) => (
                  <td
                    key={kind}
                    className={row.kinds[kind] === null ? 'num withheld' : 'num'}
                    title={row.kinds[kind] === null ? text.withheld : undefined}
                  >
                    {cell(row.kinds[kind])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{home.scope.name}</th>
              <td className="num strong">{count(KINDS.reduce((sum, kind) => sum + home.totals[kind], 0))}</td>
              <td />
              {KINDS.map((kind) => (
                <td key={kind} className="num strong">
                  {count(home.totals[kind])}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {home.scope.k !== null && <p className="note">·· {text.withheld}</p>}
    </section>
  )
}

function MoneyAtStake({ home }: { readonly home: HomeView }) {
  const text = useText()
  const counted = home.money.filter(({ kind }) => kind !== 'unknown' && kind !== 'change')
  const widest = Math.max(1, ...counted.map(({ fen }) => Math.abs(fen)))
  return (
    <section aria-labelledby="money">
      <h2 id="money">
        {text.money} <small>{text.moneyUnit}</small>
      </h2>
      <ul className="signbars">
        {counted.map(({ kind, fen }) => (
          <li key={kind}>
            <span>{text[kind]}</span>
            <span className="signbar" aria-hidden="true">
              <i className={fen < 0 ? 'minus' : 'plus'} style={{ width: `${(Math.abs(fen) / widest) * 50}%` }} />
            </span>
            <span className="num">{money(fen)}</span>
          </li>
        ))}
        <li className="sum">
          <span>{text.net}</span>
          <span />
          <span className="num strong">{money(home.budget.monthFen)}</span>
        </li>
      </ul>
      <h3>{text.budget}</h3>
      <p>
        {text.budgetNote(
          tenThousand(home.budget.planFen),
          count(home.budget.children),
          tenThousand(home.budget.monthFen),
        )}
      </p>
    </section>
  )
}

function Freshness({ home }: { readonly home: HomeView }) {
  const text = useText()
  const words = {
    inForce: `✓ ${text.stateInForce}`,
    late: `◆ ${text.stateLate}`,
    held: `■ ${text.stateHeld}`,
    none: `– ${text.stateNone}`,
  } as const
  const order = ['held', 'late', 'none', 'inForce']
  const rows = home.registers.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.id < b.id ? -1 : 1),
  )
  return (
    <section aria-labelledby="fresh">
      <h2 id="fresh">{text.freshness}</h2>
      <table className="compact">
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={`/registers?register=${row.id}`}>
                  {row.id} {row.name}
                </Link>
              </th>
              <td className={`state-${row.state}`}>{words[row.state as keyof typeof words]}</td>
              <td className="num">{day(row.asOf)}</td>
              <td className="num">{row.rows === null ? text.hidden : count(row.rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function Home() {
  const text = useText()
  const address = useAddress()
  const county = address.searchParams.get('county') ?? ''
  const loaded = useApi<HomeView>(`/api/home${county === '' ? '' : `?county=${county}`}`)
  return (
    <Ready of={loaded}>
      {(home) => {
        if (!home.run) return <p className="note">{text.noRun}</p>
        const total = KINDS.reduce((sum, kind) => sum + home.totals[kind], 0)
        return (
          <>
            <header className="headline">
              <h1>{text.headline(count(home.run.persons), count(total), count(home.totals.missed))}</h1>
              <label>
                {text.viewAs}{' '}
                <select value={county} onChange={(event) => go(withQuery(address, { county: event.target.value }))}>
                  <option value="">{text.cityView}</option>
                  {home.counties.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <p className="note">
                {text.asOf} {day(home.run.asOf)} · {home.run.seconds} {text.seconds} · {text.peak}{' '}
                {count(home.run.peakMemoryMb)} MB
                {home.run.truth &&
                  ` · ${text.truth}: ${text.precision} ${home.run.truth.precision}, ${text.recall} ${home.run.truth.recall}`}
              </p>
            </header>
            <FlowDrawing home={home} />
            <div className="columns">
              <Matrix home={home} />
              <MoneyAtStake home={home} />
              <Freshness home={home} />
            </div>
            <section aria-labelledby="steps">
              <h2 id="steps">{text.step}</h2>
              <table className="compact steps">
                <thead>
                  <tr>
                    <th scope="col">{text.step}</th>
                    <th scope="col" className="num">
                      {text.rowsPerStep}
                    </th>
                    <th scope="col" className="num">
                      {text.seconds}
                    </th>
                    <th scope="col" className="num">
                      {text.peak} MB
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {home.run.steps.map((one) => (
                    <tr key={one.step}>
                      <th scope="row">{one.step}</th>
                      <td className="num">{count(one.rows)}</td>
                      <td className="num">{one.seconds.toFixed(2)}</td>
                      <td className="num">{count(one.peakMemoryMb)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </>
        )
      }}
    </Ready>
  )
}

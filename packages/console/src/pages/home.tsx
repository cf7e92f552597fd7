/** The run: what happened in one sentence, then as one drawing, then where, how much, and how fresh. */
import type { HomeView, RunView } from '@doudi/contract'
import { useApi } from '../api.ts'
import { count, day } from '../format.ts'
import { FlowDrawing } from '../parts/flow-drawing.tsx'
import { Freshness } from '../parts/freshness.tsx'
import { Matrix } from '../parts/matrix.tsx'
import { Stakes } from '../parts/stakes.tsx'
import { Ready } from '../parts/states.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { go, Link, useAddress, withQuery } from '../route.tsx'
import { useText } from '../text/language.ts'

function Steps({ run }: { readonly run: RunView }) {
  const text = useText()
  const names: Readonly<Record<string, string>> = {
    city: text.stepCity,
    import: text.stepImport,
    match: text.stepMatch,
    determine: text.stepDetermine,
    findings: text.stepFindings,
    leads: text.stepLeads,
  }
  return (
    <details className="steps">
      <summary>{text.stepsTitle(String(run.seconds), count(run.peakMemoryMb))}</summary>
      <table className="compact">
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
              {text.peak}
            </th>
          </tr>
        </thead>
        <tbody>
          {run.steps.map((one) => (
            <tr key={one.step}>
              <th scope="row">{names[one.step] ?? one.step}</th>
              <td className="num">{count(one.rows)}</td>
              <td className="num">{one.seconds.toFixed(2)}</td>
              <td className="num">{count(one.peakMemoryMb)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Headline({ home, run, address }: { readonly home: HomeView; readonly run: RunView; readonly address: URL }) {
  const text = useText()
  const { scope, total, totals } = home
  const fewer = (n: number | null): string => (n === null ? text.some : count(n))
  const said =
    scope.county === null ? text.headline(count(run.persons), fewer(total)) : text.headlineCounty(fewer(total))
  return (
    <header className="headline">
      <h1>
        {scope.county !== null && <span lang="zh-CN">{scope.name}</span>}
        {said}
        <Link to={withQuery(new URL('/leads', address), { kind: 'missed', county: scope.county ?? undefined })}>
          {text.headlineMissed(fewer(totals.missed))}
        </Link>
      </h1>
      <label>
        {text.viewAs}{' '}
        <select value={scope.county ?? ''} onChange={(event) => go(withQuery(address, { county: event.target.value }))}>
          <option value="">{text.cityView}</option>
          {home.counties.map(({ code, name }) => (
            <option key={code} value={code} lang="zh-CN">
              {name}
            </option>
          ))}
        </select>
      </label>
      <p className="note">
        {text.asOfDay(day(run.asOf))}
        {run.truth && ` · ${text.truth(run.truth.precision.toFixed(3), run.truth.recall.toFixed(3))}`}
      </p>
    </header>
  )
}

export function Home() {
  const text = useText()
  const address = useAddress()
  const county = address.searchParams.get('county') ?? ''
  const loaded = useApi<HomeView>(`/api/home${county === '' ? '' : `?county=${encodeURIComponent(county)}`}`)
  return (
    <Ready of={loaded}>
      {(home) =>
        home.run === null ? (
          <div className="state">
            <h1>{text.noRun}</h1>
            <p>{text.noRunRemedy}</p>
            <Link to="/registers">{text.navRegisters}</Link>
          </div>
        ) : (
          <>
            <Headline home={home} run={home.run} address={address} />
            <Waiting home={home} />
            <FlowDrawing home={home} />
            <div className="columns">
              <Matrix home={home} />
              <Stakes home={home} />
              <Freshness home={home} />
            </div>
            <Steps run={home.run} />
          </>
        )
      }
    </Ready>
  )
}

/** Findings by county and kind; every number opens the leads behind it, a withheld one opens nothing. */
import type { HomeView } from '@doudi/contract'
import { cell, KINDS, shortPlace } from '../format.ts'
import { Link } from '../route.tsx'
import { useText } from '../text/language.ts'

function Count({ n, to }: { readonly n: number | null; readonly to: string | null }) {
  const text = useText()
  if (n === null)
    return (
      <td className="num withheld">
        <span title={text.withheld}>··</span>
      </td>
    )
  return (
    <td className="num">
      {n === 0 || to === null ? (
        cell(n)
      ) : (
        <Link to={to} data-value={n}>
          {cell(n)}
        </Link>
      )}
    </td>
  )
}

export function Matrix({ home }: { readonly home: HomeView }) {
  const text = useText()
  const { county } = home.scope
  const widest = Math.max(1, ...home.matrix.map(({ total }) => total ?? 0))
  const all = county === null ? '/leads' : `/leads?county=${county}`
  const join = all.includes('?') ? '&' : '?'
  return (
    <section aria-labelledby="where">
      <h2 id="where">{text.where}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={text.where}>
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
                <th scope="row" title={row.name} lang="zh-CN">
                  {row.county === '' ? text.outside : <Link to={`/?county=${row.county}`}>{shortPlace(row.name)}</Link>}
                </th>
                <Count n={row.total} to={row.county === '' ? null : `/leads?county=${row.county}`} />
                <td className="barcell" aria-hidden="true">
                  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={((row.total ?? 0) / widest) * 100} height="8" fill="#C3CAD2" />
                  </svg>
                </td>
                {KINDS.map((kind) => (
                  <Count
                    key={kind}
                    n={row.kinds[kind]}
                    to={row.county === '' ? null : `/leads?county=${row.county}&kind=${kind}`}
                  />
                ))}
              </tr>
            ))}
          </tbody>
          {county === null && (
            <tfoot>
              <tr>
                <th scope="row" lang="zh-CN">
                  {home.scope.name}
                </th>
                <Count n={home.total} to={all} />
                <td />
                {KINDS.map((kind) => (
                  <Count key={kind} n={home.totals[kind]} to={`${all}${join}kind=${kind}`} />
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      <p className="note">{home.scope.k === null ? text.ownNumbers : text.withheldNote(home.scope.k)}</p>
    </section>
  )
}

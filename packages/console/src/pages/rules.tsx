/** The book of rules: which programmes there are, and how much of each is still to be confirmed. */
import type { RuleRowView } from '@doudi/contract'
import { useApi } from '../api.ts'
import { Ready } from '../parts/states.tsx'
import { Link } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'

export function Rules() {
  const text = useText()
  const pick = usePick()
  const loaded = useApi<readonly RuleRowView[]>('/api/rules')
  return (
    <Ready of={loaded}>
      {(rows) => (
        <>
          <div className="headline">
            <h1>{text.rulesTitle(rows.length)}</h1>
          </div>
          <p className="note">{text.rulesNote}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="scroll" tabIndex={0} aria-label={text.navRules}>
            <table className="rules">
              <thead>
                <tr>
                  <th scope="col">{text.policy}</th>
                  <th scope="col">{text.ruleContent}</th>
                  <th scope="col">{text.toConfirm}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      <Link to={`/rules/${row.id}`}>{pick(row.title)}</Link>
                      {row.onApplication && <p className="note">{text.onApplication}</p>}
                    </th>
                    <td>{text.ruleCounts(row.categories, row.conditions, row.figures, row.examples)}</td>
                    <td>{row.open + row.assumed === 0 ? '–' : text.doubtCounts(row.open, row.assumed)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </Ready>
  )
}

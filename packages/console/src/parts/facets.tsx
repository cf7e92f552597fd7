/** Filters with their counts, each counted under the others. */
import type { LeadPageView } from '@doudi/contract'
import { useState } from 'react'
import { count, KINDS, shortPlace } from '../format.ts'
import { Link, withQuery } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'
import { KindMark } from './states.tsx'

const FILTERS = ['kind', 'programme', 'county', 'town'] as const
const SHOWN = 13

type Filter = (typeof FILTERS)[number]
type FacetProps = {
  readonly filter: Filter
  readonly title: string
  readonly page: LeadPageView
  readonly address: URL
}

function Facet({ filter, title, page, address }: FacetProps) {
  const text = useText()
  const pick = usePick()
  const [whole, setWhole] = useState(false)
  const chosen = address.searchParams.get(filter)
  const entries =
    filter === 'kind'
      ? KINDS.flatMap((kind) => page.facets.kind.filter(({ value }) => value === kind))
      : page.facets[filter]
  const widest = Math.max(1, ...entries.map(({ count: n }) => n))
  const shown = whole ? entries : entries.slice(0, SHOWN)
  const rest = entries.length - shown.length
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {shown.map(({ value, label, count: n }) => (
          <li key={value}>
            <Link
              to={withQuery(address, {
                [filter]: chosen === value ? undefined : value,
                ...(filter === 'county' ? { town: undefined } : {}),
                offset: undefined,
              })}
              aria-current={chosen === value ? 'true' : undefined}
            >
              {filter === 'kind' && <KindMark kind={value as (typeof KINDS)[number]} />}
              <span title={pick(label)} lang={filter === 'county' || filter === 'town' ? 'zh-CN' : undefined}>
                {filter === 'kind' ? text[value as (typeof KINDS)[number]] : shortPlace(pick(label))}
              </span>
              <b>{count(n)}</b>
              <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
                <rect x={100 - (n / widest) * 100} width={(n / widest) * 100} height="2" fill="#B4BAC0" />
              </svg>
            </Link>
          </li>
        ))}
      </ul>
      {(rest > 0 || whole) && (
        <button type="button" className="plain" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? text.less : text.others(rest)}
        </button>
      )}
    </section>
  )
}

export function Facets({ page, address }: { readonly page: LeadPageView; readonly address: URL }) {
  const text = useText()
  const titles = { kind: text.kind, programme: text.policy, county: text.county, town: text.town }
  return (
    <aside className="facets" aria-label={text.filters}>
      {FILTERS.filter((filter) => page.facets[filter].length > 0).map((filter) => (
        <Facet key={filter} filter={filter} title={titles[filter]} page={page} address={address} />
      ))}
    </aside>
  )
}

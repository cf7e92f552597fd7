/** The leads: filters with counts, a list that opens in place, the keyboard, a masked export. */
import type { LeadPageView, LeadRow } from '@doudi/contract'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../api.ts'
import { count, money, month } from '../format.ts'
import { KindMark, Ready } from '../parts/states.tsx'
import { go, Link, useAddress, withQuery } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'

const PAGE = 50
const FILTERS = ['kind', 'programme', 'county', 'town'] as const

function Facets({ page, address }: { readonly page: LeadPageView; readonly address: URL }) {
  const text = useText()
  const titles = { kind: text.kind, programme: text.policy, county: text.county, town: text.town }
  return (
    <aside className="facets" aria-label={text.kind}>
      {FILTERS.map((filter) => {
        const chosen = address.searchParams.get(filter)
        const shown = page.facets[filter].slice(0, filter === 'town' ? 12 : 20)
        return (
          <section key={filter}>
            <h2>{titles[filter]}</h2>
            <ul>
              {shown.map(({ value, label, count: n }) => (
                <li key={value}>
                  <Link
                    to={withQuery(address, { [filter]: chosen === value ? undefined : value, offset: undefined })}
                    aria-current={chosen === value ? 'true' : undefined}
                  >
                    <span>{filter === 'kind' ? text[value as LeadRow['kind']] : label}</span>
                    <b>{count(n)}</b>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </aside>
  )
}

type RowProps = {
  readonly lead: LeadRow
  readonly index: number
  readonly focused: boolean
  readonly open: boolean
  readonly selected: boolean
  readonly focus: () => void
  readonly toggle: () => void
  readonly select: () => void
}
function Row({ lead, index, focused, open, selected, focus, toggle, select }: RowProps) {
  const text = useText()
  const pick = usePick()
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (focused) row.current?.scrollIntoView({ block: 'nearest' })
  }, [focused])
  return (
    <>
      <tr
        ref={row}
        aria-rowindex={index + 2}
        className={focused ? 'focused' : undefined}
        onClick={focus}
        onKeyDown={undefined}
      >
        <td>
          <input type="checkbox" checked={selected} onChange={select} aria-label={`${text.selected} ${lead.id}`} />
        </td>
        <td className="nowrap">
          <KindMark kind={lead.kind} /> {lead.programmeLabel}
          {lead.fresh && <span className="tag">{text.fresh}</span>}
        </td>
        <td className="nowrap">
          <Link to={`/leads/${lead.id}`}>
            <b>{lead.name}</b>
          </Link>{' '}
          {lead.sex === 1 ? text.male : text.female} {lead.age}
        </td>
        <td>
          <button type="button" className="plain why" aria-expanded={open} onClick={toggle}>
            {lead.why}
          </button>
        </td>
        <td className="num nowrap">{money(lead.deltaFen)}</td>
        <td className="nowrap">
          {month(lead.month)} {text.from}
        </td>
        <td className="nowrap">
          {lead.county} {lead.village}
        </td>
        <td className="nowrap">{pick(lead.assignee)}</td>
      </tr>
      {open && (
        <tr className="opened">
          <td />
          <td colSpan={7}>
            <dl className="inline">
              <dt>{text.owed}</dt>
              <dd>{money(lead.owedFen)}</dd>
              <dt>{text.held}</dt>
              <dd>{money(lead.heldFen)}</dd>
              <dt>{text.town}</dt>
              <dd>{lead.town}</dd>
              <dt>P</dt>
              <dd>P{lead.person}</dd>
            </dl>
            <Link to={`/leads/${lead.id}`}>
              {text.openLead} <kbd>Enter</kbd>
            </Link>
          </td>
        </tr>
      )}
    </>
  )
}

/** j k move, w why, x select, Enter opens, / searches, ? tells the keys; never while typing. */
function useKeys(handlers: Readonly<Record<string, () => void>>): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return
      if (event.key === 'Enter' && /^(?:A|BUTTON)$/.test(target.tagName)) return
      const handler = latest.current[event.key]
      if (!handler) return
      event.preventDefault()
      handler()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

function List({ page, address }: { readonly page: LeadPageView; readonly address: URL }) {
  const text = useText()
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState<string | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [help, setHelp] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const offset = Number(address.searchParams.get('offset') ?? 0)
  const current = page.leads[at]
  const toggle = (id: string): void => setOpen(open === id ? null : id)
  const select = (id: string): void =>
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  useKeys({
    j: () => setAt(Math.min(at + 1, page.leads.length - 1)),
    k: () => setAt(Math.max(at - 1, 0)),
    w: () => current && toggle(current.id),
    x: () => current && select(current.id),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key, not of a component
    Enter: () => current && go(`/leads/${current.id}`),
    '/': () => search.current?.focus(),
    '?': () => setHelp(!help),
  })
  const move = (to: number): string => withQuery(address, { offset: to <= 0 ? undefined : String(to) })
  return (
    <div className="list">
      <div className="bar">
        <search>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              go(withQuery(address, { search: search.current?.value.trim(), offset: undefined }))
            }}
          >
            <input
              ref={search}
              type="search"
              defaultValue={address.searchParams.get('search') ?? ''}
              placeholder={text.search}
              aria-label={text.search}
            />
          </form>
        </search>
        <label>
          {text.order}{' '}
          <select
            value={address.searchParams.get('order') ?? 'rank'}
            onChange={(event) =>
              go(
                withQuery(address, {
                  order: event.target.value === 'rank' ? undefined : event.target.value,
                  offset: undefined,
                }),
              )
            }
          >
            <option value="rank">{text.byRank}</option>
            <option value="amount">{text.byAmount}</option>
            <option value="month">{text.byMonth}</option>
          </select>
        </label>
        {address.search !== '' && <Link to="/leads">{text.clear}</Link>}
        <a href={`/api/leads.xlsx${address.search}`} download="leads.xlsx">
          {text.exportXlsx}
        </a>
        <span className="note">
          {text.selected} {selected.size}
        </span>
        <button type="button" className="plain" aria-expanded={help} onClick={() => setHelp(!help)}>
          {text.keys} <kbd>?</kbd>
        </button>
      </div>
      {help && (
        <p className="note" role="status">
          {text.keyHelp}
        </p>
      )}
      {page.leads.length === 0 ? (
        <p className="note">{text.nothing}</p>
      ) : (
        <div className="scroll">
          <table className="leads" aria-rowcount={page.total + 1}>
            <thead>
              <tr>
                <th />
                <th scope="col">
                  {text.kind} · {text.policy}
                </th>
                <th scope="col">{text.person}</th>
                <th scope="col">{text.whyColumn}</th>
                <th scope="col" className="num">
                  {text.ifTrue}
                </th>
                <th scope="col">{text.effect}</th>
                <th scope="col">{text.place}</th>
                <th scope="col">{text.toWhom}</th>
              </tr>
            </thead>
            <tbody>
              {page.leads.map((lead, index) => (
                <Row
                  key={lead.id}
                  lead={lead}
                  index={offset + index}
                  focused={index === at}
                  open={open === lead.id}
                  selected={selected.has(lead.id)}
                  focus={() => setAt(index)}
                  toggle={() => toggle(lead.id)}
                  select={() => select(lead.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <nav className="pager" aria-label={text.page(offset + 1, offset + page.leads.length, count(page.total))}>
        {offset > 0 && <Link to={move(offset - PAGE)}>{text.prev}</Link>}
        <span>{text.page(Math.min(offset + 1, page.total), offset + page.leads.length, count(page.total))}</span>
        {offset + page.leads.length < page.total && <Link to={move(offset + PAGE)}>{text.next}</Link>}
      </nav>
    </div>
  )
}

export function Leads() {
  const text = useText()
  const address = useAddress()
  const loaded = useApi<LeadPageView>(`/api/leads${address.search}`)
  return (
    <Ready of={loaded}>
      {(page) => (
        <>
          <header className="headline">
            <h1>
              {text.navLeads} {count(page.total)}
            </h1>
            <p className="note">
              {text.ifTrue} {money(page.deltaFen)}
            </p>
          </header>
          <div className="with-facets">
            <Facets page={page} address={address} />
            <List key={address.search} page={page} address={address} />
          </div>
        </>
      )}
    </Ready>
  )
}

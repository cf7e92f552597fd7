/** The leads: filters with counts, a list that opens in place, the keyboard, a masked export. */
import type { LeadPageView } from '@doudi/contract'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../api.ts'
import { count, money } from '../format.ts'
import { Facets } from '../parts/facets.tsx'
import { rememberList, useKeys } from '../parts/keys.ts'
import { LeadLine } from '../parts/lead-line.tsx'
import { KeyBar, LeadTools } from '../parts/lead-tools.tsx'
import { Ready } from '../parts/states.tsx'
import { go, Link, useAddress, withQuery } from '../route.tsx'
import { useText } from '../text/language.ts'

const PAGE = 50

function Pager({ page, address }: { readonly page: LeadPageView; readonly address: URL }) {
  const text = useText()
  const offset = Number(address.searchParams.get('offset') ?? 0)
  const move = (to: number): string => withQuery(address, { offset: to <= 0 ? undefined : String(to) })
  const said = text.page(Math.min(offset + 1, page.total), offset + page.leads.length, count(page.total))
  return (
    <nav className="pager" aria-label={said}>
      {offset > 0 && <Link to={move(offset - PAGE)}>{text.prev}</Link>}
      <span>{said}</span>
      {offset + page.leads.length < page.total && <Link to={move(offset + PAGE)}>{text.next}</Link>}
    </nav>
  )
}

/** Nothing here is of two kinds: nothing is wrong, or nothing fits the filters. */
function Nothing({ address }: { readonly address: URL }) {
  const text = useText()
  return (
    <div className="state">
      {address.search === '' ? (
        <p>{text.noLeads}</p>
      ) : (
        <p>
          {text.nothing} <Link to="/leads">{text.clear}</Link>
        </p>
      )}
    </div>
  )
}

function Heads() {
  const text = useText()
  return (
    <thead>
      <tr>
        <td />
        <th scope="col">{text.kindPolicy}</th>
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
  )
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
  const ids = page.leads.map(({ id }) => id)
  useEffect(() => rememberList(`/leads${address.search}`, ids))
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
  return (
    <div className="list">
      <LeadTools page={page} address={address} field={search} selected={[...selected]} />
      {page.leads.length === 0 ? (
        <Nothing address={address} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="scroll" tabIndex={0} aria-label={text.navLeads}>
          <table className="leads" aria-rowcount={page.total + 1}>
            <Heads />
            <tbody>
              {page.leads.map((lead, index) => (
                <LeadLine
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
        </section>
      )}
      <Pager page={page} address={address} />
      <KeyBar selected={selected.size} help={help} toggle={() => setHelp(!help)} />
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
            <h1>{text.leadsHeadline(count(page.total))}</h1>
            <p className="note">
              {text.leadsMoney} <b>{money(page.deltaFen)}</b>
            </p>
          </header>
          <div className="with-facets">
            <Facets page={page} address={address} />
            <List key={page.leads[0]?.id ?? address.search} page={page} address={address} />
          </div>
        </>
      )}
    </Ready>
  )
}

/** Above the list: search, order, what is filtered, the masked export. Below it: what the keys do. */
import type { LeadPageView } from '@doudi/contract'
import { type RefObject, useState } from 'react'
import { searchable } from '../format.ts'
import { go, Link, withQuery } from '../route.tsx'
import { useText } from '../text/language.ts'

function Search({ address, field }: { readonly address: URL; readonly field: RefObject<HTMLInputElement | null> }) {
  const text = useText()
  const [refused, setRefused] = useState(false)
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const wanted = searchable(field.current?.value ?? '')
          setRefused(wanted === null)
          if (wanted !== null) go(withQuery(address, { search: wanted, offset: undefined }))
          else if (field.current) field.current.value = ''
        }}
      >
        <input
          ref={field}
          type="search"
          maxLength={60}
          defaultValue={address.searchParams.get('search') ?? ''}
          placeholder={text.search}
          aria-label={text.search}
        />
        <kbd>/</kbd>
      </form>
      {refused && (
        <p className="note" role="alert">
          {text.noIdHere}
        </p>
      )}
    </search>
  )
}

export function LeadTools({
  page,
  address,
  field,
  selected,
}: {
  readonly page: LeadPageView
  readonly address: URL
  readonly field: RefObject<HTMLInputElement | null>
  readonly selected: readonly string[]
}) {
  const text = useText()
  const orders = [
    ['rank', text.byRank],
    ['amount', text.byAmount],
    ['month', text.byMonth],
  ] as const
  const filtered = ['kind', 'programme', 'county', 'town', 'search'].some((key) => address.searchParams.has(key))
  const file = withQuery(new URL(`/api/leads.xlsx${address.search}`, address), {
    offset: undefined,
    ids: selected.length > 0 ? selected.join(',') : undefined,
  })
  return (
    <div className="bar">
      <Search address={address} field={field} />
      <label>
        {text.order}{' '}
        <select
          value={address.searchParams.get('order') ?? 'rank'}
          onChange={({ target }) =>
            go(withQuery(address, { order: target.value === 'rank' ? undefined : target.value, offset: undefined }))
          }
        >
          {orders.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {filtered && <Link to="/leads">{text.clear}</Link>}
      <a href={file} download="leads.xlsx" className="right">
        {selected.length > 0 ? text.exportSelected(selected.length) : text.exportAll(page.total)}
      </a>
    </div>
  )
}

export function KeyBar({
  selected,
  help,
  toggle,
}: {
  readonly selected: number
  readonly help: boolean
  readonly toggle: () => void
}) {
  const text = useText()
  const keys = [
    ['j', text.keyDown],
    ['k', text.keyUp],
    ['x', text.keySelect],
    ['w', text.keyWhy],
    ['Enter', text.keyOpen],
    ['/', text.keySearch],
  ] as const
  return (
    <div className="keybar">
      <span>
        {text.selected} <b>{selected}</b>
      </span>
      <span className="keys">
        {keys.map(([key, label]) => (
          <span key={key}>
            <kbd>{key}</kbd> {label}
          </span>
        ))}
      </span>
      <button type="button" className="plain" aria-expanded={help} onClick={toggle}>
        <kbd>?</kbd> {text.keys}
      </button>
      {help && (
        <p className="note" role="status">
          {text.keyHelp}
        </p>
      )}
    </div>
  )
}

/** One line of the list, and what opens below it without leaving the list. */
import type { LeadRow, VillageView } from '@doudi/contract'
import { useEffect, useRef } from 'react'
import { useApi } from '../api.ts'
import { money, month, plainMoney, shortPlace } from '../format.ts'
import { Link } from '../route.tsx'
import { useAge, usePick, useText } from '../text/language.ts'
import { KindMark, Office, Ready } from './states.tsx'

export type LineProps = {
  readonly lead: LeadRow
  readonly index: number
  readonly focused: boolean
  readonly open: boolean
  readonly selected: boolean
  readonly focus: () => void
  readonly toggle: () => void
  readonly select: () => void
}

/** A list says what is verified and what is not, never why: that stands on the lead's own page. */
function Opened({ lead }: { readonly lead: LeadRow }) {
  const text = useText()
  const loaded = useApi<VillageView>(`/api/leads/${lead.id}/village`)
  return (
    <tr className="opened">
      <td />
      <td colSpan={7}>
        <dl className="inline">
          <dt>{text.owed}</dt>
          <dd>{plainMoney(lead.owedFen)}</dd>
          <dt>{text.held}</dt>
          <dd>{plainMoney(lead.heldFen)}</dd>
          <dt>{text.toWhom}</dt>
          <dd>
            <Office office={lead.assignee} />
          </dd>
          <dt>{text.personNumber}</dt>
          <dd>P{lead.person}</dd>
        </dl>
        <Ready of={loaded}>
          {(view) => (
            <p lang="zh-CN" className="ask">
              {view.text.split('\n')[0]}
            </p>
          )}
        </Ready>
        <Link to={`/leads/${lead.id}`}>
          {text.openLead} <kbd>Enter</kbd>
        </Link>
      </td>
    </tr>
  )
}

export function LeadLine({ lead, index, focused, open, selected, focus, toggle, select }: LineProps) {
  const text = useText()
  const pick = usePick()
  const age = useAge()
  const row = useRef<HTMLTableRowElement>(null)
  const before = useRef(focused)
  useEffect(() => {
    // Not for the first row of a new list: scrolling to it would put the Tab key's start behind the menu.
    if (focused && !before.current) row.current?.scrollIntoView({ block: 'nearest' })
    before.current = focused
  }, [focused])
  const sex = lead.sex === 1 ? text.male : lead.sex === 2 ? text.female : ''
  return (
    <>
      <tr
        ref={row}
        aria-rowindex={index + 2}
        aria-selected={focused}
        className={focused ? 'focused' : undefined}
        onClick={focus}
      >
        <td>
          <input type="checkbox" checked={selected} onChange={select} aria-label={`${text.select} ${lead.id}`} />
        </td>
        <td className="nowrap">
          <KindMark kind={lead.kind} /> {pick(lead.programmeLabel)}
          {lead.fresh && <span className="tag">{text.fresh}</span>}
        </td>
        <td className="nowrap">
          <Link to={`/leads/${lead.id}`}>
            <b lang="zh-CN">{lead.name}</b>
          </Link>{' '}
          <span className="soft">
            {sex} {age(lead.age)}
          </span>
        </td>
        <td>
          <button type="button" className="plain why" aria-expanded={open} onClick={toggle}>
            {pick(lead.why)}
            {lead.whyPlaces.length > 0 && <span lang="zh-CN">（{shortPlace(lead.whyPlaces.join('、'))}）</span>}
          </button>
        </td>
        <td className="num nowrap">{money(lead.deltaFen)}</td>
        <td className="nowrap">{month(lead.month)}</td>
        <td className="nowrap" lang="zh-CN">
          {lead.county === '' ? '–' : `${shortPlace(lead.county)} ${lead.town}`}
        </td>
        <td className="nowrap">
          <Office office={lead.assignee} />
        </td>
      </tr>
      {open && <Opened lead={lead} />}
    </>
  )
}

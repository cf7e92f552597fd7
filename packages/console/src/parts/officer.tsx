/** The reasons: what an officer would sign, what the village reads instead, what is missing, what to do, what changed. */
import type { LeadView, VillageView } from '@doudi/contract'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { useLanguage, usePick, useText } from '../text/language.ts'
import { Office, Ready } from './states.tsx'

function Letter({ lines }: { readonly lines: string }) {
  return (
    <div className="letter" lang="zh-CN">
      {lines.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}

/** Asked of the server by itself: what a village reads is all that its answer holds. */
function Village({ id }: { readonly id: string }) {
  const loaded = useApi<VillageView>(`/api/leads/${id}/village`)
  return <Ready of={loaded}>{(view) => <Letter lines={view.text} />}</Ready>
}

function Missing({ view }: { readonly view: LeadView }) {
  const text = useText()
  if (view.missing.length === 0) return null
  return (
    <>
      <h3>{text.missing}</h3>
      <ul className="missing">
        {view.missing.map((one) => (
          <li key={one} lang="zh-CN">
            <span aria-hidden="true">?</span> {one}
          </li>
        ))}
      </ul>
    </>
  )
}

function Parameters({ view }: { readonly view: LeadView }) {
  const text = useText()
  const pick = usePick()
  const language = useLanguage()
  const shownValue = ({ value, unit }: LeadView['parameters'][number]): string =>
    value === null ? '' : unit === '' ? value : `${value} ${unit}`
  return (
    <details open={view.parameters.some(({ toConfirm }) => toConfirm)}>
      <summary>{text.parameters(view.parameters.length)}</summary>
      <ul className="parameters">
        {view.parameters.map((one) => (
          <li key={one.id + one.keyLabel}>
            <span>
              {pick(one.label)}
              {one.keyLabel !== '' && <span lang="zh-CN">（{one.keyLabel}）</span>} <code>{one.id}</code>
            </span>
            <span lang={language === 'en' ? 'zh-CN' : undefined} className="nowrap">
              {shownValue(one)}
              {one.toConfirm && (
                <span className="confirm" lang={language === 'en' ? 'en' : 'zh-CN'}>
                  {text.toConfirm}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function History({ view }: { readonly view: LeadView }) {
  const text = useText()
  const pick = usePick()
  const words = { opened: text.opened, changed: text.changed, closed: text.closed, reopened: text.reopened }
  const changed = view.events.some(({ changes }) => changes.length > 0)
  return (
    <>
      <h3>{text.history}</h3>
      <ul className="history">
        {view.events.map((one, index) => (
          <li key={`${one.run}${String(index)}`}>
            {words[one.event]}{' '}
            <code>
              {text.runNumber} {one.run.slice(0, 8)}
            </code>
            {one.changes.map((change) => (
              <span key={change.label.zh} className="change">
                {pick(change.label)} <s>{change.before}</s> → <b>{change.after}</b>
              </span>
            ))}
          </li>
        ))}
      </ul>
      {!changed && <p className="note">{text.unchangedSince}</p>}
    </>
  )
}

export function Officer({ view }: { readonly view: LeadView }) {
  const text = useText()
  const [village, setVillage] = useState(false)
  return (
    <aside className="officer" aria-labelledby="conclusion">
      <h2 id="conclusion">
        {text.conclusion} <small>{text.draftBy}</small>
      </h2>
      <fieldset className="switch" aria-label={text.conclusion}>
        <button type="button" aria-pressed={!village} onClick={() => setVillage(false)}>
          {text.full}
        </button>
        <button type="button" aria-pressed={village} onClick={() => setVillage(true)}>
          {text.village}
        </button>
      </fieldset>
      {village ? (
        <Village id={view.lead.id} />
      ) : (
        <>
          <Letter lines={view.full} />
          <Missing view={view} />
        </>
      )}
      <h3>{text.whatToDo}</h3>
      <ol className="todo">
        <li>
          <Office office={view.lead.assignee} /> {text.do1} <span className="confirm">{text.toConfirm}</span>
        </li>
        <li>{text.do2}</li>
        <li>{text.do3}</li>
        <li>{text.do4}</li>
      </ol>
      <p className="note">{text.noGrant}</p>
      {!village && (
        <>
          <Parameters view={view} />
          <History view={view} />
        </>
      )}
    </aside>
  )
}

/** One lead: who, the family, the evidence, condition by condition, the text an officer would sign, what to do. */
import type { LeadView } from '@doudi/contract'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { day, money, month, plainMoney } from '../format.ts'
import { FamilyTree } from '../parts/family-tree.tsx'
import { KindMark, Ready, ResultMark } from '../parts/states.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { Link } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'

function Conditions({ view }: { readonly view: LeadView }) {
  const text = useText()
  const pick = usePick()
  const shown = view.lines.toSorted((a, b) => Number(b.decisive) - Number(a.decisive))
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">{text.conditions}</h2>
      <div className="scroll">
        <table className="conditions">
          <thead>
            <tr>
              <th scope="col">{text.result}</th>
              <th scope="col">{text.condition}</th>
              <th scope="col">{text.requires}</th>
              <th scope="col">{text.actual}</th>
              <th scope="col">{text.article}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr
                key={line.condition}
                className={[line.decisive ? 'decisive' : '', line.result === 'unknown' ? 'hatched' : ''].join(' ')}
              >
                <td className="nowrap">
                  <ResultMark result={line.result} />
                </td>
                <th scope="row">{pick(line.label)}</th>
                <td>{pick(line.requires)}</td>
                <td>
                  {pick(line.says)}
                  {line.facts
                    .filter(({ sure }) => sure)
                    .map((fact) => (
                      <small key={fact.register + fact.text}>
                        {fact.register} {fact.text}
                      </small>
                    ))}
                  {line.result === 'unknown' && line.missing.map((one) => <small key={one}>{one}</small>)}
                </td>
                <td>
                  <small>
                    {line.article}
                    {line.toConfirm && <span className="confirm">{text.toConfirm}</span>}
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Officer({ view }: { readonly view: LeadView }) {
  const text = useText()
  const pick = usePick()
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
      <div className="letter" lang="zh-CN">
        {(village ? view.neutral : view.full).split('\n').map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {!village && (
        <>
          {view.arithmetic.length > 0 && (
            <>
              <h3>{text.arithmetic}</h3>
              <ul>
                {view.arithmetic.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </>
          )}
          <h3>{text.parameters}</h3>
          <ul className="parameters">
            {view.parameters.map((one) => (
              <li key={`${one.id}${one.key}`}>
                <span>
                  {pick(one.label)}{' '}
                  <code>
                    {one.id}
                    {one.key === null ? '' : `[${one.key}]`}
                  </code>
                </span>
                <span>
                  {one.value} {one.value === '待确认' ? '' : one.unit}
                  {one.toConfirm && <span className="confirm">{text.toConfirm}</span>}
                </span>
              </li>
            ))}
          </ul>
          <h3>{text.missing}</h3>
          {view.missing.length === 0 ? (
            <p className="note">{text.nothingMissing}</p>
          ) : (
            <ul>
              {view.missing.map((one) => (
                <li key={one} className="missing">
                  {one}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <h3>{text.whatToDo}</h3>
      <ol>
        <li>{text.do1(pick(view.lead.assignee))}</li>
        <li>{text.do2}</li>
        <li>{text.do3}</li>
        <li>{text.do4}</li>
      </ol>
      <p className="note">{text.noGrant}</p>
      <h3>{text.history}</h3>
      <ul>
        {view.events.map((one, index) => (
          <li key={`${one.run}${String(index)}`}>
            {text[one.event === 'reopened' ? 'opened' : (one.event as 'opened' | 'changed' | 'closed')]}{' '}
            <code>{one.run.slice(0, 8)}</code>
          </li>
        ))}
      </ul>
    </aside>
  )
}

export function LeadPage({ id }: { readonly id: string }) {
  const text = useText()
  const loaded = useApi<LeadView>(`/api/leads/${id}`)
  return (
    <Ready of={loaded}>
      {(view) => (
        <>
          <nav className="crumbs" aria-label={text.back}>
            <Link to="/leads">← {text.back}</Link>
            {view.previous && <Link to={`/leads/${view.previous}`}>{text.previousLead}</Link>}
            {view.next && <Link to={`/leads/${view.next}`}>{text.nextLead}</Link>}
            <span className="note">{view.lead.id}</span>
          </nav>
          <header className="headline lead-head">
            <h1>
              <KindMark kind={view.lead.kind} /> {text[view.lead.kind]} · {view.lead.programmeLabel} · {view.lead.name}
            </h1>
            <p>
              {view.lead.sex === 1 ? text.male : text.female} {view.lead.age}{' '}
              <span className="masked">{view.maskedId}</span> {view.lead.county} {view.lead.town} {view.lead.village} P
              {view.lead.person}
            </p>
            <dl className="figures">
              <div>
                <dt>{text.owed}</dt>
                <dd>{plainMoney(view.lead.owedFen)}</dd>
              </div>
              <div>
                <dt>{text.held}</dt>
                <dd>{plainMoney(view.lead.heldFen)}</dd>
              </div>
              <div>
                <dt>{text.delta}</dt>
                <dd>{money(view.lead.deltaFen)}</dd>
              </div>
              <div>
                <dt>{text.effect}</dt>
                <dd>{month(view.lead.month)}</dd>
              </div>
              <div>
                <dt>{text.asOf}</dt>
                <dd>{day(view.asOf)}</dd>
              </div>
            </dl>
          </header>
          <div className="lead-columns">
            <div>
              <section aria-labelledby="family">
                <h2 id="family">
                  {text.family} <small>{text.familyNote}</small>
                </h2>
                <FamilyTree view={view} />
              </section>
              <section aria-labelledby="evidence">
                <h2 id="evidence">
                  {text.evidence} <small>{text.evidenceNote}</small>
                </h2>
                <Timeline view={view} />
              </section>
              <Conditions view={view} />
            </div>
            <Officer view={view} />
          </div>
        </>
      )}
    </Ready>
  )
}

/** One programme of the book of rules: as it runs, with its sources, figures, doubts and examples. */
import type { ChapterView } from '@doudi/contract'
import { type ReactNode, useEffect } from 'react'
import { useApi } from '../api.ts'
import { Doubt, Rule, Source } from '../parts/clauses.tsx'
import { FigureLanes } from '../parts/figure-lanes.tsx'
import { Ready } from '../parts/states.tsx'
import { Traces } from '../parts/traces.tsx'
import { Link } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'

type Of = { readonly chapter: ChapterView }

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function Categories({ chapter }: Of) {
  const text = useText()
  const pick = usePick()
  return chapter.categories.map(({ code, label, rule, amount, sources }) => (
    <article key={code} className="beside">
      <div>
        <h3>
          {pick(label)} <code>{code}</code>
        </h3>
        <Rule clause={rule} />
        <h4>{text.howMuch}</h4>
        <Rule clause={amount} />
      </div>
      <aside>
        {sources.map((source) => (
          <Source key={source.title + source.article} source={source} />
        ))}
      </aside>
    </article>
  ))
}

function Doubts({ chapter }: Of) {
  const text = useText()
  const pick = usePick()
  if (chapter.doubts.length === 0) return <p className="note">{text.noDoubts}</p>
  return (
    <ul className="doubts">
      {chapter.doubts.map(({ kind, what, source, ref }) => (
        <li key={what.zh + ref}>
          <a href={`#${ref}`}>{pick(what)}</a> <Doubt status={kind} />
          <br />
          <small lang="zh-CN">{source}</small>
        </li>
      ))}
    </ul>
  )
}

function Conditions({ chapter }: Of) {
  const text = useText()
  const pick = usePick()
  return chapter.conditions.map(({ id, label, requires, rule, source, ask }) => (
    <article key={id} id={`condition-${id}`} className="beside">
      <div>
        <h3>{pick(label)}</h3>
        {requires.zh !== rule.text.zh && <p className="soft">{pick(requires)}</p>}
        <Rule clause={rule} />
      </div>
      <aside>
        <Source source={source} />
        <p className="note">{text.whoCanTell(pick(ask))}</p>
      </aside>
    </article>
  ))
}

function Terms({ chapter }: Of) {
  const pick = usePick()
  const all = [
    ...chapter.terms.map(({ id, label, rule }) => ({ id: `variable-${id}`, label, rule })),
    ...chapter.effect.map(({ label, rule }) => ({ id: undefined, label, rule })),
  ]
  return all.map(({ id, label, rule }) => (
    <article key={label.zh + (id ?? '')} id={id}>
      <h3>{pick(label)}</h3>
      <Rule clause={rule} />
    </article>
  ))
}

function Figures({ chapter }: Of) {
  const text = useText()
  const pick = usePick()
  return chapter.figures.map(({ id, label, unit, timeline, rows }) => (
    <article key={id} id={`parameter-${id}`}>
      <h3>
        {pick(label)}{' '}
        <code>
          {id} · {pick(unit)}
        </code>
      </h3>
      <FigureLanes timeline={timeline} />
      <ul className="sources">
        {rows.map(({ key, place, value, from, to, source }) => (
          <li key={key.zh + place + from + value.zh}>
            <b>{pick(value)}</b> {pick(key)} {place} {from !== '' && text.since(from)} {to !== null && text.until(to)}{' '}
            <small lang="zh-CN">{[source.title, source.article].filter(Boolean).join('\u2002')}</small>{' '}
            <Doubt status={source.status} />
          </li>
        ))}
      </ul>
    </article>
  ))
}

function RegistersRead({ chapter }: Of) {
  const text = useText()
  const pick = usePick()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={text.registersRead}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.registerOwner}</th>
            <th scope="col">{text.silence}</th>
          </tr>
        </thead>
        <tbody>
          {chapter.registers.map(({ id, label, owner, silence }) => (
            <tr key={id + silence.zh}>
              <th scope="row">
                {id} {pick(label)} <small>{pick(owner)}</small>
              </th>
              <td>{pick(silence)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Contents({ chapter }: Of) {
  const text = useText()
  // An address with a mark in it came before the chapter did.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), [])
  return (
    <div className="chapter">
      <Part id="categories" title={text.whoAndHowMuch}>
        {chapter.categories.length > 1 && <p className="note">{text.inOrder}</p>}
        <Categories chapter={chapter} />
      </Part>
      <Part id="doubts" title={`${text.toConfirm} ${chapter.doubts.length}`}>
        <Doubts chapter={chapter} />
      </Part>
      <Part id="conditions" title={text.conditions}>
        <Conditions chapter={chapter} />
      </Part>
      <Part id="terms" title={text.terms}>
        <Terms chapter={chapter} />
      </Part>
      <Part id="figures" title={text.figuresOfLaw}>
        <Figures chapter={chapter} />
      </Part>
      <Part id="registers" title={text.registersRead}>
        <RegistersRead chapter={chapter} />
      </Part>
      <Part id="examples" title={`${text.workedExamples} ${chapter.examples.length}`}>
        <Traces traces={chapter.examples} />
      </Part>
    </div>
  )
}

export function Chapter({ id }: { readonly id: string }) {
  const text = useText()
  const pick = usePick()
  const loaded = useApi<ChapterView>(`/api/rules/${id}`)
  return (
    <>
      <nav className="crumbs" aria-label={text.backToRules}>
        <Link to="/rules">← {text.backToRules}</Link>
      </nav>
      <Ready of={loaded}>
        {(chapter) => (
          <>
            <div className="headline">
              <h1>{pick(chapter.title)}</h1>
              <span className="soft">{text.ruleVersion(chapter.version)}</span>
              {chapter.onApplication && <span className="soft">{text.onApplication}</span>}
            </div>
            <p className="note">{text.rulesNote}</p>
            <Contents chapter={chapter} />
          </>
        )}
      </Ready>
    </>
  )
}

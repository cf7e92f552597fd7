/** A rule as numbered clauses; a clause that is explained elsewhere leads there. */
import type { ClauseView, SourceView } from '@doudi/contract'
import { usePick, useText } from '../text/language.ts'

function Words({ clause }: { readonly clause: ClauseView }) {
  const pick = usePick()
  return clause.ref === null ? <span>{pick(clause.text)}</span> : <a href={`#${clause.ref}`}>{pick(clause.text)}</a>
}

const DEEPEST = 5
function Parts({ parts, depth }: { readonly parts: readonly ClauseView[]; readonly depth: number }) {
  if (parts.length === 0) return null
  return (
    <ol className={`depth-${Math.min(depth, DEEPEST)}`}>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses of a law keep their places
        <li key={at}>
          <Words clause={part} />
          <Parts parts={part.parts} depth={depth + 1} />
        </li>
      ))}
    </ol>
  )
}

export function Rule({ clause }: { readonly clause: ClauseView }) {
  return (
    <div className="rule">
      <Words clause={clause} />
      <Parts parts={clause.parts} depth={1} />
    </div>
  )
}

/** Marks what the city has not confirmed, and nothing else. */
export function Doubt({ status }: { readonly status: SourceView['status'] }) {
  const text = useText()
  if (status !== 'assumed' && status !== 'open') return null
  return <span className="confirm">{status === 'open' ? text.statusOpen : text.toConfirm}</span>
}

export function Source({ source }: { readonly source: SourceView }) {
  return (
    <p className="source">
      <span lang="zh-CN">{[source.title, source.article].filter(Boolean).join('\u2002')}</span>{' '}
      <Doubt status={source.status} />
    </p>
  )
}

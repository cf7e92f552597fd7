/** Loading, failed, and the marks that go with every colour. */
import type { KindName } from '@doudi/contract'
import type { ReactNode } from 'react'
import type { Loaded } from '../api.ts'
import { useText } from '../text/language.ts'

export function Ready<T>({
  of,
  children,
}: {
  readonly of: Loaded<T>
  readonly children: (value: T, again: () => void) => ReactNode
}) {
  const text = useText()
  if (of.state === 'loading')
    return (
      <p className="note" role="status">
        {text.loading}
      </p>
    )
  if (of.state === 'failed')
    return (
      <p className="note" role="alert">
        {text.failed}{' '}
        <button type="button" onClick={of.again}>
          {text.retry}
        </button>
      </p>
    )
  return children(of.value, of.again)
}

export function KindMark({ kind }: { readonly kind: KindName }) {
  const text = useText()
  return (
    <span className={`mark mark-${kind}`} title={text[kind]} role="img" aria-label={text[kind]}>
      {text[`${kind}Mark`]}
    </span>
  )
}

const SIGN = { met: '✓', notMet: '✕', unknown: '?' } as const
export function ResultMark({ result }: { readonly result: 'met' | 'notMet' | 'unknown' }) {
  const text = useText()
  const word = result === 'met' ? text.met : result === 'notMet' ? text.notMet : text.unmet
  return (
    <span className={`result result-${result}`}>
      <span aria-hidden="true">{SIGN[result]}</span> {word}
    </span>
  )
}

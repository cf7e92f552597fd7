/** Loading, failed, and the marks that go with every colour. */
import type { KindName, LeadRow, Verdict } from '@doudi/contract'
import type { ReactNode } from 'react'
import type { Failure, Loaded } from '../api.ts'
import { useLanguage, usePick, useText } from '../text/language.ts'

/** What happened and what to do; never a bare code. */
export function Failing({ failure, again }: { readonly failure: Failure; readonly again?: () => void }) {
  const text = useText()
  const pick = usePick()
  return (
    <div className="refused" role="alert">
      <p>
        <b>{pick(failure.text)}</b> <code>{failure.code}</code>
      </p>
      <p>{pick(failure.remedy)}</p>
      {again && (
        <button type="button" onClick={again}>
          {text.retry}
        </button>
      )}
    </div>
  )
}

/** The answer once it is there; while a newer one is on its way the old stays, under a thin line. */
export function Ready<T>({
  of,
  children,
}: {
  readonly of: Loaded<T>
  readonly children: (value: T, again: () => void) => ReactNode
}) {
  const text = useText()
  return (
    <>
      {of.failure && <Failing failure={of.failure} again={of.again} />}
      {of.busy && <div className="working" role="status" aria-label={text.loading} />}
      {of.value === null ? of.busy && <p className="state">{text.loading}</p> : children(of.value, of.again)}
    </>
  )
}

export function KindMark({ kind }: { readonly kind: KindName }) {
  const text = useText()
  return (
    <span className={`mark mark-${kind}`} title={text[kind]} role="img" aria-label={text[kind]}>
      {text[`${kind}Mark`]}
    </span>
  )
}

export const SIGN: Readonly<Record<Verdict, string>> = { met: '✓', notMet: '×', unknown: '?' }
export const useVerdictWord = (): ((result: Verdict) => string) => {
  const text = useText()
  return (result) => (result === 'met' ? text.met : result === 'notMet' ? text.notMet : text.unmet)
}
export function ResultMark({ result }: { readonly result: Verdict }) {
  const word = useVerdictWord()
  return (
    <span className={`result result-${result}`}>
      <span aria-hidden="true">{SIGN[result]}</span> {word(result)}
    </span>
  )
}

/** An office as `who where`, or in Chinese `where who`; names of places stay Chinese. */
export function Office({ office }: { readonly office: LeadRow['assignee'] }) {
  const language = useLanguage()
  const pick = usePick()
  const place = office.place === '' ? null : <span lang="zh-CN">{office.place}</span>
  return language === 'zh' ? (
    <>
      {place} {pick(office.role)}
    </>
  ) : (
    <>
      {pick(office.role)} {place}
    </>
  )
}

/** A register's state or a batch's, always with its symbol. */
export const STATE_SIGN = {
  inForce: '✓',
  late: '◆',
  held: '■',
  none: '–',
  superseded: '–',
  withdrawn: '×',
} as const
export type StateName = keyof typeof STATE_SIGN
export const TROUBLE_FIRST: readonly string[] = ['held', 'late', 'none', 'inForce']
export function StateMark({ state }: { readonly state: StateName }) {
  const text = useText()
  const words: Readonly<Record<StateName, string>> = {
    inForce: text.stateInForce,
    late: text.stateLate,
    held: text.stateHeld,
    none: text.stateNone,
    superseded: text.superseded,
    withdrawn: text.withdrawn,
  }
  return (
    <span className={`nowrap state-${state}`}>
      <span aria-hidden="true">{STATE_SIGN[state]}</span> {words[state]}
    </span>
  )
}

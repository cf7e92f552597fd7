/** One batch: why it waits, what it changes, its bad rows, and the two things a person can do with it. */
import type { ImportReply, RegisterView, SnapshotView } from '@doudi/contract'
import { type FormEvent, useId, useState } from 'react'
import { type Failure, failureOf, post } from '../api.ts'
import { count, day } from '../format.ts'
import { usePick, useText } from '../text/language.ts'
import { Difference } from './difference.tsx'
import { Failing, StateMark } from './states.tsx'

type CardProps = { readonly register: RegisterView; readonly one: SnapshotView; readonly again: () => void }
type Action = 'release' | 'withdraw'

/** Only the review that every file sent here waits for: nothing looks wrong, so no reason needs to be given. */
const onlyReview = (one: SnapshotView): boolean => one.held.every(({ code }) => code === 'REVIEW')

function useDecision({ register, one, again }: CardProps) {
  const text = useText()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const act = async (action: Action, reason: string): Promise<void> => {
    if (reason.trim().length < 2) {
      const both = (zh: string) => ({ zh, en: zh })
      return setFailure({ code: 'NO_REASON', text: both(text.reasonNeeded), remedy: both(text.reasonRemedy) })
    }
    setBusy(true)
    setFailure(null)
    try {
      const reply = await post<ImportReply>(`/api/registers/${register.id}/${one.snapshot}/${action}`, { reason })
      if (reply.ok) again()
      else setFailure(reply.problems[0] ?? null)
    } catch (error) {
      setFailure(failureOf(error))
    }
    setBusy(false)
  }
  return { act, failure, busy }
}

function Decide(props: CardProps) {
  const text = useText()
  const { one } = props
  const [reason, setReason] = useState('')
  const { act, failure, busy } = useDecision(props)
  const field = useId()
  const waiting = one.state === 'held'
  const easy = waiting && onlyReview(one)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void act(waiting || one.state === 'withdrawn' ? 'release' : 'withdraw', reason)
  }
  if (easy)
    return (
      <div className="decide">
        <button type="button" className="primary" disabled={busy} onClick={() => void act('release', text.seen)}>
          {text.confirm}
        </button>
        <button type="button" disabled={busy} onClick={() => void act('withdraw', text.discarded)}>
          {text.discard}
        </button>
        {failure && <Failing failure={failure} />}
      </div>
    )
  return (
    <form className="decide" onSubmit={submit}>
      <label htmlFor={field}>{text.reason}</label>
      <input id={field} value={reason} onChange={({ target }) => setReason(target.value)} maxLength={200} required />
      {waiting && (
        <>
          <button type="submit" className="primary" disabled={busy}>
            {text.releaseAnyway}
          </button>
          <button type="button" disabled={busy} onClick={() => void act('withdraw', text.discarded)}>
            {text.discard}
          </button>
        </>
      )}
      {one.state === 'withdrawn' && (
        <button type="submit" disabled={busy}>
          {text.restore}
        </button>
      )}
      {!waiting && one.state !== 'withdrawn' && (
        <button type="submit" disabled={busy}>
          {text.withdraw}
        </button>
      )}
      {failure && <Failing failure={failure} />}
    </form>
  )
}

/** What looks wrong, in words. */
function Held({ one, first }: { readonly one: SnapshotView; readonly first: boolean }) {
  const text = useText()
  const pick = usePick()
  const shown = one.held.filter(({ code }) => code !== 'REVIEW')
  if (one.state !== 'held') return null
  if (shown.length === 0) return <p className="note">{text.reviewNote}</p>
  return (
    <div className="heldbox">
      <h4>{text.heldBecause}</h4>
      <ul>
        {shown.map(({ code, text: said }) => (
          <li key={code + said.zh}>{pick(said)}</li>
        ))}
      </ul>
      <p>{first ? text.heldFirst : text.heldNote}</p>
    </div>
  )
}

export function SnapshotCard(props: CardProps) {
  const text = useText()
  const { register, one } = props
  const { counts } = one
  return (
    <article className="snapshot" aria-label={`${register.id} ${one.snapshot}`} data-state={one.state}>
      <h3>
        <StateMark state={one.state} /> {text.batchOf(day(one.asOf))}
      </h3>
      <p className="note file">
        <span lang="zh-CN">{one.file}</span> · {one.encoding} · SM3 {one.sm3.slice(0, 8)}…{one.sm3.slice(-4)}
      </p>
      <Held one={one} first={register.asOf === null} />
      {counts === null ? <p className="note">{text.hideNote}</p> : <Difference counts={counts} />}
      {counts !== null && (
        <p className="note">
          {text.readRows(
            count(counts.rows),
            count(counts.accepted),
            count(counts.quarantined),
            count(counts.duplicates),
          )}
        </p>
      )}
      {one.unknownHeaders.length > 0 && (
        <p className="note">
          {text.unknownHeaders} <span lang="zh-CN">{one.unknownHeaders.join('、')}</span>
        </p>
      )}
      {one.hasQuarantine && (counts === null || counts.quarantined > 0) && (
        <p>
          <a href={`/api/registers/${register.id}/${one.snapshot}/quarantine`} download>
            {text.download}
          </a>
        </p>
      )}
      {one.withdrawn !== null && <p className="note">{text.withdrawnFor(one.withdrawn)}</p>}
      {one.released !== null && one.withdrawn === null && <p className="note">{text.releasedFor(one.released)}</p>}
      {one.state === 'held' ? (
        <Decide {...props} />
      ) : (
        <details>
          <summary>{text.more}</summary>
          <Decide {...props} />
        </details>
      )}
    </article>
  )
}

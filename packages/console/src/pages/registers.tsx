/** Registers: trouble first; a file dropped is read, its changes seen, and only then put in force by a person. */
import type { RegisterView } from '@doudi/contract'
import { useState } from 'react'
import { type Failure, failureOf, post, useApi, useProgress } from '../api.ts'
import { count } from '../format.ts'
import { Drop } from '../parts/drop.tsx'
import { RegisterTable } from '../parts/register-table.tsx'
import { SnapshotCard } from '../parts/snapshot-card.tsx'
import { Failing, Ready, STATE_SIGN, TROUBLE_FIRST } from '../parts/states.tsx'
import { Link, useAddress } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'

const SHOWN = 4

/** What changed in the registers counts in leads only after the next run. */
function Rerun() {
  const text = useText()
  const [state, setState] = useState<'idle' | 'running' | 'done'>('idle')
  const [failure, setFailure] = useState<Failure | null>(null)
  const progress = useProgress(state === 'running')
  const run = async (): Promise<void> => {
    setState('running')
    setFailure(null)
    try {
      await post('/api/run')
      setState('done')
    } catch (error) {
      setFailure(failureOf(error))
      setState('idle')
    }
  }
  return (
    <>
      <button type="button" disabled={state === 'running'} onClick={() => void run()}>
        {state === 'running' ? text.rerunning : text.rerun}
      </button>
      <span role="status" className="note">
        {state === 'running' && progress && `${progress.step} ${count(progress.rows)}`}
        {state === 'done' && (
          <>
            {text.rerunDone} <Link to="/">{text.navRun}</Link>
          </>
        )}
      </span>
      {failure && <Failing failure={failure} />}
    </>
  )
}

function Tally({ rows }: { readonly rows: readonly RegisterView[] }) {
  const text = useText()
  const words = {
    held: text.stateHeld,
    late: text.stateLate,
    none: text.stateNone,
    inForce: text.stateInForce,
  } as const
  return (
    <p>
      {(['held', 'late', 'none', 'inForce'] as const)
        .map((state) => ({ state, n: rows.filter((one) => one.state === state).length }))
        .filter(({ n }) => n > 0)
        .map(({ state, n }) => (
          <span key={state} className={`tally state-${state}`}>
            {STATE_SIGN[state]} {words[state]} {n}
          </span>
        ))}
    </p>
  )
}

function Detail({ register, again }: { readonly register: RegisterView; readonly again: () => void }) {
  const text = useText()
  const pick = usePick()
  const [all, setAll] = useState(false)
  const shown = all ? register.snapshots : register.snapshots.slice(0, SHOWN)
  return (
    <aside className="register-detail" aria-label={pick(register.name)}>
      <h2>
        {register.id} {pick(register.name)} <small>{pick(register.owner)}</small>
      </h2>
      {register.waiting && <p className="heldbox">{pick(register.waiting)}</p>}
      <Drop register={register} done={again} />
      <h3>{text.snapshotList(register.snapshots.length)}</h3>
      {register.snapshots.length === 0 && <p className="note">{text.noSnapshots}</p>}
      {shown.map((one) => (
        <SnapshotCard key={one.snapshot + one.state} register={register} one={one} again={again} />
      ))}
      {register.snapshots.length > shown.length && (
        <button type="button" className="plain" onClick={() => setAll(true)}>
          {text.others(register.snapshots.length - shown.length)}
        </button>
      )}
    </aside>
  )
}

export function Registers() {
  const text = useText()
  const address = useAddress()
  const loaded = useApi<readonly RegisterView[]>('/api/registers')
  return (
    <Ready of={loaded}>
      {(registers, again) => {
        const rows = registers.toSorted(
          (a, b) => TROUBLE_FIRST.indexOf(a.state) - TROUBLE_FIRST.indexOf(b.state) || (a.id < b.id ? -1 : 1),
        )
        const chosen = registers.find(({ id }) => id === address.searchParams.get('register')) ?? rows[0]
        return (
          <>
            <header className="headline">
              <h1>{text.registersTitle(registers.length)}</h1>
              <Tally rows={rows} />
              <Rerun />
            </header>
            <div className="register-columns">
              <RegisterTable rows={rows} chosen={chosen?.id} address={address} />
              {chosen && <Detail key={chosen.id} register={chosen} again={again} />}
            </div>
          </>
        )
      }}
    </Ready>
  )
}

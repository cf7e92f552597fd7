/** Registers: trouble first; a file dropped is read, its changes seen, and only then put in force by a person. */
import type { ImportReply, RegisterView, SnapshotView } from '@doudi/contract'
import { type DragEvent, useState } from 'react'
import { read, useApi } from '../api.ts'
import { count, day } from '../format.ts'
import { Ready } from '../parts/states.tsx'
import { Link, useAddress, withQuery } from '../route.tsx'
import { usePick, useText } from '../text/language.ts'

const ORDER = ['held', 'late', 'none', 'inForce']
const useStates = () => {
  const text = useText()
  return {
    inForce: `✓ ${text.stateInForce}`,
    late: `◆ ${text.stateLate}`,
    held: `■ ${text.stateHeld}`,
    none: `– ${text.stateNone}`,
    superseded: `– ${text.superseded}`,
    withdrawn: `✕ ${text.withdrawn}`,
  } as const
}

function Difference({ one, hidden }: { readonly one: SnapshotView; readonly hidden: boolean }) {
  const text = useText()
  if (hidden) return <p className="note">{text.hideNote}</p>
  const unchanged = Math.max(0, one.before - one.vanished - one.changed)
  const all = Math.max(1, one.before, one.accepted)
  const height = (n: number): number => (n / all) * 90
  return (
    <>
      <svg
        className="difference"
        viewBox="0 0 380 130"
        role="img"
        aria-label={`${text.before} ${one.before}, ${text.added} ${one.added}, ${text.changedRows} ${one.changed}, ${text.vanished} ${one.vanished}`}
      >
        <rect x="70" y="20" width="10" height={height(one.before)} fill="#565E67" />
        <rect x="290" y="20" width="10" height={height(one.accepted)} fill="#565E67" />
        <path
          d={`M80,20 L290,20 L290,${20 + height(unchanged + one.changed)} L80,${20 + height(unchanged + one.changed)} Z`}
          fill="#E8EDF2"
        />
        {one.vanished > 0 && (
          <path
            d={`M80,${20 + height(unchanged + one.changed)} L260,${35 + height(unchanged + one.changed)} L260,${35 + height(unchanged + one.changed + one.vanished)} L80,${20 + height(one.before)} Z`}
            fill="#7A1210"
          />
        )}
        <text x="64" y="60" fontSize="13" textAnchor="end" fontWeight="600">
          {count(one.before)}
        </text>
        <text x="306" y="60" fontSize="13" fontWeight="600">
          {count(one.accepted)}
        </text>
        <text x="185" y="60" fontSize="12" textAnchor="middle">
          {text.unchanged} {count(unchanged)}
        </text>
        <text x="185" y="78" fontSize="12" textAnchor="middle">
          {text.changedRows} {count(one.changed)} · {text.added} {count(one.added)}
        </text>
        <text x="185" y="126" fontSize="12" textAnchor="middle" fill="#7A1210">
          {text.vanished} {count(one.vanished)}
        </text>
      </svg>
      {one.places.length > 0 && (
        <>
          <h4>{text.vanishedWhere}</h4>
          <ul className="places">
            {one.places.slice(0, 6).map((place) => (
              <li key={place.name}>
                <span>{place.name}</span>
                <span className="num">
                  {count(place.vanished)} / {count(place.before)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Decide({
  register,
  one,
  again,
}: {
  readonly register: string
  readonly one: SnapshotView
  readonly again: () => void
}) {
  const text = useText()
  const [reason, setReason] = useState('')
  const [told, setTold] = useState('')
  const act = async (action: 'release' | 'withdraw'): Promise<void> => {
    if (reason.trim().length < 2) return setTold(text.reasonNeeded)
    const reply = await read<ImportReply>(`/api/registers/${register}/${one.snapshot}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason }),
    })
    setTold(reply.ok ? '' : reply.problems.map(({ text: said }) => said.zh).join(';'))
    if (reply.ok) again()
  }
  return (
    <div className="decide">
      <label>
        {text.reason} <input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={200} />
      </label>
      {one.state === 'held' && (
        <button type="button" className="primary" onClick={() => void act('release')}>
          {text.release}
        </button>
      )}
      <button type="button" onClick={() => void act('withdraw')}>
        {text.withdraw}
      </button>
      <span role="status">{told}</span>
    </div>
  )
}

function Snapshot({
  register,
  one,
  again,
}: {
  readonly register: RegisterView
  readonly one: SnapshotView
  readonly again: () => void
}) {
  const text = useText()
  const pick = usePick()
  const states = useStates()
  return (
    <article className="snapshot">
      <h3>
        <span className={`state-${one.state}`}>{states[one.state]}</span> {one.snapshot}
      </h3>
      <p className="note">
        {text.file} {one.file} · {text.asOf} {day(one.asOf)} · {text.encoding} {one.encoding} · SM3{' '}
        {one.sm3.slice(0, 8)}…{one.sm3.slice(-4)}
      </p>
      {one.held.length > 0 && one.released === null && (
        <>
          <h4>{text.heldBecause}</h4>
          <ul>
            {one.held.map((why) => (
              <li key={why.zh} className="held">
                {pick(why)}
              </li>
            ))}
          </ul>
        </>
      )}
      <Difference one={one} hidden={register.hideCounts} />
      {!register.hideCounts && one.quarantined > 0 && (
        <p>
          <a href={`/api/registers/${register.id}/${one.snapshot}/quarantine`} download>
            {text.download} {count(one.quarantined)}
          </a>
        </p>
      )}
      {one.withdrawn === null ? (
        <Decide register={register.id} one={one} again={again} />
      ) : (
        <p className="note">{one.withdrawn}</p>
      )}
      {one.released !== null && (
        <p className="note">
          {text.release}: {one.released}
        </p>
      )}
    </article>
  )
}

type Refused = Extract<ImportReply, { ok: false }>
function MapHeaders({
  register,
  refused,
  submit,
}: {
  readonly register: RegisterView
  readonly refused: Refused
  readonly submit: (mapping: Record<string, string>) => void
}) {
  const text = useText()
  const [mapping, setMapping] = useState<Record<string, string>>({})
  const headers = [
    ...new Set(
      refused.problems.flatMap(({ found }) =>
        found
          .split(';')
          .map((one) => one.replace(/\[.*$/, ''))
          .filter((one) => one !== ''),
      ),
    ),
  ]
  return (
    <form
      className="mapping"
      onSubmit={(event) => {
        event.preventDefault()
        submit(mapping)
      }}
    >
      <h4>{text.mapHeaders}</h4>
      {headers.map((header) => (
        <label key={header}>
          {header}{' '}
          <select
            value={mapping[header] ?? ''}
            onChange={(event) => setMapping({ ...mapping, [header]: event.target.value })}
          >
            <option value="">{text.notNeeded}</option>
            {register.columns.map((column) => (
              <option key={column.id} value={column.id}>
                {column.label}
                {column.required ? ' *' : ''}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className="primary">
        {text.submitMapping}
      </button>
    </form>
  )
}

function Drop({ register, again }: { readonly register: RegisterView; readonly again: () => void }) {
  const text = useText()
  const pick = usePick()
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [asOf, setAsOf] = useState('')
  const [refused, setRefused] = useState<Refused | null>(null)
  const [over, setOver] = useState(false)
  const send = async (chosen: File, mapping?: Record<string, string>): Promise<void> => {
    setFile(chosen)
    setBusy(true)
    setRefused(null)
    const query = new URLSearchParams({
      name: chosen.name,
      ...(asOf === '' ? {} : { asOf }),
      ...(mapping ? { mapping: JSON.stringify(mapping) } : {}),
    })
    try {
      const reply = await read<ImportReply>(`/api/registers/${register.id}/files?${query.toString()}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: chosen,
      })
      if (reply.ok) again()
      else setRefused(reply)
    } catch {
      setRefused({
        ok: false,
        problems: [
          {
            code: 'FAILED',
            field: '',
            found: '',
            text: { zh: text.failed, en: text.failed },
            remedy: { zh: '', en: '' },
          },
        ],
      })
    }
    setBusy(false)
  }
  const dropped = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const [chosen] = event.dataTransfer.files
    if (chosen) void send(chosen)
  }
  const mappable = refused?.problems.some(({ code }) => code.startsWith('HEADER')) ?? false
  return (
    <section>
      <label
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <input
          type="file"
          className="visually-hidden"
          disabled={busy}
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            if (chosen) void send(chosen)
          }}
        />
        <b>{text.drop}</b>
        <small>{text.dropHint}</small>
        {busy && <progress aria-label={text.uploading} />}
      </label>
      <label className="asof">
        {text.asOfLabel} <input type="date" value={asOf} onChange={(event) => setAsOf(event.target.value)} />
      </label>
      {busy && <p role="status">{text.uploading}</p>}
      {refused && (
        <div role="alert" className="refused">
          {refused.problems.map((one) => (
            <p key={one.code + one.field}>
              {pick(one.text)} {one.found} {pick(one.remedy)}
            </p>
          ))}
        </div>
      )}
      {refused && mappable && file && (
        <MapHeaders register={register} refused={refused} submit={(mapping) => void send(file, mapping)} />
      )}
    </section>
  )
}

function Rerun() {
  const text = useText()
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    await read('/api/run', { method: 'POST' }).catch(() => undefined)
    setBusy(false)
  }
  return (
    <button type="button" disabled={busy} onClick={() => void run()}>
      {busy ? text.rerunning : text.rerun}
    </button>
  )
}

export function Registers() {
  const text = useText()
  const pick = usePick()
  const states = useStates()
  const address = useAddress()
  const loaded = useApi<readonly RegisterView[]>('/api/registers')
  return (
    <Ready of={loaded}>
      {(registers, again) => {
        const rows = registers.toSorted(
          (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.id < b.id ? -1 : 1),
        )
        const chosen = registers.find(({ id }) => id === address.searchParams.get('register')) ?? rows[0]
        return (
          <>
            <header className="headline">
              <h1>{text.registersTitle(registers.length)}</h1>
              <p>
                {ORDER.map((state) => (
                  <span key={state} className={`tally state-${state}`}>
                    {states[state as keyof typeof states]} {rows.filter((one) => one.state === state).length}
                  </span>
                ))}
              </p>
              <Rerun />
            </header>
            <div className="register-columns">
              <div className="scroll">
                <table className="registers">
                  <thead>
                    <tr>
                      <th scope="col">
                        {text.navRegisters} · {text.owner}
                      </th>
                      <th scope="col">{text.cadence}</th>
                      <th scope="col">{text.state}</th>
                      <th scope="col">{text.asOf}</th>
                      <th scope="col" className="num">
                        {text.age}
                      </th>
                      <th scope="col" className="num">
                        {text.rows}
                      </th>
                      <th scope="col" className="num">
                        {text.versus}
                      </th>
                      <th scope="col" className="num">
                        {text.quarantined}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => {
                      const force = row.snapshots.find(({ state }) => state === 'inForce')
                      const moved = force && force.before > 0 ? force.added - force.vanished : null
                      return (
                        <tr key={row.id} className={row.id === chosen?.id ? 'focused' : undefined}>
                          <th scope="row">
                            <Link
                              to={withQuery(address, { register: row.id })}
                              aria-current={row.id === chosen?.id ? 'true' : undefined}
                            >
                              {row.id} <b>{pick(row.name)}</b>
                            </Link>{' '}
                            <small>{row.owner}</small>
                            {row.assumed && <span className="confirm">{text.assumed}</span>}
                          </th>
                          <td>{row.cadence}</td>
                          <td className={`nowrap state-${row.state}`}>{states[row.state]}</td>
                          <td className="nowrap">{day(row.asOf)}</td>
                          <td className="num">{row.ageDays === null ? '–' : `${row.ageDays} ${text.dayUnit}`}</td>
                          <td className="num">
                            {row.hideCounts ? text.hidden : row.rows === null ? '–' : count(row.rows)}
                          </td>
                          <td className="num">
                            {row.hideCounts || moved === null ? '–' : moved > 0 ? `+${count(moved)}` : count(moved)}
                          </td>
                          <td className="num">
                            {row.hideCounts ? '–' : row.quarantined === null ? '–' : count(row.quarantined)}
                          </td>
                        </tr>
                      )
                    })}
                  </tbody>
                </table>
              </div>
              {chosen && (
                <aside className="register-detail" aria-label={pick(chosen.name)}>
                  <h2>
                    {chosen.id} {pick(chosen.name)}
                  </h2>
                  <Drop key={chosen.id} register={chosen} again={again} />
                  <h3>{text.snapshotList}</h3>
                  {chosen.snapshots.slice(0, 4).map((one) => (
                    <Snapshot key={one.snapshot} register={chosen} one={one} again={again} />
                  ))}
                </aside>
              )}
            </div>
          </>
        )
      }}
    </Ready>
  )
}

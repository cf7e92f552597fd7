/** A file dropped or chosen: sent as it is, watched, and refused with a remedy or shown as a batch that waits. */
import type { ImportReply, RegisterView, UploadWire } from '@doudi/contract'
import { type DragEvent, useState } from 'react'
import { type Failure, failureOf, sendFile, useProgress } from '../api.ts'
import { count, percent } from '../format.ts'
import { usePick, useText } from '../text/language.ts'
import { MapHeaders } from './map-headers.tsx'
import { Failing } from './states.tsx'

type Refused = Extract<ImportReply, { ok: false }>
type Sending = { readonly name: string; readonly share: number }

function useUpload(register: RegisterView, done: () => void) {
  const [file, setFile] = useState<File | null>(null)
  const [sending, setSending] = useState<Sending | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const send = async (chosen: File, said: Omit<UploadWire, 'name'>): Promise<void> => {
    setFile(chosen)
    setRefused(null)
    setFailure(null)
    setSending({ name: chosen.name, share: 0 })
    try {
      const sent = (share: number): void => setSending({ name: chosen.name, share })
      const reply = await sendFile(register.id, chosen, { ...said, name: chosen.name }, sent)
      if (reply.ok) done()
      else setRefused(reply)
    } catch (error) {
      setFailure(failureOf(error))
    }
    setSending(null)
  }
  return { file, sending, refused, failure, send }
}

function Watching({ sending }: { readonly sending: Sending }) {
  const text = useText()
  const progress = useProgress(sending.share >= 1)
  return (
    <div role="status" className="watching">
      <progress value={sending.share < 1 ? sending.share : undefined} aria-label={text.uploading} />
      <span>
        {sending.share < 1
          ? text.sending(percent(sending.share))
          : progress === null
            ? text.uploading
            : text.readingRows(count(progress.rows))}
      </span>
    </div>
  )
}

function Problems({ refused }: { readonly refused: Refused }) {
  const text = useText()
  const pick = usePick()
  return (
    <div role="alert" className="refused">
      <p>
        <b>{text.notRead}</b>
      </p>
      {refused.problems.map((one) => (
        <p key={one.code + one.text.zh}>
          {pick(one.text)}
          {one.found !== '' && !one.code.startsWith('HEADER_') && (
            <>
              {' '}
              <code>{one.found}</code>
            </>
          )}
          {refused.headers.length === 0 && <small>{pick(one.remedy)}</small>}
        </p>
      ))}
    </div>
  )
}

export function Drop({ register, done }: { readonly register: RegisterView; readonly done: () => void }) {
  const text = useText()
  const [asOf, setAsOf] = useState('')
  const [synthetic, setSynthetic] = useState(false)
  const [over, setOver] = useState(false)
  const { file, sending, refused, failure, send } = useUpload(register, done)
  const busy = sending !== null
  const said = { synthetic, ...(asOf === '' ? {} : { asOf }) }
  const take = (chosen: File | undefined): void => {
    if (chosen && !busy) void send(chosen, said)
  }
  const dropped = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <section aria-label={text.drop}>
      <p className="asked">
        <label>
          <input type="checkbox" checked={synthetic} onChange={({ target }) => setSynthetic(target.checked)} />{' '}
          {text.isSynthetic}
        </label>
        <label>
          {text.asOfLabel}{' '}
          <input
            className="date"
            inputMode="numeric"
            placeholder={text.asOfForm}
            pattern="\d{4}-\d{2}-\d{2}"
            maxLength={10}
            value={asOf}
            onChange={({ target }) => setAsOf(target.value.trim())}
          />
        </label>
      </p>
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
          accept=".csv,.txt,.tsv,.xlsx,.xls,.parquet"
          disabled={busy}
          onChange={({ target }) => {
            take(target.files?.[0])
            // The same file may be chosen again.
            target.value = ''
          }}
        />
        <b>{text.drop}</b>
        <small>{text.dropHint}</small>
      </label>
      {sending && <Watching sending={sending} />}
      {failure && <Failing failure={failure} />}
      {refused && <Problems refused={refused} />}
      {refused && refused.headers.length > 0 && file && (
        <MapHeaders
          key={file.name + file.lastModified}
          register={register}
          headers={refused.headers}
          submit={(mapping) => void send(file, { ...said, mapping })}
        />
      )}
    </section>
  )
}

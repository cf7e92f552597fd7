/** Talking to the server: what was read before stays on screen while the next answer comes; errors are sentences. */
import type { ErrorReply, ImportReply, ProgressReply, UploadHeader, UploadWire, WireText } from '@doudi/contract'
import { useCallback, useEffect, useState } from 'react'
import { en } from './text/messages.en.ts'
import { zh } from './text/messages.zh.ts'

export type Failure = { readonly code: string; readonly text: WireText; readonly remedy: WireText }
export type Loaded<T> = {
  /** The newest answer, also while the next one is on its way; null before the first. */
  readonly value: T | null
  readonly busy: boolean
  readonly failure: Failure | null
  readonly again: () => void
}

const UNREACHED: Failure = {
  code: 'UNREACHED',
  text: { zh: zh.unreached, en: en.unreached },
  remedy: { zh: zh.unreachedRemedy, en: en.unreachedRemedy },
}

class Failed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}
export const failureOf = (error: unknown): Failure => (error instanceof Failed ? error.failure : UNREACHED)

async function read<T>(url: string, init?: RequestInit): Promise<T> {
  const reply = await fetch(url, init)
  if (!reply.ok) throw new Failed(((await reply.json().catch(() => null)) as ErrorReply | null)?.error ?? UNREACHED)
  return (await reply.json()) as T
}
export const post = <T>(url: string, body?: object): Promise<T> =>
  read<T>(url, {
    method: 'POST',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })

export function useApi<T>(url: string): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'again'>>({ value: null, busy: true, failure: null })
  const [turn, setTurn] = useState(0)
  const again = useCallback(() => setTurn((n) => n + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn reads the same address again
  useEffect(() => {
    const gone = new AbortController()
    setState((before) => ({ ...before, busy: true }))
    read<T>(url, { signal: gone.signal }).then(
      (value) => setState({ value, busy: false, failure: null }),
      (error: unknown) =>
        gone.signal.aborted || setState((before) => ({ ...before, busy: false, failure: failureOf(error) })),
    )
    return () => gone.abort()
  }, [url, turn])
  return { ...state, again }
}

const UPLOAD: UploadHeader = 'x-doudi-upload'

/** Sends a file as it is; `sent` hears the share that has left, 0 to 1. */
export function sendFile(
  register: string,
  file: File,
  said: UploadWire,
  sent: (share: number) => void,
): Promise<ImportReply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/registers/${register}/files`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader(UPLOAD, encodeURIComponent(JSON.stringify(said)))
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => sent(total === 0 ? 1 : loaded / total)
    request.onerror = () => reject(new Failed(UNREACHED))
    request.onload = () => {
      const { status, response } = request
      if (status === 200) resolve(response as ImportReply)
      else reject(new Failed((response as ErrorReply | null)?.error ?? UNREACHED))
    }
    request.send(file)
  })
}

/** What the server is doing, asked twice a second while `watching`. */
export function useProgress(watching: boolean): ProgressReply['progress'] {
  const [progress, setProgress] = useState<ProgressReply['progress']>(null)
  useEffect(() => {
    if (!watching) return setProgress(null)
    const ask = () =>
      read<ProgressReply>('/api/progress').then(
        (reply) => setProgress(reply.progress),
        () => undefined,
      )
    const timer = window.setInterval(ask, 500)
    void ask()
    return () => window.clearInterval(timer)
  }, [watching])
  return progress
}

/** Reading from the server: one hook, which says loading, failed or the answer. */
import { useCallback, useEffect, useState } from 'react'

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly again: () => void }
  | { readonly state: 'ready'; readonly value: T; readonly again: () => void }

export async function read<T>(url: string, init?: RequestInit): Promise<T> {
  const reply = await fetch(url, init)
  if (!reply.ok) throw new Error(String(reply.status))
  return (await reply.json()) as T
}

export function useApi<T>(url: string): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  const [turn, setTurn] = useState(0)
  const again = useCallback(() => setTurn((n) => n + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn reads the same address again
  useEffect(() => {
    const gone = new AbortController()
    read<T>(url, { signal: gone.signal }).then(
      (value) => setLoaded({ state: 'ready', value, again }),
      () => gone.signal.aborted || setLoaded({ state: 'failed', again }),
    )
    return () => gone.abort()
  }, [url, turn, again])
  return loaded
}

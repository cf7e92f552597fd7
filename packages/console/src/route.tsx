/** Addresses of the console: a path and its query, nothing more. */
import { type AnchorHTMLAttributes, type ReactNode, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const tell = (): void => {
  for (const listener of listeners) listener()
}
window.addEventListener('popstate', tell)

export function go(to: string, replace = false): void {
  if (replace) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  if (!replace) window.scrollTo(0, 0)
  tell()
}
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useAddress = (): URL => new URL(useSyncExternalStore(subscribe, () => location.href))

export function Link({
  to,
  children,
  ...rest
}: { readonly to: string; readonly children: ReactNode } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  return (
    <a
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(to)
      }}
      {...rest}
    >
      {children}
    </a>
  )
}
/** The same address with some query keys set, or removed where undefined. */
export function withQuery(address: URL, changes: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(address.search)
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(key)
    else next.set(key, value)
  }
  const query = next.toString()
  return `${address.pathname}${query === '' ? '' : `?${query}`}`
}

/** Single keys of the console: never while somebody types, chooses or composes Chinese. */
import { useEffect, useRef } from 'react'

export function useKeys(handlers: Readonly<Record<string, () => void>>): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const typing =
        /^(?:SELECT|TEXTAREA)$/.test(target.tagName) ||
        (target instanceof HTMLInputElement && target.type !== 'checkbox')
      if (typing) return
      // Enter and space belong to the link or button that has the focus.
      if (event.key === 'Enter' && /^(?:A|BUTTON|SUMMARY|INPUT)$/.test(target.tagName)) return
      const handler = latest.current[event.key]
      if (!handler) return
      event.preventDefault()
      handler()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** The list that was looked at last, so that one lead leads to the next in the same order. */
let lastList: { readonly address: string; readonly ids: readonly string[] } = { address: '/leads', ids: [] }
export const rememberList = (address: string, ids: readonly string[]): void => {
  lastList = { address, ids }
}
export function neighbours(id: string) {
  const at = lastList.ids.indexOf(id)
  return {
    list: lastList.address,
    at,
    of: lastList.ids.length,
    previous: at > 0 ? (lastList.ids[at - 1] ?? null) : null,
    next: at >= 0 ? (lastList.ids[at + 1] ?? null) : null,
  }
}

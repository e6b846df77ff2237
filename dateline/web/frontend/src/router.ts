// Addresses. Every view has one; links are ordinary links, taken over so that the page need not load again.
import { useEffect, useState } from 'preact/hooks'

export interface Where {
  path: string
  search: string
  hash: string
}

const listeners = new Set<() => void>()

export function here(): Where {
  return { path: location.pathname, search: location.search, hash: location.hash }
}

function tell(): void {
  listeners.forEach((listener) => listener())
}

export function go(address: string, replace = false): void {
  const now = location.pathname + location.search + location.hash
  if (address === now) return
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  tell()
}

export function useWhere(): Where {
  const [where, set] = useState(here)
  useEffect(() => {
    const listener = () => set(here())
    listeners.add(listener)
    listener()
    return () => void listeners.delete(listener)
  }, [])
  return where
}

/** Takes over clicks on links within the desk; whatever a browser does with modifier keys stays as it is. */
export function followLinks(): void {
  addEventListener('popstate', tell)
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element | null)?.closest?.('a[href]')
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return
    event.preventDefault()
    const samePage = link.pathname === location.pathname && link.search === location.search
    go(link.pathname + link.search + link.hash)
    if (!samePage) scrollTo(0, 0)
  })
}

/** The parts of a path behind a beginning: `/reports/abc` behind `reports` is `abc`. */
export function below(path: string, beginning: string): string | null {
  const prefix = `/${beginning}/`
  if (!path.startsWith(prefix) || path.length === prefix.length) return null
  try {
    return decodeURIComponent(path.slice(prefix.length))
  } catch {
    return path.slice(prefix.length)
  }
}

// Hooks that several views use.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { get } from '../api/client.ts'

export interface Loaded<T> {
  value: T | null
  error: Error | null
  isLoading: boolean
  again: () => void
}

/** What an address of the API answers; the last answer stays while the next is on its way. Null: nothing is asked. */
export function useGet<T>(path: string | null): Loaded<T> {
  const [state, set] = useState<{ value: T | null; error: Error | null; isLoading: boolean; of: string | null }>({ value: null, error: null, isLoading: path !== null, of: null })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (path === null) return set({ value: null, error: null, isLoading: false, of: null })
    const stop = new AbortController()
    set((old) => ({ ...old, isLoading: true, error: null }))
    get<T>(path, stop.signal).then(
      (value) => set({ value, error: null, isLoading: false, of: path }),
      (error: Error) => {
        if (error.name !== 'AbortError') set((old) => ({ ...old, value: old.of === path ? old.value : null, error, isLoading: false }))
      },
    )
    return () => stop.abort()
  }, [path, turn])
  const again = useCallback(() => setTurn((old) => old + 1), [])
  return { value: state.value, error: state.error, isLoading: state.isLoading, again }
}

/** Calls with the newest closure when a key is pressed anywhere but in a field. */
export function useKeys(handle: (key: string, event: KeyboardEvent) => boolean | void): void {
  const newest = useRef(handle)
  newest.current = handle
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (target.closest('input, select, textarea, [contenteditable], dialog[open]')) return
      if (newest.current(event.key, event) === true) event.preventDefault()
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · dateline` : 'dateline'
  }, [title])
}

/** A value that follows another after a pause. */
export function useSettled<T>(value: T, pause: number): T {
  const [settled, set] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => set(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return settled
}

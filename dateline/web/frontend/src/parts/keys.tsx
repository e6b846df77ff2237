// Keys of a view: what each does, told by "?", and moving through its lines.
import { useState } from 'preact/hooks'
import { Dialog } from './dialog.tsx'
import { useKeys } from './use.ts'

export type Key = [key: string, what: string]

/** Keys that move through the lines of a list. */
export const MOVES: Key[] = [['j', 'next line'], ['k', 'line before'], ['/', 'to the search']]

interface Props {
  of: Key[]
  onKey?: (key: string) => boolean | void
}

/** Listens for the keys of a view, and is the button that shows them. */
export function Keys({ of, onKey }: Props) {
  const [isOpen, setOpen] = useState(false)
  useKeys((key) => {
    if (key === '?') return setOpen(true), true
    return onKey?.(key)
  })
  return (
    <>
      <button type="button" class="quiet keys-button" aria-label="Keys" title="Keys (?)" onClick={() => setOpen(true)}>?</button>
      {isOpen ? <Dialog title="Keys" onClose={() => setOpen(false)}><dl class="keys">{of.map(([key, what]) => <div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}<div><dt><kbd>?</kbd></dt><dd>these keys</dd></div></dl></Dialog> : null}
    </>
  )
}

const lines = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-line]')]

/** The line that has the focus, by its number; -1 where none has. */
export const lineAt = (): number => lines().findIndex((line) => line.contains(document.activeElement))

/** Moves the focus through elements with `data-line`: to themselves, or to the first thing in them that takes it. */
export function move(key: string): boolean {
  if (key === '/') {
    const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
    field?.focus()
    field?.select()
    return field !== null
  }
  if (key !== 'j' && key !== 'k') return false
  const all = lines()
  const next = all[Math.max(0, Math.min(all.length - 1, lineAt() + (key === 'j' ? 1 : -1)))]
  if (!next) return false
  const target = next.tabIndex >= 0 || next.hasAttribute('tabindex') ? next : next.querySelector<HTMLElement>('a[href], button')
  target?.focus()
  next.scrollIntoView({ block: 'nearest' })
  return true
}

// What was just done, or went wrong, said once and read out.
import { useEffect, useState } from 'preact/hooks'

interface Said {
  text: string
  isBad: boolean
  action: { name: string; run: () => void } | null
  number: number
}

let tell: (said: Said) => void = () => undefined
let count = 0

export function say(text: string, action: Said['action'] = null): void {
  tell({ text, isBad: false, action, number: ++count })
}

export function complain(error: unknown): void {
  tell({ text: error instanceof Error ? error.message : String(error), isBad: true, action: null, number: ++count })
}

export function Toasts() {
  const [said, set] = useState<Said | null>(null)
  useEffect(() => {
    tell = set
  }, [])
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => set(null), said.isBad ? 12_000 : 7000)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <div class="toasts" role="status" aria-live="polite">
      {said ? (
        <div class={said.isBad ? 'toast bad' : 'toast'} key={said.number}>
          <span dir="auto">{said.text}</span>
          {said.action ? <button type="button" onClick={() => { said.action?.run(); set(null) }}>{said.action.name}</button> : null}
          <button type="button" class="quiet" aria-label="Dismiss" onClick={() => set(null)}>×</button>
        </div>
      ) : null}
    </div>
  )
}

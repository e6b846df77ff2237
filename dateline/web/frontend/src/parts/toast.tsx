// What was just done, and what went wrong, each said once and read out. What went wrong stays beside what is done next:
// news that comes a moment later must not take its place.
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

function Toast({ said, onOver }: { said: Said; onOver: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onOver, said.isBad ? 12_000 : 7000)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <div class={said.isBad ? 'toast bad' : 'toast'}>
      <span dir="auto">{said.text}</span>
      {said.action ? <button type="button" onClick={() => { said.action?.run(); onOver() }}>{said.action.name}</button> : null}
      <button type="button" class="quiet" aria-label="Dismiss" onClick={onOver}>×</button>
    </div>
  )
}

export function Toasts() {
  const [all, set] = useState<Said[]>([])
  useEffect(() => {
    tell = (said) => set((old) => [...old.filter((one) => one.isBad !== said.isBad), said])
  }, [])
  const over = (number: number) => set((old) => old.filter((one) => one.number !== number))
  return (
    <div class="toasts" role="status" aria-live="polite">
      {all.map((said) => <Toast key={said.number} said={said} onOver={() => over(said.number)} />)}
    </div>
  )
}

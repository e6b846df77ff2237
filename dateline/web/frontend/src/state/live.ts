// What changes in the library, as it happens. Of all open pages of a browser one listens and tells the others: a browser
// keeps few connections to one server, and a stream takes one for good.
import { useEffect, useRef } from 'preact/hooks'

export interface Change {
  position: number
  kind: string
  subject: string
  deleted: boolean
  now: string | null
  events: string[]
}

const NAME = 'dateline-changes'
/** Changes come in bursts: they are told together, and not more often than that. */
const PAUSE = 400
/** Milliseconds before a stream that the server has ended is asked for again. */
const REST = 20_000

const listeners = new Set<(changes: Change[]) => void>()
let waiting: Change[] = []
let timer: ReturnType<typeof setTimeout> | undefined

function take(change: Change): void {
  waiting.push(change)
  timer ??= setTimeout(() => {
    const told = waiting
    waiting = []
    timer = undefined
    listeners.forEach((listener) => listener(told))
  }, PAUSE)
}

/** Listens until the signal; gives when it is over. */
function listens(stop: AbortSignal, channel: BroadcastChannel): Promise<void> {
  return new Promise((done) => {
    let source: EventSource
    const open = () => {
      source = new EventSource('/api/v1/changes/stream')
      source.addEventListener('change', (event) => {
        const change = JSON.parse((event as MessageEvent<string>).data) as Change
        take(change)
        channel.postMessage(change)
      })
      source.onerror = () => {
        // A browser tries again by itself, unless it was refused.
        if (source.readyState === EventSource.CLOSED && !stop.aborted) setTimeout(() => stop.aborted || open(), REST)
      }
    }
    open()
    stop.addEventListener('abort', () => { source.close(); done() })
  })
}

/** From now on changes are told; gives what ends that. */
export function follow(): () => void {
  const stop = new AbortController()
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = (event: MessageEvent<Change>) => take(event.data)
  // Where there are no locks (an address without https), every page listens for itself.
  if (navigator.locks) navigator.locks.request(NAME, { signal: stop.signal }, () => listens(stop.signal, channel)).catch(() => undefined)
  else void listens(stop.signal, channel)
  return () => { stop.abort(); channel.close() }
}

/** Calls when something has changed that `bears` on what is shown. */
export function useLive(bears: (change: Change) => boolean, run: () => void): void {
  const newest = useRef({ bears, run })
  newest.current = { bears, run }
  useEffect(() => {
    const listener = (changes: Change[]) => { if (changes.some((change) => newest.current.bears(change))) newest.current.run() }
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
}

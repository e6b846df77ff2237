// Pages of a long list. Cursors lead on; the way back is remembered.
import { useEffect, useState } from 'preact/hooks'
import type { Page } from '../api/types.ts'
import { plural } from '../format/words.ts'

export interface From {
  now: string | null
  before: (string | null)[]
  set: (now: string | null, before: (string | null)[]) => void
}

/** Where in a list one is; back at its beginning when `of` changes. */
export function useFrom(of: string): From {
  const [state, setState] = useState<{ of: string; now: string | null; before: (string | null)[] }>({ of, now: null, before: [] })
  useEffect(() => setState({ of, now: null, before: [] }), [of])
  const isSame = state.of === of
  return { now: isSame ? state.now : null, before: isSame ? state.before : [], set: (now, before) => setState({ of, now, before }) }
}

export function Pager({ page, cursor, what }: { page: Page<unknown>; cursor: From; what: string }) {
  return (
    <nav class="pager" aria-label="Pages">
      <span class="soft">{plural(page.total, what)}</span>
      {cursor.before.length ? <button type="button" onClick={() => { cursor.set(cursor.before.at(-1)!, cursor.before.slice(0, -1)); scrollTo(0, 0) }}>← Back</button> : null}
      {page.next ? <button type="button" onClick={() => { cursor.set(page.next, [...cursor.before, cursor.now]); scrollTo(0, 0) }}>Next →</button> : null}
    </nav>
  )
}

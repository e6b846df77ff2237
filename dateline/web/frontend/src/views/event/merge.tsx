// Choosing the event that another one is the same as.
import { useState } from 'preact/hooks'
import { query } from '../../api/client.ts'
import type { EventValue, Situation } from '../../api/types.ts'
import { iso, number, range } from '../../format/days.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Failed, Loading, TypeMark } from '../../parts/basics.tsx'
import { Name } from '../../parts/text.tsx'
import { useGet } from '../../parts/use.ts'
import { Events } from '../../state/situation.ts'

const DAYS = 10
const MOST = 60

export function Merge({ event, onClose, onMerge }: { event: EventValue; onClose: () => void; onMerge: (other: string) => Promise<boolean> }) {
  const [words, setWords] = useState('')
  const [isAny, setAny] = useState(false)
  const from = event.earliest ?? event.latest
  const to = event.latest ?? event.earliest
  const { value, error } = useGet<Situation>(query('situation', {
    type: isAny ? [] : [event.type],
    since: from ? iso(number(from) - DAYS) : null,
    until: to ? iso(number(to) + DAYS) : null,
  }))
  const wanted = words.trim().toLowerCase()
  const rows = value ? new Events(value).rows.filter((row) => row.id !== event.id && (!wanted || `${row.label} ${row.place ?? ''} ${row.id}`.toLowerCase().includes(wanted))) : []
  const near = (row: { place: string | null; latitude: number | null; longitude: number | null }): number =>
    event.place?.latitude == null || row.latitude === null ? 1e6 : Math.hypot(event.place.latitude - row.latitude, event.place.longitude! - row.longitude!)
  return (
    <Dialog title="Which event is it the same as?" onClose={onClose}>
      <div class="form">
        <label class="field"><span>Words of it, its place or id</span><input type="search" dir="auto" value={words} onInput={(one) => setWords(one.currentTarget.value)} autofocus /></label>
        <label class="choice"><input type="checkbox" checked={isAny} onChange={() => setAny(!isAny)} /> Of any type</label>
        {error ? <Failed error={error} /> : null}
        {!value && !error ? <Loading /> : null}
        <ul class="choices">
          {rows.sort((a, b) => near(a) - near(b)).slice(0, MOST).map((row) => (
            <li>
              <button type="button" onClick={() => void onMerge(row.id).then((isDone) => isDone && onClose())}>
                <span class="event-line"><TypeMark type={row.type} mode={row.mode} /><span class="soft">{range(row.earliest, row.latest)} · <Name>{row.place ?? 'place unknown'}</Name></span></span>
                <Name>{row.label}</Name>
              </button>
            </li>
          ))}
          {value && !rows.length ? <li class="soft">No other event of these days matches.</li> : null}
        </ul>
      </div>
    </Dialog>
  )
}

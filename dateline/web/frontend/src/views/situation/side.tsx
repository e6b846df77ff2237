// Beside the map: its events as a list, who holds what as a table, and what stands behind the mark that was chosen.
import { memo } from 'preact/compat'
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { range, short } from '../../format/days.ts'
import { grouped, percent, plural, radius } from '../../format/words.ts'
import type { Held, Look } from '../../map/actors.ts'
import type { Hit } from '../../map/overlay.ts'
import { Credibility, Empty, Loading, Status, TypeMark } from '../../parts/basics.tsx'
import { Name } from '../../parts/text.tsx'
import { useGet } from '../../parts/use.ts'
import { type Filters, serialise } from '../../state/filters.ts'
import { useSession } from '../../state/session.ts'
import type { Events, Row } from '../../state/situation.ts'
import { iso } from '../../format/days.ts'
import { SiteDetail } from './site.tsx'
import { Swatch } from './legend.tsx'
import { Telling } from './telling.tsx'

const AT_ONCE = 60

export interface Counted {
  counts: Uint16Array
  since: number | null
  until: number | null
  events: number
  placeless: number
}

interface Props {
  events: Events | null
  counted: Counted | null
  filters: Filters
  window: [number, number] | null
  isResting: boolean
  held: Held[]
  looks: ReadonlyMap<string, Look>
  day: string
  focus: Hit | null
  onFocus: (hit: Hit | null) => void
  isBusy: boolean
}

export function Side(props: Props) {
  const { events, counted, filters, held, looks, day, focus, onFocus, isBusy } = props
  const { colours } = useSession()
  const [tab, setTab] = useState<'events' | 'holders'>('events')
  useEffect(() => { if (focus) setTab(focus.kind === 'events' ? 'events' : 'holders') }, [focus])
  // The list follows when sliding rests for a moment; the number at once.
  const [bounds, setBounds] = useState<[number | null, number | null]>([null, null])
  useEffect(() => {
    if (!counted) return
    const timer = setTimeout(() => setBounds([counted.since, counted.until]), 160)
    return () => clearTimeout(timer)
  }, [counted?.since, counted?.until])
  const rows = useMemo(() => events?.within(bounds[0], bounds[1]) ?? [], [events, bounds])
  const inFocus = useMemo(() => {
    if (focus?.kind !== 'events' || !events) return null
    const spots = new Set([focus.index, ...(focus.more ?? [])])
    return rows.filter((i) => spots.has(events.spot[i]!))
  }, [rows, events, focus])
  const listed = useMemo(() => (events ? (inFocus ?? rows).map((i) => events.rows[i]!) : []), [events, inFocus, rows])
  const toPlace = useCallback((row: Row) => {
    const at = events ? events.spot[events.rows.indexOf(row)] : undefined
    if (at !== undefined && at >= 0) onFocus({ kind: 'events', index: at })
  }, [events])

  return (
    <section class="side" aria-label="Events and holders">
      <div class="tabs" role="tablist" aria-label="What the map shows">
        <button type="button" role="tab" id="tab-events" aria-controls="side-panel" aria-selected={tab === 'events'} onClick={() => setTab('events')}>Events <b>{counted ? grouped(counted.events) : '…'}</b></button>
        <button type="button" role="tab" id="tab-holders" aria-controls="side-panel" aria-selected={tab === 'holders'} onClick={() => setTab('holders')}>Who holds what <b>{held.length}</b></button>
      </div>
      <div class="side-panel" id="side-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === 'events' ? (
          <>
            {focus?.kind === 'events' && events ? (
              <header class="focus-head">
                <button type="button" class="quiet" onClick={() => onFocus(null)}>← All events</button>
                <h2><Name>{events.spots[focus.index]?.name ?? ''}</Name>{focus.more?.length ? <span class="soft"> and {plural(focus.more.length, 'place')} beside it</span> : null}</h2>
                <p class="soft">{radius(events.spots[focus.index]?.radius ?? null)} · {plural(inFocus?.length ?? 0, 'event')}</p>
              </header>
            ) : (
              <ListHead counted={counted} events={events} filters={filters} bounds={bounds} />
            )}
            {isBusy && !events ? <Loading /> : null}
            {events ? <List key={focus ? focus.index : 'all'} rows={listed} isFocus={inFocus !== null} onPlace={toPlace} /> : null}
          </>
        ) : focus?.kind === 'holding' && held[focus.index] ? (
          <SiteDetail site={held[focus.index]!.site} day={day} looks={looks} onBack={() => onFocus(null)} />
        ) : (
          <>
            <Holders held={held} looks={looks} day={day} onFocus={onFocus} colours={colours} />
            {held.length ? <Changes held={held} filters={filters} day={day} onFocus={onFocus} /> : null}
          </>
        )}
      </div>
    </section>
  )
}

function ListHead({ counted, events, filters, bounds }: { counted: Counted | null; events: Events | null; filters: Filters; bounds: [number | null, number | null] }) {
  const formats = useGet<{ items: { name: string; what: string }[] }>('export')
  if (!counted || !events) return null
  const asked = serialise({ ...filters, since: bounds[0] === null ? null : iso(bounds[0]), until: bounds[1] === null ? null : iso(bounds[1]) })
  return (
    <header class="list-head">
      <p class="soft">
        {counted.placeless > 0 ? `${grouped(counted.placeless)} of them without a known place, in this list only. ` : ''}
        {events.isPart ? `The newest ${grouped(events.rows.length)} of ${grouped(events.total)} are here: narrow the time or the area for the rest.` : ''}
      </p>
      <details class="menu export">
        <summary>Export</summary>
        <div class="menu-body">
          <p class="soft">The same events as this list, as</p>
          <ul class="plain">{(formats.value?.items ?? []).map((one) => <li><a href={`/api/v1/export/${one.name}${asked ? `?${asked}` : ''}`} download>{one.what}</a></li>)}</ul>
          <p class="soft">Or what it comes to, in words: <a href={`/api/v1/brief${asked ? `?${asked}` : ''}`} target="_blank" rel="noopener">a brief</a></p>
        </div>
      </details>
    </header>
  )
}

const List = memo(function List({ rows, isFocus, onPlace }: { rows: Row[]; isFocus: boolean; onPlace: (row: Row) => void }) {
  const [most, setMost] = useState(AT_ONCE)
  const [open, setOpen] = useState<string | null>(isFocus && rows.length === 1 ? rows[0]!.id : null)
  if (!rows.length) return <Empty><p>No event matches. Widen the time, or clear filters.</p></Empty>
  return (
    <>
      <ol class="event-list">
        {rows.slice(0, most).map((row) => (
          <li key={row.id} data-line class={open === row.id ? 'open' : ''}>
            <button type="button" class="event-row" aria-expanded={open === row.id} onClick={() => setOpen(open === row.id ? null : row.id)}>
              <span class="event-line"><TypeMark type={row.type} mode={row.mode} /><Status status={row.status} /><Credibility grade={row.credibility} /></span>
              <span class="event-label"><Name>{partsOf(row)}</Name></span>
              <span class="event-line soft"><span>{range(row.earliest, row.latest)}</span><span>{row.place ? <Name>{row.place}</Name> : 'place unknown'}</span><span>{plural(row.reports, 'report')}</span>{row.killed ? <span class="killed">{grouped(row.killed)} killed</span> : null}</span>
            </button>
            {open === row.id ? <Telling id={row.id} onPlace={row.latitude === null || isFocus ? null : () => onPlace(row)} /> : null}
          </li>
        ))}
      </ol>
      {rows.length > most ? <button type="button" class="more" onClick={() => setMost(most + 200)}>Show more ({grouped(rows.length - most)} left)</button> : null}
    </>
  )
})

/** A label without its type, which stands above it. */
function partsOf(row: Row): string {
  const at = row.label.lastIndexOf(': ')
  const text = at > 0 ? row.label.slice(0, at) : ''
  return text === '' || text === '?' ? 'someone unnamed' : text.replace(/^\?(?= →)/, 'someone unnamed')
}

function Holders({ held, looks, day, onFocus, colours }: { held: Held[]; looks: ReadonlyMap<string, Look>; day: string; onFocus: (hit: Hit) => void; colours: Parameters<typeof Swatch>[0]['colours'] }) {
  const order = useMemo(() => held.map((one, index) => ({ one, index })).sort((a, b) => a.one.name.localeCompare(b.one.name)), [held])
  if (!held.length) return <Empty><p>No report says who holds a place on {short(day)} or before.</p></Empty>
  return (
    <>
      <p class="soft">As of {short(day)}, UTC, by what reports say; every step of the history is with the place.</p>
      <table class="holders">
        <caption class="unseen">Who holds which place on {short(day)}</caption>
        <thead><tr><th scope="col">Place</th><th scope="col">Likeliest holder</th><th scope="col" class="number">Chance</th></tr></thead>
        <tbody>
          {order.map(({ one, index }) => (
            <tr key={one.site}>
              <th scope="row"><button type="button" class="link" onClick={() => onFocus({ kind: 'holding', index })}><Name>{one.name}</Name></button></th>
              <td>
                {one.state === 'unknown' ? <span class="state-unknown">unknown</span> : <>{one.actor && looks.get(one.actor) ? <Swatch look={looks.get(one.actor)!} colours={colours} /> : null} <Name>{one.actor}</Name></>}
                {one.state === 'contested' ? <span class="tag contested">contested</span> : null}
              </td>
              <td class="number">{percent(one.state === 'unknown' ? one.unknown : one.probability)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface Change {
  site: string
  place: string
  on: string
  from: string
  to: string
  probability: number
  for: { report: string; start: number; end: number }[]
}

/** The days on which places changed hands, as far as reports let one say so. */
function Changes({ held, filters, day, onFocus }: { held: Held[]; filters: Filters; day: string; onFocus: (hit: Hit) => void }) {
  const { value } = useGet<{ items: Change[] }>(`control/changes?${serialise({ ...filters, type: [], status: [], credibility: null, since: null, until: day })}`)
  if (!value?.items.length) return null
  return (
    <section class="changes">
      <h2>Changes up to {short(day)}</h2>
      <ol>
        {value.items.slice(0, 30).map((one) => {
          const index = held.findIndex((other) => other.site === one.site)
          return (
            <li>
              <span class="soft nowrap">{short(one.on)}</span>{' '}
              {index >= 0 ? <button type="button" class="link" onClick={() => onFocus({ kind: 'holding', index })}><Name>{one.place}</Name></button> : <b><Name>{one.place}</Name></b>}:{' '}
              <Name>{one.from}</Name> → <b><Name>{one.to}</Name></b> <span class="soft">{percent(one.probability)}{one.for[0] ? <>, <a href={`/reports/${one.for[0].report}#c${one.for[0].start}-${one.for[0].end}`}>{plural(one.for.length, 'claim')}</a></> : null}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

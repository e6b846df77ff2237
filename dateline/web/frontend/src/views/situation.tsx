// The situation: map above, time below, the same events as a list beside them.
import { lazy, memo, Suspense } from 'preact/compat'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ControlDays, Situation } from '../api/types.ts'
import { iso, number, short } from '../format/days.ts'
import { plural } from '../format/words.ts'
import { type Held, heldOn, looks } from '../map/actors.ts'
import type { Hit } from '../map/overlay.ts'
import { Failed, Loading } from '../parts/basics.tsx'
import { FilterBar as Bar } from '../parts/filter-bar.tsx'
import { type Key as OfKey, Keys, move, MOVES } from '../parts/keys.tsx'
import { useGet, useTitle } from '../parts/use.ts'
import { go } from '../router.ts'
import { type Filters, parse, serialise } from '../state/filters.ts'
import { useSession } from '../state/session.ts'
import { Events } from '../state/situation.ts'
import { bars } from '../timeline/draw.ts'
import { domain } from '../timeline/scale.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { WeeksTable } from '../timeline/weeks-table.tsx'
import { usePlay } from '../timeline/play.ts'
import { controlPath, narrowPath, situationPath } from './situation/asked.ts'
import { seen } from './situation/first-view.ts'
import { Legend as Key } from './situation/legend.tsx'
import type { MapHandle } from './situation/map-pane.tsx'
import { Side } from './situation/side.tsx'

const KEYS: OfKey[] = [...MOVES, ['Enter', "the sources' own words"], ['p', 'play, pause']]

// They do not change with every step of a slide.
const FilterBar = memo(Bar)
const Legend = memo(Key)
// By far the largest part of the desk: the list is there before it.
const MapPane = lazy(() => import('./situation/map-pane.tsx').then((module) => module.MapPane))

export function SituationView({ search }: { search: string }) {
  useTitle('Situation')
  const { meta, colours } = useSession()
  const filters = useMemo(() => parse(search), [search])
  const more = useMemo(() => new URLSearchParams(search), [search])
  const change = useCallback((next: Filters, replace = false) => go(`/${prefixed(serialise(next, { show: more.get('show') }))}`, replace), [more])

  const whole = useGet<Situation>(situationPath(filters))
  const isMuch = whole.value !== null && whole.value.total > whole.value.rows.length && (filters.since !== null || filters.until !== null)
  const narrow = useGet<Situation>(isMuch ? narrowPath(filters) : null)
  const found = isMuch && narrow.value ? narrow.value : whole.value
  const events = useMemo(() => (found ? new Events(found) : null), [found])
  const control = useGet<ControlDays>(controlPath(filters))
  const holders = useMemo(() => (control.value ? looks(control.value) : new Map()), [control.value])

  const fixed = useMemo((): [number, number] | null => {
    if (!filters.since && !filters.until) return null
    const low = filters.since ? number(filters.since) : (whole.value && domain(whole.value.weeks, meta.first, meta.last, false)?.[0]) || 0
    return [low, filters.until ? number(filters.until) : Math.max(low, number(meta.last ?? '') || low)]
  }, [filters.since, filters.until, whole.value, meta])
  const [sliding, setSliding] = useState<[number, number] | null | undefined>(undefined)
  useEffect(() => setSliding(undefined), [filters.since, filters.until])
  const window = sliding === undefined ? fixed : sliding
  const day = iso(window ? window[1] : number(meta.last ?? '1970-01-01'))
  // The same answer for every day between two steps of the series.
  const step = control.value ? control.value.days.filter((one) => one <= day).length : 0
  const held = useMemo((): Held[] => (control.value ? heldOn(control.value, day) : []), [control.value, step])

  const [isWhole, setWhole] = useState(false)
  const [isTable, setTable] = useState(false)
  const span = useMemo(() => (whole.value ? domain(whole.value.weeks, meta.first, meta.last, isWhole) : null), [whole.value, meta, isWhole])
  const drawn = useMemo(() => bars(whole.value?.weeks ?? []), [whole.value])

  const settle = useCallback((next: [number, number] | null) => {
    setSliding(next)
    change({ ...filters, since: next ? iso(next[0]) : null, until: next ? iso(next[1]) : null }, true)
  }, [filters, change])
  const play = usePlay(window, span, setSliding, settle)

  const counted = useMemo(() => {
    if (!events) return null
    const counts = events.room()
    // An address may name one end only: the other is open, as it is on the server.
    const isFixed = sliding === undefined
    const since = window === null || (isFixed && !filters.since) ? null : window[0]
    const until = window === null || (isFixed && !filters.until) ? null : window[1]
    return { counts, since, until, ...events.count(since, until, counts) }
  }, [events, window?.[0], window?.[1], sliding === undefined, filters.since, filters.until])

  const map = useRef<MapHandle>(null)
  const [focus, setFocus] = useState<Hit | null>(null)
  useEffect(() => setFocus(null), [events])

  useEffect(() => { if (events) seen('list') }, [events !== null])

  // Others add and judge too: what is new is shown when it is asked for, not while someone reads.
  const isOld = found !== null && meta.head > found.position && !whole.isLoading
  const isBusy = whole.isLoading || narrow.isLoading
  return (
    <div class="situation" data-events={counted?.events} data-on-map={counted ? counted.events - counted.placeless : undefined}>
      <h1 class="unseen">Situation</h1>
      <FilterBar filters={filters} onChange={change} />
      {whole.error ? <Failed error={whole.error} again={whole.again} /> : null}
      <div class="situation-body">
        <section class="map-side" aria-label="Map of events">
          <Suspense fallback={<div class="map-box" />}>
          <MapPane ref={map} events={events} hasFailed={whole.error !== null} counts={counted?.counts ?? null} held={held} looks={holders} focus={focus} onFocus={setFocus}
            onArea={(bbox) => change({ ...filters, bbox })} />
          </Suspense>
          <Legend looks={holders} held={held} colours={colours} />
        </section>
        <Side events={events} counted={counted} filters={filters} window={window} isResting={sliding === undefined && !play.isPlaying} held={held} looks={holders} day={day} focus={focus}
          onFocus={(next) => { setFocus(next); if (next) map.current?.show(next) }} isBusy={isBusy} />
      </div>
      <section class="time-side" aria-label="Time">
        <div class="time-bar">
          <button type="button" class="play" aria-pressed={play.isPlaying} onClick={play.toggle} disabled={!span}>{play.isPlaying ? '❚❚ Pause' : '▶ Play'}</button>
          <span class="window" aria-live="off">
            {window ? <><time>{short(iso(window[0]))}</time> – <time>{short(iso(window[1]))}</time> <span class="soft">({plural(window[1] - window[0] + 1, 'day')}, UTC)</span></> : 'All days'}
          </span>
          {window ? <button type="button" class="quiet" onClick={() => settle(null)}>All days</button> : null}
          {isOld ? <button type="button" class="chip" onClick={() => { whole.again(); narrow.again(); control.again() }}>The library has changed: show it</button> : null}
          <span class="soft time-note">
            {whole.value && whole.value.loose > 0 ? `${plural(whole.value.loose, 'event')} with no day, or over more than a week, not in the bars` : ''}
          </span>
          <button type="button" class="quiet small" onClick={() => setTable(true)}>As a table</button>
          <Keys of={KEYS} onKey={(key) => (key === 'p' ? (play.toggle(), true) : move(key))} />
          <label class="choice"><input type="checkbox" checked={isWhole} onChange={() => setWhole(!isWhole)} /> Days long before too</label>
        </div>
        {span ? <Timeline bars={drawn} domain={span} window={window} colours={colours} onWindow={(next, settled) => (settled ? settle(next) : setSliding(next))} /> : isBusy ? <Loading /> : null}
        {isTable && whole.value ? <WeeksTable weeks={whole.value.weeks} onClose={() => setTable(false)} /> : null}
      </section>
    </div>
  )
}

const prefixed = (text: string): string => (text ? `?${text}` : '')

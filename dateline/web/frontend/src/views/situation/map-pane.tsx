// The map in its place on the page, with what the pointer is on and what was chosen.
import { forwardRef } from 'preact/compat'
import { useEffect, useImperativeHandle, useRef, useState } from 'preact/hooks'
import { get, query } from '../../api/client.ts'
import { FAMILIES, percent, plural, radius } from '../../format/words.ts'
import type { Held, Look } from '../../map/actors.ts'
import { DeskMap, type Ground, groundOf } from '../../map/desk-map.ts'
import { core } from '../../map/geo.ts'
import type { Hit, Town } from '../../map/overlay.ts'
import { Name } from '../../parts/text.tsx'
import { useSession } from '../../state/session.ts'
import type { Events } from '../../state/situation.ts'
import { seen } from './first-view.ts'

export interface MapHandle {
  show: (hit: Hit) => void
}

interface Props {
  events: Events | null
  /** Whether there are none because they could not be had. */
  hasFailed: boolean
  counts: Uint16Array | null
  held: Held[]
  looks: ReadonlyMap<string, Look>
  focus: Hit | null
  onFocus: (hit: Hit | null) => void
  onArea: (bbox: string) => void
}

export const MapPane = forwardRef<MapHandle, Props>(function MapPane({ events, hasFailed, counts, held, looks, focus, onFocus, onArea }, ref) {
  const { meta, colours } = useSession()
  const box = useRef<HTMLDivElement>(null)
  const desk = useRef<DeskMap | null>(null)
  const hasEvents = useRef(false)
  const isPlaced = useRef(false)
  const choose = useRef(onFocus)
  choose.current = onFocus
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [hover, setHover] = useState<{ hit: Hit; x: number; y: number } | null>(null)
  const [wide, setWide] = useState(0)
  const [isMade, setMade] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const label = async () => {
    const shown = desk.current
    if (!shown) return
    try {
      const found = await get<{ items: Town[] }>(query('towns', { bbox: shown.box(), limit: innerWidth < 700 ? 16 : 36 }))
      shown.overlay.towns = found.items
      shown.redraw()
    } catch {
      // The names of towns only help to find one's way.
    }
  }

  // Where it is first looked at is where the events are: it waits for them.
  const isReady = events !== null || hasFailed
  useEffect(() => {
    if (!isReady) return
    let isOver = false
    const make = (style: Ground) => {
      desk.current = new DeskMap(box.current!, meta, colours, style, core(events?.spots ?? []), {
        choose: (hit) => choose.current(hit),
        hover: (hit, x, y) => setHover((old) => (hit ? { hit, x, y } : old ? null : old)),
        moved: () => {
          clearTimeout(timer.current)
          timer.current = setTimeout(() => void label(), 200)
        },
        drawn: () => {
          setWide(desk.current?.overlay.tooWide ?? 0)
          if (hasEvents.current && desk.current?.isComplete) seen('map')
        },
      })
      isPlaced.current = Boolean(events?.spots.length)
      setMade(true)
      void label()
    }
    groundOf(meta, colours).then((style) => isOver || make(style)).catch(() => setFailure('The map needs WebGL, which this browser does not offer: the list holds the same events.'))
    return () => {
      isOver = true
      clearTimeout(timer.current)
      desk.current?.remove()
      desk.current = null
    }
  }, [isReady])

  const isStyled = useRef(false)
  useEffect(() => {
    if (isStyled.current) void desk.current?.restyle(colours)
    isStyled.current = true
  }, [colours])

  useEffect(() => {
    const overlay = desk.current?.overlay
    if (!overlay) return
    overlay.spots = events?.spots ?? []
    overlay.counts = counts ?? new Uint16Array(0)
    overlay.held = held
    overlay.looks = looks
    overlay.hot = focus
    hasEvents.current = events !== null
    if (!isPlaced.current && events?.spots.length) {
      isPlaced.current = true
      desk.current!.fit(core(events.spots)!, true)
    }
    desk.current!.redraw()
  }, [isMade, events, counts, held, looks, focus])

  useImperativeHandle(ref, () => ({
    show: (hit) => {
      const at = hit.kind === 'events' ? events?.spots[hit.index] : held[hit.index]
      if (at) desk.current?.map.easeTo({ center: [at.longitude, at.latitude], duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 400 })
    },
  }), [events, held])

  const zoom = (by: number) => desk.current?.map.zoomTo(desk.current.map.getZoom() + by, { duration: 200 })
  if (failure) return <p class="notice">{failure}</p>
  return (
    <div class="map-box">
      <div class="map" ref={box} />
      <div class="map-buttons">
        <button type="button" aria-label="Zoom in" onClick={() => zoom(1)}>+</button>
        <button type="button" aria-label="Zoom out" onClick={() => zoom(-1)}>−</button>
        <button type="button" aria-label="Show all events" title="Show all events" onClick={() => { const around = core(events?.spots ?? []); if (around) desk.current?.fit(around, false) }}>⤢</button>
        <button type="button" class="words" onClick={() => { const area = desk.current?.box(); if (area) onArea(area) }}>Only this area</button>
      </div>
      {wide > 0 ? <p class="map-note">{plural(wide, 'event')} known only to an area wider than this view</p> : null}
      {hover ? <Tip hover={hover} events={events} counts={counts} held={held} /> : null}
    </div>
  )
})

function Tip({ hover, events, counts, held }: { hover: { hit: Hit; x: number; y: number }; events: Events | null; counts: Uint16Array | null; held: Held[] }) {
  const place = (element: HTMLElement | null) => {
    if (!element) return
    const room = element.parentElement!.clientWidth
    element.style.setProperty('left', `${Math.max(4, Math.min(hover.x + 14, room - element.offsetWidth - 4))}px`)
    element.style.setProperty('top', `${hover.y + 14}px`)
  }
  if (hover.hit.kind === 'holding') {
    const one = held[hover.hit.index]
    if (!one) return null
    return (
      <div class="map-tip" ref={place}>
        <b><Name>{one.name}</Name></b>
        <span>{one.state === 'unknown' ? 'holder unknown' : <>{one.state === 'contested' ? 'contested, ' : ''}<Name>{one.actor}</Name> {percent(one.probability)}</>}</span>
        <span class="soft">contested {percent(one.contested)} · unknown {percent(one.unknown)}</span>
      </div>
    )
  }
  const spot = events?.spots[hover.hit.index]
  if (!spot || !counts) return null
  let sum = 0
  for (let f = 0; f < FAMILIES.length; f++) sum += counts[hover.hit.index * FAMILIES.length + f] ?? 0
  return (
    <div class="map-tip" ref={place}>
      <b><Name>{spot.name}</Name></b>
      <span>{plural(sum, 'event')}</span>
      <span class="soft">{radius(spot.radius)}</span>
    </div>
  )
}

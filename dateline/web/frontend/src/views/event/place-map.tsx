// Where an event lies, on a small map: the same ground and marks as on the large one.
import { useEffect, useRef, useState } from 'preact/hooks'
import { get, query } from '../../api/client.ts'
import type { Place } from '../../api/types.ts'
import { FAMILIES, radius } from '../../format/words.ts'
import { type Box, DeskMap, type Ground, groundOf } from '../../map/desk-map.ts'
import type { Town } from '../../map/overlay.ts'
import { useSession } from '../../state/session.ts'

const KM_A_DEGREE = 111.2
const LEAST_KM = 25
const MOST_KM = 1500

/** What is shown around a place: all of where it may be, and something to know it by. */
function around(place: Place): Box {
  const [latitude, longitude] = [place.latitude!, place.longitude!]
  const km = Math.min(MOST_KM, Math.max(LEAST_KM, (place.radius_km ?? 0) * 1.5))
  const [high, wide] = [km / KM_A_DEGREE, km / KM_A_DEGREE / Math.max(0.1, Math.cos((latitude * Math.PI) / 180))]
  return [Math.max(-180, longitude - wide), Math.max(-84, latitude - high), Math.min(180, longitude + wide), Math.min(84, latitude + high)]
}

async function label(made: DeskMap): Promise<void> {
  try {
    made.overlay.towns = (await get<{ items: Town[] }>(query('towns', { bbox: made.box(), limit: 10 }))).items
    made.redraw()
  } catch {
    // The names of towns only help to find one's way.
  }
}

/** `place` has coordinates. */
export function PlaceMap({ place, family }: { place: Place; family: number }) {
  const { meta, colours } = useSession()
  const box = useRef<HTMLDivElement>(null)
  const desk = useRef<DeskMap | null>(null)
  const [isAbsent, setAbsent] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    const make = (style: Ground) => {
      const made = new DeskMap(box.current!, meta, colours, style, around(place), {
        choose: () => undefined,
        hover: () => undefined,
        drawn: () => undefined,
        moved: () => {
          clearTimeout(timer)
          timer = setTimeout(() => void label(made), 200)
        },
      })
      desk.current = made
      made.overlay.spots = [{ name: place.text, latitude: place.latitude!, longitude: place.longitude!, radius: place.radius_km }]
      made.overlay.counts = Uint16Array.from(FAMILIES, (_, i) => (i === family ? 1 : 0))
      made.redraw()
      void label(made)
    }
    // Without WebGL the words beside it say the same.
    groundOf(meta, colours).then((style) => isOver || make(style)).catch(() => setAbsent(true))
    return () => { isOver = true; clearTimeout(timer); desk.current?.remove(); desk.current = null }
  }, [place.latitude, place.longitude, place.radius_km, family])
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current) void desk.current?.restyle(colours)
    isFirst.current = false
  }, [colours])
  if (isAbsent) return null
  return (
    <section aria-label="Map of its place">
      <div class="place-map map-box"><div class="map" ref={box} /></div>
      <p class="soft">{radius(place.radius_km)}</p>
    </section>
  )
}

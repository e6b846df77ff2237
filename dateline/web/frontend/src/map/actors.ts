// Which colour and pattern a holder of places has: by how much of the map it has held, so that it does not change from day to day.
import type { ControlDays } from '../api/types.ts'
import { PATTERNS, type Pattern } from './patterns.ts'

export interface Look {
  name: string
  /** Index into the palette's colours for actors. */
  colour: number
  pattern: Pattern
}

export function looks(control: ControlDays): Map<string, Look> {
  const held = new Map<string, number>()
  for (const place of control.places)
    for (const [actor, series] of Object.entries(place.series))
      held.set(actor, (held.get(actor) ?? 0) + series.reduce((sum, chance) => sum + (chance > 0.3 ? chance : 0), 0))
  const order = [...held].filter(([, sum]) => sum > 0).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return new Map(
    order.map(([name], i) => [name, { name, colour: i % PATTERNS.length, pattern: PATTERNS[(i + Math.floor(i / PATTERNS.length)) % PATTERNS.length]! }]),
  )
}

export interface Held {
  site: string
  name: string
  latitude: number
  longitude: number
  radius: number | null
  /** The likeliest holder, null where "unknown" is likelier than any. */
  actor: string | null
  probability: number
  /** The second, where the place is contested. */
  other: string | null
  contested: number
  unknown: number
  state: 'held' | 'contested' | 'unknown'
}

const CONTESTED = 0.35

/** Who holds each place on the step of a series that comes last before a day. */
export function heldOn(control: ControlDays, day: string): Held[] {
  let at = -1
  for (let i = 0; i < control.days.length && control.days[i]! <= day; i++) at = i
  if (at < 0) return []
  const found: Held[] = []
  for (const { site, place, latitude, longitude, radius_km, series, contested, unknown } of control.places) {
    const holders = Object.entries(series).map(([name, chances]) => [name, chances[at] ?? 0] as const).sort((a, b) => b[1] - a[1])
    const [first, second] = holders
    const open = unknown[at] ?? 0
    const fought = contested[at] ?? 0
    const chance = first?.[1] ?? 0
    const state = fought >= CONTESTED && fought > chance * 0.6 ? 'contested' : open >= chance ? 'unknown' : 'held'
    found.push({
      site, name: place, latitude, longitude, radius: radius_km,
      actor: state === 'unknown' ? null : (first?.[0] ?? null), probability: chance, other: second && second[1] > 0.02 ? second[0] : null,
      contested: fought, unknown: open, state,
    })
  }
  return found
}

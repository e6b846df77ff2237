// The rows of the situation as columns of numbers, so that sliding through time only counts and never builds anything.
import type { Situation } from '../api/types.ts'
import { number } from '../format/days.ts'
import { FAMILIES, familyOf } from '../format/words.ts'

export const EARLY = -1e9
export const LATE = 1e9
const FAMILY_COUNT = FAMILIES.length

export interface Row {
  id: string
  type: string
  mode: string | null
  status: string
  credibility: number
  earliest: string | null
  latest: string | null
  latitude: number | null
  longitude: number | null
  radius_km: number | null
  place: string | null
  country: string | null
  label: string
  reports: number
  sources: number
  killed: number | null
}

export interface Spot {
  name: string
  latitude: number
  longitude: number
  /** Kilometres; null where nobody knows how far around the point it may be. */
  radius: number | null
}

/** Events as columns; row `i` of each is the same event. */
export class Events {
  readonly rows: Row[]
  readonly total: number
  readonly first: Int32Array
  readonly last: Int32Array
  readonly dated: Uint8Array
  readonly spot: Int32Array
  readonly family: Uint8Array
  readonly spots: Spot[] = []

  constructor(found: Situation) {
    this.rows = found.rows.map((cells) => Object.fromEntries(found.columns.map((name, i) => [name, cells[i]])) as unknown as Row)
    this.total = found.total
    const size = this.rows.length
    this.first = new Int32Array(size)
    this.last = new Int32Array(size)
    this.dated = new Uint8Array(size)
    this.spot = new Int32Array(size).fill(-1)
    this.family = new Uint8Array(size)
    const known = new Map<string, number>()
    this.rows.forEach((row, i) => {
      this.first[i] = row.earliest === null ? EARLY : number(row.earliest)
      this.last[i] = row.latest === null ? LATE : number(row.latest)
      this.dated[i] = row.earliest === null && row.latest === null ? 0 : 1
      this.family[i] = FAMILIES.indexOf(familyOf(row.type))
      if (row.latitude === null || row.longitude === null) return
      const key = `${row.latitude},${row.longitude},${row.radius_km}`
      let at = known.get(key)
      if (at === undefined) {
        at = this.spots.length
        known.set(key, at)
        this.spots.push({ name: row.place ?? '', latitude: row.latitude, longitude: row.longitude, radius: row.radius_km })
      }
      this.spot[i] = at
    })
  }

  /** Whether more match than are here. */
  get isPart(): boolean {
    return this.total > this.rows.length
  }

  /** Whether event `i` may have happened between two days, both included; null leaves that end open. As the server has
   * it: what has no day at all is out as soon as a day is asked for. */
  isWithin(i: number, since: number | null, until: number | null): boolean {
    if (since === null && until === null) return true
    if (!this.dated[i]) return false
    return (since === null || this.last[i]! >= since) && (until === null || this.first[i]! <= until)
  }

  /** Counts by spot and family into `out` (spots × families). Gives how many events are within, and how many of them
   * have no place. */
  count(since: number | null, until: number | null, out: Uint16Array): { events: number; placeless: number } {
    out.fill(0)
    let events = 0
    let placeless = 0
    for (let i = 0; i < this.rows.length; i++) {
      if (!this.isWithin(i, since, until)) continue
      events++
      const at = this.spot[i]!
      if (at < 0) placeless++
      else out[at * FAMILY_COUNT + this.family[i]!]!++
    }
    return { events, placeless }
  }

  within(since: number | null, until: number | null): number[] {
    const found: number[] = []
    for (let i = 0; i < this.rows.length; i++) if (this.isWithin(i, since, until)) found.push(i)
    return found
  }

  room(): Uint16Array {
    return new Uint16Array(this.spots.length * FAMILY_COUNT)
  }
}

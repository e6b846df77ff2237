// What lies over the ground: drawn anew on one canvas with every frame of the map, from columns of numbers.
import type { Map as MapLibre } from 'maplibre-gl'
import { FAMILIES } from '../format/words.ts'
import type { Spot } from '../state/situation.ts'
import type { Held, Look } from './actors.ts'
import { gather, type Mark } from './gather.ts'
import { circle, mercatorX, mercatorY, pixelsPerKm } from './geo.ts'
import { type Label, place as placeLabels, Taken } from './labels.ts'
import { badge, type HolderInk, holding, sizeOf } from './marks.ts'
import type { Palette } from './palette.ts'
import { tile } from './patterns.ts'

export interface Town {
  name: string
  latitude: number
  longitude: number
  population: number
}

export interface Hit {
  kind: 'events' | 'holding'
  index: number
  /** Of events: other spots that the mark stands for too. */
  more?: readonly number[]
}

const F = FAMILIES.length
/** Pixels of uncertainty from which a mark sits on the rim of its circle, not in the middle of it. */
const WIDE = 15
/** Pixels of a square in which many marks become one. */
const GATHERED = 34

/** Whether a place goes by a name of its own ("the town" says nothing on a map). */
function isName(text: string): boolean {
  return text !== '' && !/^(the|a|an) /i.test(text) && text.length <= 32
}

export class Overlay {
  readonly canvas = document.createElement('canvas')
  #spots: readonly Spot[] = []
  /** Where the spots are on the whole world's square, 0 to 1. */
  #at = new Float64Array(0)
  counts: Uint16Array = new Uint16Array(0)
  held: readonly Held[] = []
  looks: ReadonlyMap<string, Look> = new Map()
  towns: readonly Town[] = []
  hot: Hit | null = null
  colours: Palette
  /** How many events lie in circles too wide to draw here. */
  tooWide = 0
  readonly #map: MapLibre
  #inks = new Map<string, HolderInk>()
  #targets: { hit: Hit; x: number; y: number; r: number }[] = []

  constructor(map: MapLibre, colours: Palette) {
    this.#map = map
    this.colours = colours
    this.canvas.className = 'map-overlay'
    this.canvas.setAttribute('aria-hidden', 'true')
    map.getCanvasContainer().append(this.canvas)
  }

  get spots(): readonly Spot[] {
    return this.#spots
  }

  set spots(spots: readonly Spot[]) {
    if (spots === this.#spots) return
    this.#spots = spots
    this.#at = new Float64Array(spots.length * 2)
    spots.forEach((spot, i) => {
      this.#at[i * 2] = mercatorX(spot.longitude)
      this.#at[i * 2 + 1] = mercatorY(Math.max(-85, Math.min(85, spot.latitude)))
    })
  }

  restyle(colours: Palette): void {
    this.colours = colours
    this.#inks.clear()
  }

  /** The mark nearest to a point of the screen. */
  at(x: number, y: number): Hit | null {
    let best: Hit | null = null
    let least = Infinity
    for (const target of this.#targets) {
      const far = Math.hypot(target.x - x, target.y - y) - target.r
      if (far < 5 && far < least) {
        least = far
        best = target.hit
      }
    }
    return best
  }

  draw(): void {
    const box = this.#map.getContainer()
    const [width, height] = [box.clientWidth, box.clientHeight]
    const scale = Math.min(devicePixelRatio || 1, 2)
    if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
      this.canvas.width = Math.round(width * scale)
      this.canvas.height = Math.round(height * scale)
      this.#inks.clear()
    }
    const pen = this.canvas.getContext('2d')!
    pen.setTransform(scale, 0, 0, scale, 0, 0)
    pen.clearRect(0, 0, width, height)
    this.#targets = []
    const labels: Label[] = []
    const corners = new Set<string>()
    this.#holdings(pen, width, height, labels, corners)
    this.#events(pen, width, height, labels, corners)
    this.#towns(pen, width, height, labels)
    const taken = new Taken()
    for (const { x, y, r } of this.#targets) taken.add([x - r, y - r, x + r, y + r])
    placeLabels(pen, labels, this.colours, taken)
  }

  #holdings(pen: CanvasRenderingContext2D, width: number, height: number, labels: Label[], corners: Set<string>): void {
    const zoom = this.#map.getZoom()
    const base = zoom < 5 ? 7 : zoom < 6.5 ? 9 : 12
    this.held.forEach((one, index) => {
      const { x, y } = this.#map.project([one.longitude, one.latitude])
      if (x < -60 || y < -60 || x > width + 60 || y > height + 60) return
      const real = (one.radius ?? 0) * pixelsPerKm(one.latitude, zoom)
      if (real > width) return
      if (real > base * 2) this.#circle(pen, one.longitude, one.latitude, one.radius ?? 0, this.colours.soft)
      const r = base
      holding(pen, x, y, r, one.state, this.#ink(one.actor), this.#ink(one.other), one.probability, this.colours)
      this.#targets.push({ hit: { kind: 'holding', index }, x, y, r: r + 2 })
      corners.add(`${one.latitude.toFixed(3)},${one.longitude.toFixed(3)}`)
      labels.push({ text: one.name, x, y, r: r + 2, weight: one.state === 'unknown' ? 5 : 50 + one.probability * 10, isStrong: true })
    })
  }

  #events(pen: CanvasRenderingContext2D, width: number, height: number, labels: Label[], corners: Set<string>): void {
    const zoom = this.#map.getZoom()
    const world = 512 * 2 ** zoom
    const middle = this.#map.getCenter()
    // The map is never turned nor tilted: a point is as far from the middle as on the world's square.
    const left = mercatorX(middle.lng) * world - width / 2
    const top = mercatorY(middle.lat) * world - height / 2
    const off = zoom < 5 ? 6 : zoom < 6.5 ? 8 : 10
    const marks: Mark[] = []
    this.tooWide = 0
    for (let index = 0; index < this.#spots.length; index++) {
      let sum = 0
      for (let f = 0; f < F; f++) sum += this.counts[index * F + f] ?? 0
      if (!sum) continue
      const spot = this.#spots[index]!
      let x = this.#at[index * 2]! * world - left
      let y = this.#at[index * 2 + 1]! * world - top
      const real = (spot.radius ?? 0) * pixelsPerKm(spot.latitude, zoom)
      if (x < -real || y < -real || x > width + real || y > height + real) continue
      if (real > Math.max(width, height) * 0.45) {
        this.tooWide += sum
        continue
      }
      if (real > 4) this.#circle(pen, spot.longitude, spot.latitude, spot.radius ?? 0, this.colours.soft)
      if (real > WIDE) y -= real
      const corner = real <= WIDE && corners.size > 0 && corners.has(`${spot.latitude.toFixed(3)},${spot.longitude.toFixed(3)}`)
      if (corner) {
        x += off + sizeOf(sum) * 0.55
        y -= off + sizeOf(sum) * 0.55
      }
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue
      marks.push({ index, x, y, sum, corner, isWide: real > WIDE, more: [] })
    }
    const shown = gather(marks, GATHERED)
    shown.sort((a, b) => a.sum - b.sum)
    const summed = new Uint16Array(F)
    for (const mark of shown) {
      for (let f = 0; f < F; f++) {
        summed[f] = this.counts[mark.index * F + f]!
        for (const other of mark.more) summed[f]! += this.counts[other * F + f]!
      }
      const isHot = this.hot?.kind === 'events' && this.hot.index === mark.index
      const r = badge(pen, mark.x, mark.y, summed, 0, this.colours, isHot)
      this.#targets.push({ hit: { kind: 'events', index: mark.index, more: mark.more }, x: mark.x, y: mark.y, r })
      const name = this.#spots[mark.index]!.name
      if (!mark.corner && isName(name)) labels.push({ text: name, x: mark.x, y: mark.y, r, weight: 20 + Math.min(25, mark.sum), isStrong: true })
    }
  }

  #towns(pen: CanvasRenderingContext2D, width: number, height: number, labels: Label[]): void {
    pen.fillStyle = this.colours.soft
    for (const town of this.towns) {
      const { x, y } = this.#map.project([town.longitude, town.latitude])
      if (x < 0 || y < 0 || x > width || y > height) continue
      // Where a mark stands its own name does, as the reports have it.
      if (this.#targets.some((target) => Math.hypot(target.x - x, target.y - y) < target.r + 14)) continue
      pen.beginPath()
      pen.arc(x, y, 1.6, 0, 7)
      pen.fill()
      labels.push({ text: town.name, x, y, r: 1, weight: Math.log10(1 + town.population), isStrong: false })
    }
  }

  #circle(pen: CanvasRenderingContext2D, longitude: number, latitude: number, km: number, colour: string): void {
    pen.beginPath()
    circle(longitude, latitude, km, 48).forEach((point, i) => {
      const { x, y } = this.#map.project(point)
      if (i) pen.lineTo(x, y)
      else pen.moveTo(x, y)
    })
    pen.globalAlpha = km > 60 ? 0 : 0.05
    pen.fillStyle = colour
    pen.fill()
    pen.globalAlpha = 0.8
    pen.strokeStyle = colour
    pen.lineWidth = 1
    pen.setLineDash([3, 3])
    pen.stroke()
    pen.setLineDash([])
    pen.globalAlpha = 1
  }

  #ink(actor: string | null): HolderInk | null {
    const look = actor === null ? undefined : this.looks.get(actor)
    if (!look) return null
    const known = this.#inks.get(look.name)
    if (known) return known
    const colour = this.colours.actors[look.colour]!
    const scale = Math.min(devicePixelRatio || 1, 2)
    const pattern = this.canvas.getContext('2d')!.createPattern(tile(look.pattern, colour, this.colours.ground, scale), 'repeat')
    pattern?.setTransform(new DOMMatrix().scale(1 / scale))
    const ink = { fill: pattern ?? colour, colour }
    this.#inks.set(look.name, ink)
    return ink
  }
}

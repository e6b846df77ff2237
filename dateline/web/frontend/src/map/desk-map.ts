// The map itself: MapLibre for the ground and for moving about, our own canvas for what is known.
import { Map as MapLibre, type MapOptions, type StyleSpecification, addProtocol, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Meta } from '../api/types.ts'
import { ground } from './ground.ts'
import { type Hit, Overlay } from './overlay.ts'
import type { Palette } from './palette.ts'

setWorkerUrl(workerUrl)

const FIT = { padding: 24, maxZoom: 9 }

export type Ground = StyleSpecification | string
/** West, south, east, north. */
export type Box = [number, number, number, number]

/** What the map stands on: the land that comes with the desk, or the style that a person has chosen. */
export async function groundOf(meta: Meta, colours: Palette): Promise<Ground> {
  if (meta.style || meta.tiles?.includes('.pmtiles')) {
    const { Protocol } = await import('pmtiles')
    addProtocol('pmtiles', new Protocol().tile)
  }
  return meta.style ?? ground(colours)
}

export interface MapEvents {
  choose: (hit: Hit | null) => void
  hover: (hit: Hit | null, x: number, y: number) => void
  moved: () => void
  drawn: () => void
}

export class DeskMap {
  readonly map: MapLibre
  readonly overlay: Overlay
  readonly #meta: Meta
  #asked = 0
  #waits = 0
  #isGone = false
  readonly #drawn: () => void

  /** `style` is what `groundOf` gives; `around`: what is shown first. The map comes up where it will be looked at: what
   * it would draw of elsewhere before takes a browser without a graphics card seconds. */
  constructor(container: HTMLElement, meta: Meta, colours: Palette, style: Ground, around: Box | null, events: MapEvents) {
    this.#meta = meta
    const options: MapOptions = {
      container,
      style,
      ...(around ? { bounds: [[around[0], around[1]], [around[2], around[3]]], fitBoundsOptions: FIT } : { center: [40, 35], zoom: 4.5 }),
      maxZoom: 15,
      renderWorldCopies: false,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
    }
    this.map = new MapLibre(options)
    this.map.touchZoomRotate.disableRotation()
    this.map.keyboard.disableRotation()
    this.overlay = new Overlay(this.map, colours)
    this.#drawn = events.drawn
    this.map.on('render', () => this.#draw())
    this.map.on('idle', events.drawn)
    this.map.on('click', (event) => events.choose(this.overlay.at(event.point.x, event.point.y)))
    this.map.on('mousemove', (event) => {
      const hit = this.overlay.at(event.point.x, event.point.y)
      this.map.getCanvas().style.cursor = hit ? 'pointer' : ''
      events.hover(hit, event.point.x, event.point.y)
    })
    this.map.on('mouseout', () => events.hover(null, 0, 0))
    this.map.on('moveend', events.moved)
    this.map.on('error', (event) => console.warn('map:', event.error?.message ?? event))
    this.map.once('styledata', () => void this.#chosen(colours))
  }

  /** Puts the ground in the colours of day or night. */
  async restyle(colours: Palette): Promise<void> {
    const turn = ++this.#asked
    this.overlay.restyle(colours)
    const style = await groundOf(this.#meta, colours)
    if (turn !== this.#asked || this.#isGone) return
    this.map.setStyle(style, { diff: false })
    this.map.once('styledata', () => void this.#chosen(colours))
  }

  /** Whether the land is drawn, as far as one sees. */
  get isComplete(): boolean {
    return this.map.loaded()
  }

  async #chosen(colours: Palette): Promise<void> {
    // A style of one's own says itself what it shows of the tiles.
    if (this.#meta.tiles && !this.#meta.style) {
      const { addTiles } = await import('./tiles.ts')
      addTiles(this.map, this.#meta.tiles, colours)
    }
    if (this.#meta.boundaries && !this.map.getSource('boundaries')) {
      this.map.addSource('boundaries', { type: 'geojson', data: this.#meta.boundaries })
      this.map.addLayer({ id: 'boundaries', type: 'line', source: 'boundaries', paint: { 'line-color': colours.soft, 'line-width': 1, 'line-dasharray': [4, 3] } })
    }
  }

  /** Draws what lies over the ground anew, with the next frame; the ground below it stays as it is. */
  redraw(): void {
    this.#waits ||= requestAnimationFrame(() => this.#draw())
  }

  #draw(): void {
    cancelAnimationFrame(this.#waits)
    this.#waits = 0
    if (this.#isGone) return
    this.overlay.draw()
    this.#drawn()
  }

  box(): string {
    const bounds = this.map.getBounds()
    const round = (value: number): string => String(Math.round(value * 1000) / 1000)
    return [
      round(Math.max(-180, bounds.getWest())), round(Math.max(-90, bounds.getSouth())),
      round(Math.min(180, bounds.getEast())), round(Math.min(90, bounds.getNorth())),
    ].join(',')
  }

  fit(box: Box, quick: boolean): void {
    this.map.fitBounds([[box[0], box[1]], [box[2], box[3]]], { ...FIT, animate: !quick, duration: quick ? 0 : 500 })
  }

  remove(): void {
    this.#isGone = true
    this.map.remove()
  }
}

// The map itself: MapLibre for the ground and for moving about, our own canvas for what is known.
import { Map as MapLibre, type MapOptions, addProtocol, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Meta } from '../api/types.ts'
import { ground } from './ground.ts'
import { type Hit, Overlay } from './overlay.ts'
import type { Palette } from './palette.ts'

setWorkerUrl(workerUrl)

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

  constructor(container: HTMLElement, meta: Meta, colours: Palette, events: MapEvents) {
    this.#meta = meta
    const options: MapOptions = {
      container,
      style: { version: 8, sources: {}, layers: [{ id: 'sea', type: 'background', paint: { 'background-color': colours.water } }] },
      center: [40, 35],
      zoom: 4.5,
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
    this.map.on('render', () => {
      this.overlay.draw()
      events.drawn()
    })
    this.map.on('click', (event) => events.choose(this.overlay.at(event.point.x, event.point.y)))
    this.map.on('mousemove', (event) => {
      const hit = this.overlay.at(event.point.x, event.point.y)
      this.map.getCanvas().style.cursor = hit ? 'pointer' : ''
      events.hover(hit, event.point.x, event.point.y)
    })
    this.map.on('mouseout', () => events.hover(null, 0, 0))
    this.map.on('moveend', events.moved)
    this.map.on('error', (event) => console.warn('map:', event.error?.message ?? event))
    void this.restyle(colours)
  }

  /** Puts the ground in the colours of day or night. */
  async restyle(colours: Palette): Promise<void> {
    const turn = ++this.#asked
    this.overlay.restyle(colours)
    if (this.#meta.tiles?.includes('.pmtiles')) {
      const { Protocol } = await import('pmtiles')
      addProtocol('pmtiles', new Protocol().tile)
    }
    const style = this.#meta.style ?? (await ground(colours))
    if (turn !== this.#asked) return
    this.map.setStyle(style, { diff: false })
    this.map.once('styledata', () => void this.#chosen(colours))
  }

  async #chosen(colours: Palette): Promise<void> {
    if (this.#meta.tiles) {
      const { addTiles } = await import('./tiles.ts')
      addTiles(this.map, this.#meta.tiles, colours)
    }
    if (this.#meta.boundaries && !this.map.getSource('boundaries')) {
      this.map.addSource('boundaries', { type: 'geojson', data: this.#meta.boundaries })
      this.map.addLayer({ id: 'boundaries', type: 'line', source: 'boundaries', paint: { 'line-color': colours.soft, 'line-width': 1, 'line-dasharray': [4, 3] } })
    }
  }

  redraw(): void {
    this.map.triggerRepaint()
  }

  box(): string {
    const bounds = this.map.getBounds()
    const round = (value: number): string => String(Math.round(value * 1000) / 1000)
    return [
      round(Math.max(-180, bounds.getWest())), round(Math.max(-90, bounds.getSouth())),
      round(Math.min(180, bounds.getEast())), round(Math.min(90, bounds.getNorth())),
    ].join(',')
  }

  fit(box: [number, number, number, number], quick: boolean): void {
    this.map.fitBounds([[box[0], box[1]], [box[2], box[3]]], { padding: 24, maxZoom: 9, animate: !quick, duration: quick ? 0 : 500 })
  }

  remove(): void {
    this.map.remove()
  }
}

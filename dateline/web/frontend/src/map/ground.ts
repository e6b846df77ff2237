// The land, lakes and rivers that every map stands on, from this server.
import type GeoJSON from 'geojson'
import type { StyleSpecification } from 'maplibre-gl'
import groundUrl from './ground.json?url'
import type { Palette } from './palette.ts'

interface Packed {
  step: number
  land: number[][][]
  lakes: number[][][]
  rivers: number[][]
}

/** A line that was written from point to point in whole steps. */
export function unpacked(line: readonly number[], step: number): [number, number][] {
  const points: [number, number][] = []
  let x = 0
  let y = 0
  for (let i = 0; i + 1 < line.length; i += 2) {
    x += line[i]!
    y += line[i + 1]!
    points.push([x * step, y * step])
  }
  return points
}

function polygons(all: number[][][], step: number): GeoJSON.Feature {
  const coordinates = all.map((rings) =>
    rings.map((ring) => {
      const points = unpacked(ring, step)
      points.push(points[0]!)
      return points
    }),
  )
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } }
}

let loading: Promise<Packed> | null = null

/** Asks for the land, once. */
export function load(): Promise<Packed> {
  loading ??= fetch(groundUrl).then((response) => response.json() as Promise<Packed>)
  return loading
}

/** The style of the bundled map. */
export async function ground(colours: Palette): Promise<StyleSpecification> {
  const packed = await load()
  const data = (feature: GeoJSON.Feature) => ({ type: 'geojson' as const, data: feature, tolerance: 0.25, buffer: 32, maxzoom: 10 })
  const rivers: GeoJSON.Feature = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'MultiLineString', coordinates: packed.rivers.map((line) => unpacked(line, packed.step)) },
  }
  return {
    version: 8,
    sources: { land: data(polygons(packed.land, packed.step)), lakes: data(polygons(packed.lakes, packed.step)), rivers: data(rivers) },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colours.water } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.land, 'fill-antialias': true } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': colours.line, 'line-width': 0.7 } },
      // Rivers are known to some kilometres only: wide and pale, and gone where that would show.
      {
        id: 'rivers', type: 'line', source: 'rivers', maxzoom: 11,
        paint: { 'line-color': colours.river, 'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.5, 8, 2.5], 'line-opacity': ['interpolate', ['linear'], ['zoom'], 9, 1, 11, 0] },
      },
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': colours.water } },
    ],
  }
}

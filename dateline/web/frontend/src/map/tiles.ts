// A `.pmtiles` file that a person has chosen, in the layers that OpenStreetMap extracts by Protomaps have. Boundaries in
// it are not drawn: the desk draws none that its user did not ask for.
import type { Map as MapLibre } from 'maplibre-gl'
import type { Palette } from './palette.ts'

export function addTiles(map: MapLibre, address: string, colours: Palette): void {
  if (map.getSource('tiles')) return
  const url = /^[a-z]+:\/\//.test(address) ? address : new URL(address, location.href).href
  map.addSource('tiles', address.includes('.pmtiles') ? { type: 'vector', url: `pmtiles://${url}` } : { type: 'vector', tiles: [url] })
  map.addLayer({ id: 'tiles-earth', type: 'fill', source: 'tiles', 'source-layer': 'earth', paint: { 'fill-color': colours.land } })
  map.addLayer({ id: 'tiles-water', type: 'fill', source: 'tiles', 'source-layer': 'water', paint: { 'fill-color': colours.water } })
  map.addLayer({
    id: 'tiles-roads', type: 'line', source: 'tiles', 'source-layer': 'roads', minzoom: 7,
    paint: { 'line-color': colours.line, 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.5, 14, 2] },
  })
}

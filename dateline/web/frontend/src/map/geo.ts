// Distances on the map.

const EARTH_KM = 6371.0088
const RADIANS = Math.PI / 180

/** CSS pixels that a kilometre takes at a latitude (Web Mercator, tiles of 512 pixels). */
export function pixelsPerKm(latitude: number, zoom: number): number {
  return (512 * 2 ** zoom) / (2 * Math.PI * 6378.137 * Math.cos(latitude * RADIANS))
}

/** Points of the circle that lies a distance around a point: longitude and latitude in degrees, in turn. */
export function circle(longitude: number, latitude: number, km: number, steps = 64): [number, number][] {
  const angle = km / EARTH_KM
  const lat = latitude * RADIANS
  const points: [number, number][] = []
  for (let i = 0; i <= steps; i++) {
    const bearing = (2 * Math.PI * i) / steps
    const to = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing))
    const east = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(lat), Math.cos(angle) - Math.sin(lat) * Math.sin(to))
    points.push([longitude + east / RADIANS, Math.max(-85, Math.min(85, to / RADIANS))])
  }
  return points
}

/** Web Mercator: from 0 in the west or north to 1. */
export const mercatorX = (longitude: number): number => (180 + longitude) / 360
export const mercatorY = (latitude: number): number =>
  (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360))) / 360

/** The box around points, a little wider: west, south, east, north. */
export function bounds(points: readonly { latitude: number; longitude: number }[]): [number, number, number, number] | null {
  if (!points.length) return null
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { latitude, longitude } of points) {
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  const pad = Math.max(0.15, (east - west) * 0.06, (north - south) * 0.06)
  return [Math.max(-180, west - pad), Math.max(-84, south - pad), Math.min(180, east + pad), Math.min(84, north + pad)]
}

/** The box that holds most of what is known precisely: the outermost points are left out, and what is known only to a
 * wide area does not count, so that one report from elsewhere does not make the map a map of the world. */
export function core(points: readonly { latitude: number; longitude: number; radius: number | null }[]): [number, number, number, number] | null {
  const near = points.filter((point) => (point.radius ?? 1e9) <= 60)
  const used = near.length >= 3 ? near : [...points]
  if (used.length < 8) return bounds(used)
  const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!
  const lon = middle(used.map((point) => point.longitude))
  const lat = middle(used.map((point) => point.latitude))
  const far = used.map((point) => Math.hypot((point.longitude - lon) * Math.cos(lat * RADIANS), point.latitude - lat))
  const limit = [...far].sort((a, b) => a - b)[Math.floor(far.length * 0.85)]!
  return bounds(used.filter((_, i) => far[i]! <= limit))
}

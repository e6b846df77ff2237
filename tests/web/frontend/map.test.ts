import assert from 'node:assert/strict'
import { test } from 'node:test'
import { query } from '../../../dateline/web/frontend/src/api/client.ts'
import { heldOn, looks } from '../../../dateline/web/frontend/src/map/actors.ts'
import { gather } from '../../../dateline/web/frontend/src/map/gather.ts'
import { Taken } from '../../../dateline/web/frontend/src/map/labels.ts'
import { circle, core, mercatorX, mercatorY, pixelsPerKm } from '../../../dateline/web/frontend/src/map/geo.ts'
import { chosen, NONE, parse, serialise, toggled } from '../../../dateline/web/frontend/src/state/filters.ts'

test('filters stand in the address and come back', () => {
  const search = 'since=2015-06-01&actor=Islamic+State&bbox=36.1,35,40,37.5&type=AID&type=ASSAULT&status=denied'
  assert.equal(serialise(parse(search)), search)
  assert.equal(serialise(parse('type=AID&type=AID&unknown=1')), 'type=AID&type=AID')
  assert.equal(serialise(NONE), '')
  assert.equal(serialise(parse('since=soon&until=2015-02-30')), '')
  assert.equal(chosen(parse(search)), 5)
  assert.deepEqual(toggled(['B'], 'A'), ['A', 'B'])
  assert.deepEqual(toggled(['A', 'B'], 'A'), ['B'])
  assert.equal(query('x', { a: null, b: ['1', '2'], c: 'é&' }), 'x?b=1&b=2&c=%C3%A9%26')
})

const control = {
  days: ['2015-06-01', '2015-06-08'],
  places: [
    { site: '1', place: 'A', country: null, latitude: 36, longitude: 38, radius_km: 2, series: { X: [0.9, 0.2], Y: [0, 0.7] }, contested: [0.05, 0.05], unknown: [0.05, 0.05] },
    { site: '2', place: 'B', country: null, latitude: 36, longitude: 39, radius_km: 2, series: { X: [0.4, 0.2] }, contested: [0.5, 0.1], unknown: [0.1, 0.7] },
  ],
}

test('who holds a place on a day; contested and unknown are answers of their own', () => {
  assert.deepEqual(heldOn(control, '2015-05-31'), [])
  const first = heldOn(control, '2015-06-05')
  assert.deepEqual(first.map((one) => [one.actor, one.state]), [['X', 'held'], ['X', 'contested']])
  assert.deepEqual(heldOn(control, '2016-01-01').map((one) => [one.actor, one.state]), [['Y', 'held'], [null, 'unknown']])
})

test('holders differ in pattern as well as in colour', () => {
  const many = { days: ['2015-06-01'], places: Array.from({ length: 20 }, (_, i) => ({ ...control.places[0]!, site: String(i), series: { [`actor ${i}`]: [0.9] } })) }
  const found = [...looks(many).values()]
  assert.equal(new Set(found.map((look) => `${look.colour} ${look.pattern}`)).size, found.length)
  assert.equal(new Set(found.slice(0, 8).map((look) => look.pattern)).size, 8)
})

test('circles lie a distance around their middle', () => {
  const [north] = circle(38, 36, 111.195)
  assert.ok(Math.abs(north![1] - 37) < 0.01)
  assert.ok(Math.abs(pixelsPerKm(0, 0) * 40_075 - 512) < 1)
})

test('one report from elsewhere does not make the map a map of the world', () => {
  const near = Array.from({ length: 20 }, (_, i) => ({ latitude: 36 + i / 50, longitude: 38 + i / 50, radius: 2 }))
  const box = core([...near, { latitude: -33, longitude: 151, radius: 5 }, { latitude: 35, longitude: 38, radius: 446 }])!
  assert.ok(box[2] < 45 && box[1] > 30)
  assert.equal(core([]), null)
})

test('many marks are gathered, each at a place where something happened, and no event is lost', () => {
  const marks = Array.from({ length: 900 }, (_, index) => ({ index, x: (index * 37) % 800, y: (index * 53) % 500, sum: 1 + (index % 5), corner: false, isWide: index % 100 === 0, more: [] as number[] }))
  const found = gather(marks, 34)
  assert.ok(found.length < 400)
  assert.equal(found.reduce((sum, one) => sum + one.sum, 0), marks.reduce((sum, one) => sum + one.sum, 0))
  assert.deepEqual(found.flatMap((one) => [one.index, ...one.more]).sort((a, b) => a - b), marks.map((one) => one.index))
  for (const one of found) assert.deepEqual([one.x, one.y], [marks[one.index]!.x, marks[one.index]!.y])
  const few = marks.slice(0, 100)
  assert.equal(gather(few, 34), few)
})

test('labels keep clear of what stands there', () => {
  const taken = new Taken()
  taken.add([100, 100, 140, 120])
  assert.equal(taken.isFree([141, 100, 300, 120]), true)
  assert.equal(taken.isFree([0, 90, 101, 101]), false)
  assert.equal(taken.isFree([120, 110, 121, 111]), false)
})

test('the map is a Web Mercator map', () => {
  assert.equal(mercatorX(0), 0.5)
  assert.ok(Math.abs(mercatorY(0) - 0.5) < 1e-12)
  assert.ok(Math.abs(mercatorY(85.0511287798) - 0) < 1e-9)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iso, moment, number, range, short } from '../../../dateline/web/frontend/src/format/days.ts'
import { amount, grouped, percent, radius } from '../../../dateline/web/frontend/src/format/words.ts'
import { Events } from '../../../dateline/web/frontend/src/state/situation.ts'
import { bars } from '../../../dateline/web/frontend/src/timeline/draw.ts'
import { day, domain, moved, ticks, x } from '../../../dateline/web/frontend/src/timeline/scale.ts'
import { dragged } from '../../../dateline/web/frontend/src/timeline/drag.ts'

test('days are numbers and back', () => {
  for (const one of ['1969-12-31', '1970-01-01', '2000-02-29', '2015-06-30', '2400-12-31']) assert.equal(iso(number(one)), one)
  assert.ok(Number.isNaN(number('2015-02-30')))
  assert.ok(Number.isNaN(number('soon')))
})

test('a range is said no finer than it is known, and times with their zone', () => {
  assert.equal(range('2015-06-23', '2015-06-23'), '23 Jun 2015')
  assert.equal(range('2015-06-01', '2015-06-30'), 'Jun 2015')
  assert.equal(range('2015-01-01', '2015-12-31'), '2015')
  assert.equal(range('2015-06-23', '2015-06-25'), '23–25 Jun 2015')
  assert.equal(range('2015-06-28', '2015-07-02'), '28 Jun – 2 Jul 2015')
  assert.equal(range(null, '2015-07-02'), 'until 2 Jul 2015')
  assert.equal(range(null, null), 'no known day')
  assert.equal(short(null), 'unknown day')
  assert.equal(moment('2026-11-22T23:48:15Z'), '22 Nov 2026, 23:48 UTC')
  assert.equal(moment('2026-11-23T01:48:15+02:00'), '22 Nov 2026, 23:48 UTC')
})

test('numbers are said as they are known', () => {
  assert.equal(amount(13, null), 'at least 13')
  assert.equal(amount(null, 24), 'at most 24')
  assert.equal(amount(null, null), 'unknown')
  assert.equal(grouped(1234567), '1\u202f234\u202f567')
  assert.equal(percent(0.999), '> 99%')
  assert.equal(percent(0.001), '< 1%')
  assert.equal(radius(null), 'radius unknown')
})

const COLUMNS = ['id', 'type', 'status', 'earliest', 'latest', 'latitude', 'longitude', 'radius_km', 'place', 'label']
const events = new Events({
  columns: COLUMNS,
  rows: [
    ['a', 'ASSAULT', 'actual', '2015-06-01', '2015-06-03', 36, 38, 2, 'A', ''],
    ['b', 'AID', 'actual', '2015-06-03', '2015-06-03', 36, 38, 2, 'A', ''],
    ['c', 'CONTROL', 'actual', null, '2015-06-10', 35, 39, 400, 'S', ''],
    ['d', 'ASSAULT', 'actual', '2015-07-01', null, null, null, null, null, ''],
    ['e', 'ASSAULT', 'actual', null, null, 36, 38, 2, 'A', ''],
  ],
  total: 5, weeks: [], loose: 0, position: 1,
})
const ids = (since: string | null, until: string | null): string =>
  events.within(since === null ? null : number(since), until === null ? null : number(until)).map((i) => events.rows[i]!.id).join('')

test('what lies within days is what the server has: an open end is open, what has no day is out', () => {
  assert.equal(ids(null, null), 'abcde')
  assert.equal(ids('2015-06-03', '2015-06-03'), 'abc')
  assert.equal(ids('2015-06-04', null), 'cd')
  assert.equal(ids(null, '2015-05-30'), 'c')
  assert.equal(ids('2015-08-01', '2015-08-02'), 'd')
})

test('events are counted by spot and family', () => {
  const counts = events.room()
  assert.equal(events.spots.length, 2)
  assert.deepEqual(events.count(null, null, counts), { events: 5, placeless: 1 })
  assert.deepEqual([...counts], [2, 0, 0, 1, 0, 1, 0, 0])
  assert.deepEqual(events.count(number('2015-06-01'), number('2015-06-02'), counts), { events: 2, placeless: 0 })
})

test('a window moves as a whole, keeps its length, and is dragged by its ends', () => {
  assert.deepEqual(moved([10, 20], 7, 0, 100), [17, 27])
  assert.deepEqual(moved([10, 20], 500, 0, 100), [90, 100])
  assert.deepEqual(moved([10, 20], -500, 0, 100), [0, 10])
  assert.deepEqual(dragged('start', [10, 20], 10, 35, [0, 100]), [20, 20])
  assert.deepEqual(dragged('end', [10, 20], 20, 5, [0, 100]), [10, 10])
  assert.deepEqual(dragged('new', [0, 100], 30, 12, [0, 100]), [12, 30])
})

test('the line of days and its ticks', () => {
  const scale = { first: number('2015-01-01'), last: number('2015-07-31'), width: 1000 }
  assert.equal(x(scale, scale.first), 0)
  assert.equal(day(scale, 1000), scale.last)
  const found = ticks(scale)
  assert.deepEqual(found.map((tick) => tick.text), ['2015', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul'])
  assert.ok(ticks({ ...scale, first: number('1900-01-01') }).length < 20)
})

test('a report of long ago does not press the present together', () => {
  const weeks: [string, Record<string, number>][] = [['1990-01-01', { AID: 1 }], ['2015-06-01', { AID: 2, ASSAULT: 3 }]]
  assert.ok(domain(weeks, '2015-05-01', '2015-06-20', false)![0] > number('2015-01-01'))
  assert.ok(domain(weeks, '2015-05-01', '2015-06-20', true)![0] < number('1990-01-02'))
  assert.equal(domain([], null, null, false), null)
  assert.equal(bars(weeks).most, 5)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pieces, plain } from '../../../dateline/web/frontend/src/text/controls.ts'
import { Points } from '../../../dateline/web/frontend/src/text/points.ts'
import { lines, segments } from '../../../dateline/web/frontend/src/text/segments.ts'
import { changed, written } from '../../../dateline/web/frontend/src/text/short-forms.ts'
import { split } from '../../../dateline/web/frontend/src/text/splitting.ts'

const TEXTS = [
  '',
  'plain words',
  '🔥 fire in Kobane 👩‍👩‍👧 and on',
  'e\u0301te\u0301 and \u0644\u0627 \u0643\u0648\u0628\u0627\u0646\u064a',
  '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} flag',
  'a\ud800b lone',
  '𝕏'.repeat(50) + 'x',
]

test('code points and UTF-16 units lead to each other, as code points are counted', () => {
  for (const text of TEXTS) {
    const points = new Points(text)
    const all = Array.from(text)
    assert.equal(points.length, all.length)
    for (let at = 0; at <= all.length; at++) {
      const unit = points.unit(at)
      assert.equal(unit, all.slice(0, at).join('').length)
      assert.equal(points.point(unit), at)
    }
    for (let start = 0; start < all.length; start += 3) assert.equal(points.slice(start, start + 2), all.slice(start, start + 2).join(''))
  }
})

test('a unit inside a pair belongs to its code point; what lies outside is brought to the ends', () => {
  const points = new Points('a🔥b')
  assert.equal(points.point(2), 1)
  assert.equal(points.unit(99), 4)
  assert.equal(points.unit(-5), 0)
  assert.equal(points.point(99), 3)
})

test('overlapping and nested spans become stretches with all that cover them', () => {
  const found = segments(0, 10, [
    { start: 2, end: 8, key: 'a' },
    { start: 4, end: 6, key: 'b' },
    { start: 5, end: 12, key: 'c' },
    { start: 3, end: 3, key: 'empty' },
  ])
  assert.deepEqual(found, [
    { start: 0, end: 2, keys: [] },
    { start: 2, end: 4, keys: ['a'] },
    { start: 4, end: 5, keys: ['a', 'b'] },
    { start: 5, end: 6, keys: ['a', 'b', 'c'] },
    { start: 6, end: 8, keys: ['a', 'c'] },
    { start: 8, end: 10, keys: ['c'] },
  ])
})

test('stretches cover everything once, whatever the spans', () => {
  let seed = 7
  const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below
  for (let round = 0; round < 200; round++) {
    const size = 1 + random(60)
    const spans = Array.from({ length: random(12) }, (_, key) => ({ start: random(80) - 10, end: random(80) - 10, key }))
    const found = segments(0, size, spans)
    assert.equal(found[0]!.start, 0)
    assert.equal(found.at(-1)!.end, size)
    found.forEach((one, i) => {
      if (i) assert.equal(one.start, found[i - 1]!.end)
      const middle = (one.start + one.end) / 2
      assert.deepEqual(one.keys, spans.filter((span) => span.start < middle && span.end > middle && span.start < span.end).map((span) => span.key))
    })
  }
})

test('lines keep their places', () => {
  assert.deepEqual(lines('one\n\n  \ntwo\n'), [{ start: 0, end: 3 }, { start: 8, end: 11 }])
  assert.deepEqual(lines(''), [])
})

test('characters that hide or turn a text are shown by name, and left out of names', () => {
  assert.deepEqual(pieces('a\u202eb\u0000').map((one) => one.control ?? one.text), ['a', 'RLO', 'b', 'NUL'])
  assert.equal(plain('Ali\u202e\u2066 B\u200b'), 'Ali B')
  assert.equal(plain('كوباني\u200f'), 'كوباني\u200f')
})

const span = (text: string, name: string | null = null) => ({ text, name, start: 0, end: 1, id: null, inherited: false })
const claim: any = {
  type: 'ASSAULT', status: 'actual', actors: [span('the group', 'Islamic State')], recipients: [], places: [{ ...span('Kobane'), role: 'held' }],
  time: { earliest: '2015-06-23', latest: '2015-06-25' }, sources: [span('a spokesman')], counts: { killed: { low: 13, high: null, text: '13', of: null } },
}

test('only what a person changed is sent, in short forms', () => {
  const before = written(claim)
  assert.deepEqual([before.actors, before.recipients, before.places, before.time, before.killed], ['the group=Islamic State', 'none', 'held:Kobane', '2015-06-23..2015-06-25', '13+'])
  assert.deepEqual(changed(before, { ...before }), [])
  assert.deepEqual(changed(before, { ...before, killed: '', status: 'denied' }), ['status=denied', 'killed=none'])
})

test('claims that are split off together stay together', () => {
  assert.deepEqual(split('e', ['a', 'b', 'c'], ['b']), [{ kind: 'different', anchors: ['e', 'b'] }])
  assert.deepEqual(split('e', ['a', 'b', 'c'], ['b', 'c']).map((one) => [one.kind, ...one.anchors!]), [['same', 'b', 'c'], ['different', 'a', 'b'], ['different', 'a', 'c']])
  assert.deepEqual(split('e', ['a'], ['a']), [])
})

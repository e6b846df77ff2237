// The weeks as bars, each family in its own colour and its own place in the bar.
import { FAMILIES, familyOf } from '../format/words.ts'
import type { Palette } from '../map/palette.ts'
import { number } from '../format/days.ts'
import { type Scale, ticks, x } from './scale.ts'

export interface Bars {
  /** First day of each week. */
  starts: Int32Array
  /** Weeks × families. */
  counts: Uint32Array
  most: number
}

export function bars(weeks: readonly (readonly [string, Record<string, number>])[]): Bars {
  const starts = new Int32Array(weeks.length)
  const counts = new Uint32Array(weeks.length * FAMILIES.length)
  let most = 1
  weeks.forEach(([week, types], i) => {
    starts[i] = number(week)
    let sum = 0
    for (const [type, count] of Object.entries(types)) {
      counts[i * FAMILIES.length + FAMILIES.indexOf(familyOf(type))]! += count
      sum += count
    }
    most = Math.max(most, sum)
  })
  return { starts, counts, most }
}

export const AXIS = 18

export function draw(pen: CanvasRenderingContext2D, scale: Scale, height: number, of: Bars, window: [number, number] | null, colours: Palette): void {
  pen.clearRect(0, 0, scale.width, height)
  const floor = height - AXIS
  pen.font = '10.5px system-ui, sans-serif'
  pen.textBaseline = 'middle'
  pen.textAlign = 'left'
  for (const tick of ticks(scale)) {
    const at = Math.round(x(scale, tick.day)) + 0.5
    pen.strokeStyle = colours.line
    pen.globalAlpha = tick.isMajor ? 1 : 0.5
    pen.lineWidth = 1
    pen.beginPath()
    pen.moveTo(at, 0)
    pen.lineTo(at, height)
    pen.stroke()
    pen.globalAlpha = 1
    pen.fillStyle = tick.isMajor ? colours.ink : colours.soft
    if (at < scale.width - 24) pen.fillText(tick.text, at + 4, height - 8)
  }
  const wide = Math.max(1.5, x(scale, scale.first + 7) - 1)
  const unit = (floor - 8) / Math.sqrt(of.most)
  for (let i = 0; i < of.starts.length; i++) {
    const start = of.starts[i]!
    const left = x(scale, start)
    if (left + wide < 0 || left > scale.width) continue
    const isIn = window === null || (start <= window[1] && start + 6 >= window[0])
    let sum = 0
    for (let f = 0; f < FAMILIES.length; f++) sum += of.counts[i * FAMILIES.length + f]!
    // The height grows with the root, so that quiet weeks are seen beside the loudest.
    const tall = Math.sqrt(sum) * unit
    let y = floor
    pen.globalAlpha = isIn ? 1 : 0.28
    for (let f = 0; f < FAMILIES.length; f++) {
      const part = (of.counts[i * FAMILIES.length + f]! / sum) * tall
      if (!part) continue
      pen.fillStyle = colours.family[FAMILIES[f]!]
      pen.fillRect(left, y - part, wide, Math.max(0.75, part - 0.75))
      y -= part
    }
  }
  pen.globalAlpha = 1
  pen.strokeStyle = colours.line
  pen.beginPath()
  pen.moveTo(0, floor + 0.5)
  pen.lineTo(scale.width, floor + 0.5)
  pen.stroke()
  if (window) {
    const [from, to] = [x(scale, window[0]), x(scale, window[1] + 1)]
    pen.fillStyle = colours.accent
    pen.globalAlpha = 0.1
    pen.fillRect(from, 0, to - from, floor)
    pen.globalAlpha = 1
  }
}

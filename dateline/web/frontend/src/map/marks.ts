// The marks on the map, drawn on a canvas: shapes for families of events, filled discs for who holds a place, and the
// circle within which something is only known to be.
import { FAMILIES, type Family } from '../format/words.ts'
import type { Palette } from './palette.ts'

type Pen = CanvasRenderingContext2D

/** The outline of a family's shape around a point; `r` is about its radius. */
export function shape(pen: Pen, family: Family, x: number, y: number, r: number): void {
  pen.beginPath()
  switch (family) {
    case 'force':
      pen.moveTo(x, y - r * 1.2)
      pen.lineTo(x + r * 1.2, y)
      pen.lineTo(x, y + r * 1.2)
      pen.lineTo(x - r * 1.2, y)
      break
    case 'ground':
      pen.rect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84)
      break
    case 'pressure':
      pen.moveTo(x, y - r * 1.2)
      pen.lineTo(x + r * 1.15, y + r * 0.85)
      pen.lineTo(x - r * 1.15, y + r * 0.85)
      break
    case 'talks':
      pen.arc(x, y, r, 0, 2 * Math.PI)
      break
  }
  pen.closePath()
}

export function sizeOf(count: number): number {
  return 5.5 + Math.min(9, 1.9 * Math.sqrt(count))
}

/** Events at a place: the family with the most in front with its number, the others small below. Gives the radius. */
export function badge(pen: Pen, x: number, y: number, counts: ArrayLike<number>, from: number, colours: Palette, isHot: boolean): number {
  let most = 0
  let sum = 0
  for (let f = 0; f < FAMILIES.length; f++) {
    sum += counts[from + f]!
    if (counts[from + f]! > counts[from + most]!) most = f
  }
  const r = sizeOf(sum)
  const family = FAMILIES[most]!
  shape(pen, family, x, y, r)
  pen.fillStyle = colours.family[family]
  pen.strokeStyle = isHot ? colours.ink : colours.halo
  pen.lineWidth = isHot ? 2.5 : 1.5
  pen.lineJoin = 'round'
  pen.fill()
  pen.stroke()
  if (sum > 1) {
    pen.font = `600 ${r > 9 ? 11 : 9}px system-ui, sans-serif`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillStyle = colours.ground
    pen.fillText(String(sum), x, y + (family === 'pressure' ? r * 0.25 : 0.5))
  }
  const others = FAMILIES.filter((_, f) => f !== most && counts[from + f]! > 0)
  others.forEach((other, i) => {
    const left = x + (i - (others.length - 1) / 2) * 9
    shape(pen, other, left, y + r + 5.5, 3.2)
    pen.fillStyle = colours.family[other]
    pen.strokeStyle = colours.halo
    pen.lineWidth = 1
    pen.stroke()
    pen.fill()
  })
  return r * 1.2
}

export interface HolderInk {
  fill: CanvasPattern | string
  colour: string
}

/** Who holds a place: the disc is filled with the holder's pattern as strongly as it is likely, and the ring around it
 * closes with the chance. Contested: two fillings and a broken ring. Unknown: an empty ring with a question mark. */
export function holding(pen: Pen, x: number, y: number, r: number, state: 'held' | 'contested' | 'unknown', first: HolderInk | null, second: HolderInk | null, chance: number, colours: Palette): void {
  pen.save()
  pen.translate(x, y)
  pen.beginPath()
  pen.arc(0, 0, r, 0, 2 * Math.PI)
  pen.fillStyle = colours.ground
  pen.globalAlpha = 0.92
  pen.fill()
  pen.globalAlpha = 1
  if (state === 'unknown') {
    pen.setLineDash([2.5, 2.5])
    pen.strokeStyle = colours.soft
    pen.lineWidth = 1.5
    pen.stroke()
    pen.setLineDash([])
    pen.fillStyle = colours.soft
    pen.font = '600 10px system-ui, sans-serif'
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText('?', 0, 0.5)
    pen.restore()
    return
  }
  const halves: [HolderInk | null, number, number][] =
    state === 'contested' ? [[first, Math.PI / 4, (5 * Math.PI) / 4], [second, (5 * Math.PI) / 4, (9 * Math.PI) / 4]] : [[first, 0, 2 * Math.PI]]
  pen.globalAlpha = state === 'contested' ? 0.85 : 0.25 + 0.75 * chance
  for (const [ink, from, to] of halves) {
    if (!ink) continue
    pen.beginPath()
    pen.moveTo(0, 0)
    pen.arc(0, 0, r - 1, from, to)
    pen.closePath()
    pen.fillStyle = ink.fill
    pen.fill()
  }
  pen.globalAlpha = 1
  pen.lineWidth = 2
  pen.strokeStyle = first?.colour ?? colours.soft
  pen.beginPath()
  if (state === 'contested') {
    pen.strokeStyle = colours.ink
    pen.setLineDash([4, 3])
    pen.arc(0, 0, r + 1, 0, 2 * Math.PI)
  } else pen.arc(0, 0, r + 1, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * Math.max(0.02, chance))
  pen.stroke()
  pen.restore()
}

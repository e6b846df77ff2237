// Names on the map, in the system's own fonts, placed so that none covers another. A canvas sets right-to-left names as
// they should be.
import type { Palette } from './palette.ts'

export interface Label {
  text: string
  x: number
  y: number
  /** Pixels that the mark beside it takes. */
  r: number
  weight: number
  isStrong: boolean
}

const widths = new Map<string, number>()

type Box = [number, number, number, number]

const CELL = 48
/** Labels that are looked at; more never fit on a screen. */
const MOST = 160

/** Boxes by the squares of a grid that they touch, so that a new one is compared with its neighbours alone. */
export class Taken {
  readonly #cells = new Map<number, Box[]>()

  #squares(box: Box): number[] {
    const found: number[] = []
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++)
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) found.push(x * 4096 + y)
    return found
  }

  add(box: Box): void {
    for (const square of this.#squares(box)) {
      const there = this.#cells.get(square)
      if (there) there.push(box)
      else this.#cells.set(square, [box])
    }
  }

  isFree(box: Box): boolean {
    return this.#squares(box).every((square) => !this.#cells.get(square)?.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]))
  }
}

/** The labels that fit, those with the most weight first: right of their mark, else left, above or below. */
export function place(pen: CanvasRenderingContext2D, labels: Label[], colours: Palette, taken: Taken): void {
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  const done: Label[] = []
  for (const label of [...labels].sort((a, b) => b.weight - a.weight).slice(0, MOST)) {
    // Two marks of one place need its name once.
    if (done.some((other) => other.text === label.text && Math.hypot(other.x - label.x, other.y - label.y) < 60)) continue
    pen.font = label.isStrong ? '600 12px system-ui, sans-serif' : '11px system-ui, sans-serif'
    const key = pen.font + label.text
    let width = widths.get(key)
    if (width === undefined) widths.set(key, (width = pen.measureText(label.text).width))
    const spots: [number, number, CanvasTextAlign][] = [
      [label.x + label.r + 4, label.y, 'left'],
      [label.x - label.r - 4, label.y, 'right'],
      [label.x, label.y - label.r - 9, 'center'],
      [label.x, label.y + label.r + 9, 'center'],
    ]
    for (const [x, y, align] of spots) {
      const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
      const box: Box = [left - 2, y - 8, left + width + 2, y + 8]
      if (!taken.isFree(box)) continue
      taken.add(box)
      done.push(label)
      pen.textAlign = align
      pen.strokeStyle = colours.halo
      pen.lineWidth = 3
      pen.globalAlpha = 0.9
      pen.strokeText(label.text, x, y)
      pen.globalAlpha = 1
      pen.fillStyle = label.isStrong ? colours.ink : colours.soft
      pen.fillText(label.text, x, y)
      break
    }
  }
}

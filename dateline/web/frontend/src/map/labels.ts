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

/** The labels that fit, those with the most weight first: right of their mark, else left, above or below. */
export function place(pen: CanvasRenderingContext2D, labels: Label[], colours: Palette, taken: [number, number, number, number][]): void {
  const boxes = [...taken]
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  for (const label of [...labels].sort((a, b) => b.weight - a.weight)) {
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
      const box: [number, number, number, number] = [left - 2, y - 8, left + width + 2, y + 8]
      if (boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue
      boxes.push(box)
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

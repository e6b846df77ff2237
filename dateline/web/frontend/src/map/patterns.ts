// Fillings by which the holders of places are told apart without colour.

export const PATTERNS = ['diagonal', 'dots', 'vertical', 'cross', 'horizontal', 'back', 'chequer', 'plain'] as const
export type Pattern = (typeof PATTERNS)[number]

const SIZE = 8

/** A tile of a pattern in a colour, to be repeated. `scale` is device pixels a CSS pixel. */
export function tile(pattern: Pattern, colour: string, ground: string, scale = 1): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE * scale
  const pen = canvas.getContext('2d')!
  pen.scale(scale, scale)
  pen.fillStyle = pattern === 'plain' ? colour : ground
  pen.fillRect(0, 0, SIZE, SIZE)
  pen.fillStyle = pen.strokeStyle = colour
  pen.lineWidth = 2.4
  pen.beginPath()
  switch (pattern) {
    case 'diagonal':
      for (const x of [-SIZE, 0, SIZE]) line(pen, x, SIZE, x + SIZE, 0)
      break
    case 'back':
      for (const x of [-SIZE, 0, SIZE]) line(pen, x, 0, x + SIZE, SIZE)
      break
    case 'vertical':
      line(pen, 2, 0, 2, SIZE)
      line(pen, 6, 0, 6, SIZE)
      break
    case 'horizontal':
      line(pen, 0, 2, SIZE, 2)
      line(pen, 0, 6, SIZE, 6)
      break
    case 'cross':
      line(pen, 4, 0, 4, SIZE)
      line(pen, 0, 4, SIZE, 4)
      break
    case 'dots':
      for (const [x, y] of [[2, 2], [6, 6]] as const) {
        pen.moveTo(x + 1.7, y)
        pen.arc(x, y, 1.7, 0, 7)
      }
      pen.fill()
      pen.beginPath()
      break
    case 'chequer':
      pen.fillRect(0, 0, 4, 4)
      pen.fillRect(4, 4, 4, 4)
      break
    case 'plain':
      break
  }
  pen.stroke()
  return canvas
}

function line(pen: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  pen.moveTo(x1, y1)
  pen.lineTo(x2, y2)
}

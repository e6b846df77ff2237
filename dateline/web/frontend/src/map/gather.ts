// Marks that would lie on each other become one, at the place of the one with the most events: nothing is moved to where
// nothing happened.

export interface Mark {
  index: number
  x: number
  y: number
  sum: number
  corner: boolean
  /** Whether the mark stands on the rim of its circle. */
  isWide: boolean
  /** Other spots that it stands for too. */
  more: number[]
}

/** Marks from which they are gathered. */
export const MANY = 250

/** The marks with those gathered that share a square of `cell` pixels; those on a rim or beside a holder stay alone. */
export function gather(marks: Mark[], cell: number): Mark[] {
  if (marks.length <= MANY) return marks
  const squares = new Map<number, Mark[]>()
  const found: Mark[] = []
  for (const mark of marks) {
    if (mark.isWide || mark.corner) {
      found.push(mark)
      continue
    }
    const square = Math.floor(mark.x / cell) * 8192 + Math.floor(mark.y / cell)
    const there = squares.get(square)
    if (there) there.push(mark)
    else squares.set(square, [mark])
  }
  for (const there of squares.values()) {
    const first = there.reduce((best, mark) => (mark.sum > best.sum || (mark.sum === best.sum && mark.index < best.index) ? mark : best))
    const sum = there.reduce((total, mark) => total + mark.sum, 0)
    found.push({ ...first, sum, more: there.filter((mark) => mark !== first).map((mark) => mark.index) })
  }
  return found
}

// The server counts Unicode code points, JavaScript UTF-16 units: an emoji is one there and two here.

/** Where the code points of a text begin, for going from one way of counting to the other. */
export class Points {
  readonly text: string
  readonly length: number
  /** Unit at which each code point starts, and the end; null where the two ways agree. */
  readonly #starts: Uint32Array | null

  constructor(text: string) {
    this.text = text
    if (!/[\ud800-\udfff]/.test(text)) {
      this.#starts = null
      this.length = text.length
      return
    }
    const starts = new Uint32Array(text.length + 1)
    let count = 0
    for (let unit = 0; unit < text.length; count++) {
      starts[count] = unit
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1
    }
    starts[count] = text.length
    this.#starts = starts.subarray(0, count + 1)
    this.length = count
  }

  /** The UTF-16 unit at which a code point starts; what lies outside is brought to the nearest end. */
  unit(point: number): number {
    const at = Math.max(0, Math.min(Math.trunc(point), this.length))
    return this.#starts === null ? at : (this.#starts[at] ?? 0)
  }

  /** The code point that a UTF-16 unit belongs to. */
  point(unit: number): number {
    const starts = this.#starts
    const at = Math.max(0, Math.min(Math.trunc(unit), this.text.length))
    if (starts === null) return at
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return low
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end))
  }
}

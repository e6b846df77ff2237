// Spans may overlap and nest; the page is a row of stretches, each with every span that covers it.

export interface Marked<K> {
  start: number
  end: number
  key: K
}

export interface Segment<K> {
  start: number
  end: number
  keys: K[]
}

/** Cuts `from` to `to` at every border of a span. Keys stand in the order in which their spans were given. */
export function segments<K>(from: number, to: number, spans: readonly Marked<K>[]): Segment<K>[] {
  const inside = spans
    .map((span, order) => ({ start: Math.max(from, span.start), end: Math.min(to, span.end), key: span.key, order }))
    .filter((span) => span.start < span.end)
  const borders = [...new Set([from, to, ...inside.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b)
  const opening = [...inside].sort((a, b) => a.start - b.start)
  const found: Segment<K>[] = []
  let open: typeof inside = []
  let next = 0
  for (let i = 0; i + 1 < borders.length; i++) {
    const start = borders[i]!
    open = open.filter((span) => span.end > start)
    while (next < opening.length && opening[next]!.start <= start) open.push(opening[next++]!)
    const keys = [...open].sort((a, b) => a.order - b.order).map((span) => span.key)
    found.push({ start, end: borders[i + 1]!, keys })
  }
  return found
}

export interface Line {
  start: number
  end: number
}

/** The lines of a text, each without its break; offsets are UTF-16 units. Empty ones are left out. */
export function lines(text: string): Line[] {
  const found: Line[] = []
  for (let start = 0; start <= text.length; ) {
    const at = text.indexOf('\n', start)
    const end = at < 0 ? text.length : at
    if (text.slice(start, end).trim()) found.push({ start, end })
    if (at < 0) break
    start = at + 1
  }
  return found
}

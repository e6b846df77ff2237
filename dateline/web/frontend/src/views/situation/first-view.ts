// When the first view is complete: the list is on the page, and the land and the marks are on the map. Measured by the
// browser (`performance.getEntriesByName('first-view')`), from the moment in which it was asked for the page.
type Part = 'list' | 'map'

const shown = new Set<Part>()

/** A part of the view is on the page, or will be with the next frame. */
export function seen(part: Part): void {
  if (shown.has(part)) return
  shown.add(part)
  requestAnimationFrame(() => {
    performance.mark(`first-${part}`)
    if (shown.size === 2 && !performance.getEntriesByName('first-view').length) performance.mark('first-view')
  })
}

// What the first view needs is asked for at once, side by side: who is here, what there is, and what that view shows.
import { ahead } from './api/client.ts'
import { load } from './map/ground.ts'
import { parse } from './state/filters.ts'
import { controlPath, situationPath } from './views/situation/asked.ts'

export function begin(): void {
  const first = ['me', 'meta']
  if (location.pathname === '/') {
    const filters = parse(location.search)
    first.push(situationPath(filters), controlPath(filters))
    void import('./views/situation/map-pane.tsx')
    load().catch(() => undefined) // the map says so
  }
  ahead(first)
}

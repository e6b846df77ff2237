// Which address is which view.
import type { VNode } from 'preact'
import { below, type Where } from '../router.ts'
import { Actor, Actors } from './actors.tsx'
import { Add } from './add.tsx'
import { Ask } from './ask.tsx'
import { EventView } from './event.tsx'
import { People } from './people.tsx'
import { ReportView } from './report.tsx'
import { Reports } from './reports.tsx'
import { Review } from './review.tsx'
import { SituationView } from './situation.tsx'
import { Source, Sources } from './sources.tsx'

export function routed(where: Where): VNode {
  const { path, search } = where
  if (path === '/') return <SituationView search={search} />
  if (path === '/reports') return <Reports search={search} />
  if (path === '/review') return <Review search={search} />
  if (path === '/actors') return <Actors search={search} />
  if (path === '/sources') return <Sources search={search} />
  if (path === '/ask') return <Ask search={search} />
  if (path === '/add') return <Add />
  if (path === '/people') return <People />
  const report = below(path, 'reports')
  if (report) return <ReportView key={report} id={report} hash={where.hash} />
  const event = below(path, 'events')
  if (event) return <EventView key={event} id={event} />
  const actor = below(path, 'actors')
  if (actor) return <Actor key={actor} id={actor} search={search} />
  const source = below(path, 'sources')
  if (source) return <Source key={source} id={source} />
  return (
    <div class="page">
      <h1>No such page</h1>
      <p>There is nothing at <code>{path}</code>. <a href="/">To the situation</a></p>
    </div>
  )
}

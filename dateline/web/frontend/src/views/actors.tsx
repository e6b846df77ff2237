// Who acts: names, what its reports show over time, and where that points.
import { useEffect, useState } from 'preact/hooks'
import { part, query } from '../api/client.ts'
import type { ActorRow, Judgement, Page } from '../api/types.ts'
import { Lines } from '../charts/lines.tsx'
import { range, short } from '../format/days.ts'
import { grouped, percent, plural } from '../format/words.ts'
import { Empty, Facts, Failed, IsOld, Loading } from '../parts/basics.tsx'
import { History } from '../parts/history.tsx'
import { Keys, MOVES, move } from '../parts/keys.tsx'
import { Pager, useFrom } from '../parts/pager.tsx'
import { Name } from '../parts/text.tsx'
import { useGet, useSettled, useTitle } from '../parts/use.ts'
import { go } from '../router.ts'
import { judge } from '../state/judge.ts'
import { mayJudge, useSession } from '../state/session.ts'
import { type Outlook, OutlookAnswer } from './actor/outlook.tsx'
import { SetRight } from './actor/set-right.tsx'

interface Row extends ActorRow {
  part_of: { name: string; id: string | null }[]
  allies: { name: string; id: string | null }[]
  claims_as_actor: number
  claims_as_recipient: number
  events_as_actor: number
  events_as_recipient: number
  first: string | null
  last: string | null
}

export function Actors({ search }: { search: string }) {
  useTitle('Actors')
  const q = new URLSearchParams(search).get('q') ?? ''
  const [text, setText] = useState(q)
  const asked = useSettled(text.trim(), 300)
  useEffect(() => { if (asked !== q) go(asked ? `/actors?q=${encodeURIComponent(asked)}` : '/actors', true) }, [asked])
  const cursor = useFrom(search)
  const { value, error, again } = useGet<Page<Row>>(query('actors', { q, limit: 60, cursor: cursor.now }))
  return (
    <div class="page">
      <header class="page-head"><h1>Actors</h1><label class="field search"><span>Name</span><input type="search" dir="auto" value={text} onInput={(event) => setText(event.currentTarget.value)} /></label><Keys of={MOVES} onKey={move} /></header>
      {error ? <Failed error={error} again={again} /> : null}
      {!value && !error ? <Loading /> : null}
      {value && !value.items.length ? <Empty>No actor has that name.</Empty> : null}
      {value?.items.length ? (
        <>
          <table class="rows">
            <caption class="unseen">Actors, those with the most claims first</caption>
            <thead><tr><th scope="col">Actor</th><th scope="col">Kind</th><th scope="col">Also called</th><th scope="col" class="number">Acts in events</th><th scope="col" class="number">Is acted on</th><th scope="col">Days told of</th></tr></thead>
            <tbody>{value.items.map((row) => (
              <tr key={row.id} data-line>
                <th scope="row"><a href={`/actors/${part(row.id)}`}><Name>{row.name}</Name></a></th>
                <td data-name="Kind">{(row.kind ?? 'unknown').replaceAll('-', ' ')}{row.country ? `, ${row.country}` : ''}</td>
                <td data-name="Also called" class="soft"><Name>{row.aliases.filter((alias) => alias.reports > 0 && alias.name !== row.name).slice(0, 4).map((alias) => alias.name).join(', ')}</Name></td>
                <td data-name="Acts in events" class="number">{grouped(row.events_as_actor)}</td>
                <td data-name="Is acted on" class="number">{grouped(row.events_as_recipient)}</td>
                <td data-name="Days told of" class="nowrap soft">{row.first ? range(row.first, row.last) : 'unknown'}</td>
              </tr>
            ))}</tbody>
          </table>
          <Pager page={value} cursor={cursor} what="actor" />
        </>
      ) : null}
    </div>
  )
}

interface Indicator {
  indicator: string
  title: string
  weeks: string[]
  counts: (number | null)[]
  low?: (number | null)[]
  high?: (number | null)[]
  reported: number[]
  events: number
  trend: { factor: { median: number; low: number; high: number }; falling: number } | null
}

export function Actor({ id, search }: { id: string; search: string }) {
  const { me, meta, refresh } = useSession()
  const [isOpen, setOpen] = useState(false)
  const until = new URLSearchParams(search).get('until')
  const base = `actors/${part(id)}`
  const { value, error, again } = useGet<{ actor: Row; history: Judgement[]; position: number }>(base)
  const { value: shown, error: noIndicators } = useGet<{ since: string; until: string; series: Indicator[] }>(query(`${base}/indicators`, { until }))
  useTitle(value?.actor.name ?? 'Actor')
  if (error && !value) return <div class="page"><Failed error={error} again={again} /></div>
  if (!value) return <div class="page"><Loading /></div>
  const { actor, history, position } = value
  const changed = () => { again(); refresh() }
  const used = actor.aliases.filter((alias) => alias.reports > 0)
  const unused = actor.aliases.filter((alias) => alias.reports === 0)
  const told = (shown?.series ?? []).filter((one) => one.events > 0)
  return (
    <div class="page">
      <header class="page-head"><h1><Name>{actor.name}</Name></h1>{mayJudge(me) ? <button type="button" onClick={() => setOpen(true)}>Set right</button> : null}<a href={`/?actor=${part(actor.id)}`}>Its events on the map</a></header>
      <IsOld head={meta.head} position={position} again={again} />
      <Facts rows={[
        ['Kind', (actor.kind ?? 'unknown').replaceAll('-', ' ')],
        ['Country', actor.country],
        ['Part of', actor.part_of.length ? <Ties all={actor.part_of} /> : null],
        ['Allies', actor.allies.length ? <Ties all={actor.allies} /> : null],
        ['Acts in', plural(actor.events_as_actor, 'event')],
        ['Is acted on in', plural(actor.events_as_recipient, 'event')],
        ['Told of', actor.first ? range(actor.first, actor.last) : 'no known day'],
      ]} />
      <section>
        <h2>Names</h2>
        <ul class="aliases">{used.map((alias) => <li><b><Name>{alias.name}</Name></b> <span class="soft">{plural(alias.reports, 'report')}{alias.where[0] ? <>, <a href={`/reports/${alias.where[0].report}#c${alias.where[0].start}-${alias.where[0].end}`}>such as</a></> : null}</span></li>)}</ul>
        {unused.length ? <details><summary class="soft">{plural(unused.length, 'other known name')} that no report here uses</summary><p class="soft"><Name>{unused.map((alias) => alias.name).join(', ')}</Name></p></details> : null}
      </section>
      <OutlookPart base={base} until={until} last={meta.last} />
      <section>
        <h2>Indicators {shown ? <span class="soft">week by week, {short(shown.since)} to {short(shown.until)}</span> : null}</h2>
        {noIndicators ? <Failed error={noIndicators} /> : null}
        {!shown && !noIndicators ? <Loading /> : null}
        <div class="charts">{told.map((one) => <Chart key={one.indicator} one={one} />)}</div>
        {shown && told.length < shown.series.length ? <p class="soft">No event in these weeks: {shown.series.filter((one) => !one.events).map((one) => one.title.toLowerCase()).join(', ')}.</p> : null}
      </section>
      <section><h2>History</h2><History items={history} after={changed} /></section>
      {isOpen ? <SetRight name={actor.name} onClose={() => setOpen(false)} onSave={(what) => judge({ kind: 'actor', actor: actor.id, seen: position, ...what }, changed)} /> : null}
    </div>
  )
}

function Ties({ all }: { all: { name: string; id: string | null }[] }) {
  return <>{all.map((one, i) => <>{i ? ', ' : ''}{one.id ? <a href={`/actors/${part(one.id)}`}><Name>{one.name}</Name></a> : <Name>{one.name}</Name>}</>)}</>
}

function Chart({ one }: { one: Indicator }) {
  const { colours } = useSession()
  return (
    <div class="chart-box">
      <Lines title={one.title} days={one.weeks} isCount lines={[{ name: 'events a week', values: one.counts, ...(one.low && one.high ? { low: one.low, high: one.high } : {}), colour: colours.accent, dash: null }]} />
      {one.trend ? <p class="soft">×{one.trend.factor.median.toFixed(2)} a week ({one.trend.factor.low.toFixed(2)}–{one.trend.factor.high.toFixed(2)}); {percent(one.trend.falling)} chance that it falls</p> : null}
    </div>
  )
}

function OutlookPart({ base, until, last }: { base: string; until: string | null; last: string | null }) {
  const { value, error } = useGet<Outlook>(query(`${base}/outlook`, { until }))
  const [day, setDay] = useState(until ?? '')
  return (
    <section class="outlook">
      <header class="section-head">
        <h2>Outlook: does it decline?</h2>
        <form class="form-row" onSubmit={(event) => { event.preventDefault(); go(`${location.pathname}${day ? `?until=${day}` : ''}`) }}>
          <label class="field"><span>As known on</span><input type="date" value={day || last || ''} onChange={(event) => setDay(event.currentTarget.value)} /></label>
          <button type="submit">Ask</button>
        </form>
      </header>
      {error ? <p class="notice">{error.message}</p> : null}
      {!value && !error ? <Loading what="Weighing the evidence" /> : null}
      {value ? <OutlookAnswer value={value} /> : null}
    </section>
  )
}

// An event: what its claims say, by source; what they agree and differ on; why it is as credible as it is.
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { part } from '../api/client.ts'
import type { Anchor, EventShown, Party, Quote, Tally } from '../api/types.ts'
import { range, short } from '../format/days.ts'
import { amount, FAMILIES, familyOf, plural, radius, title, typeName } from '../format/words.ts'
import { Credibility, Facts, Failed, Loading, Status, TypeMark } from '../parts/basics.tsx'
import { History } from '../parts/history.tsx'
import { Name, Quoted } from '../parts/text.tsx'
import { useGet, useTitle } from '../parts/use.ts'
import { judge } from '../state/judge.ts'
import { useLive } from '../state/live.ts'
import { mayJudge, useSession } from '../state/session.ts'
import { split } from '../text/splitting.ts'
import { Merge } from './event/merge.tsx'

const PlaceMap = lazy(() => import('./event/place-map.tsx').then((module) => module.PlaceMap))
const key = (anchor: Anchor): string => `${anchor.report}:${anchor.start}-${anchor.end}`
const at = (anchor: Anchor): string => `/reports/${anchor.report}#c${anchor.start}-${anchor.end}`

export function EventView({ id }: { id: string }) {
  const { me, refresh } = useSession()
  const { value, error, again } = useGet<EventShown>(`events/${part(id)}`)
  const [chosen, setChosen] = useState<string[]>([])
  const [isMerging, setMerging] = useState(false)
  const event = value?.event
  useLive((change) => change.subject === event?.id || change.now === event?.id || change.events.includes(event?.id ?? id), again)
  useTitle(event ? `${title(typeName(event.type))}${event.place ? `, ${event.place.text}` : ''}` : 'Event')
  if (error && !value) return <div class="page"><Failed error={error} again={again} /></div>
  if (!value || !event) return <div class="page"><Loading what="Opening the event" /></div>
  const changed = () => { setChosen([]); again(); refresh() }
  const seen = value.position
  const quotes = value.quotes
  const all = [...new Set(event.claims.map(key))]
  const doSplit = async () => {
    for (const posted of split(event.id, all, chosen)) if (!(await judge({ ...posted, seen }, () => undefined))) break
    changed()
  }
  return (
    <div class="page event">
      <header class="event-head">
        <p class="event-line"><TypeMark type={event.type} mode={event.mode} /><Status status={event.status} />{event.aggregate ? <span class="tag">several together</span> : null}</p>
        <h1><Parties all={event.actors} /> {event.recipients.length ? <><span class="soft" aria-label="to">→</span> <Parties all={event.recipients} /></> : null}</h1>
        <p class="event-where">
          {range(event.earliest, event.latest)}
          {' · '}
          {event.place ? <><Name>{event.place.text}</Name>{event.place.name && event.place.name !== event.place.text ? <> (<Name>{event.place.name}</Name>)</> : null} <span class="soft">{event.place.latitude === null ? 'not on the map' : radius(event.place.radius_km)}</span></> : <span class="soft">no known place</span>}
          {event.place?.latitude != null ? <> · <a href={`/?place=${event.place.latitude},${event.place.longitude}&within=${Math.max(5, Math.round(event.place.radius_km ?? 5))}`}>What else is known there</a></> : null}
        </p>
        {id !== event.id ? <p class="notice">This event was known as <code>{id}</code> before; it is <code>{event.id}</code> now.</p> : null}
      </header>

      <div class="columns">
        <section>
          <header class="section-head">
            <h2>What is said <span class="soft">{plural(quotes.length, 'claim')} in {plural(event.reports, 'report')}</span></h2>
            {mayJudge(me) && all.length > 1 ? <button type="button" disabled={!chosen.length || chosen.length >= all.length} onClick={() => void doSplit()}>Split off {chosen.length || ''} chosen</button> : null}
            {mayJudge(me) ? <button type="button" onClick={() => setMerging(true)}>Merge with …</button> : null}
          </header>
          <BySource quotes={quotes} chosen={chosen} onChoose={mayJudge(me) && all.length > 1 ? setChosen : null} />
        </section>

        <aside>
          {event.place?.latitude != null ? <Suspense fallback={<div class="place-map" />}><PlaceMap place={event.place} family={FAMILIES.indexOf(familyOf(event.type))} /></Suspense> : null}
          <section>
            <h2>Credibility</h2>
            <p><Credibility grade={event.credibility} isLong /></p>
            <ul class="reasons">{event.reasons.map((reason) => <li><Name>{reason}</Name></li>)}</ul>
            <Facts rows={[['Reports', event.reports], ['Outlets', event.outlets], ['Independent sources', event.independent_sources]]} />
          </section>
          <section>
            <h2>What they differ on</h2>
            {event.disputed.length ? event.disputed.map((dispute) => (
              <table class="dispute">
                <caption>{title(dispute.what)}</caption>
                <thead class="unseen"><tr><th scope="col">Version</th><th scope="col">Said by</th></tr></thead>
                <tbody>{dispute.versions.map((version) => (
                  <tr><th scope="row"><Name>{version.says}</Name></th><td><Name>{version.said_by.join(', ') || 'nobody named'}</Name> <span class="soft">{version.claims.map((anchor, i) => <>{i ? ', ' : ''}<a href={at(anchor)}>claim {i + 1}</a></>)}</span></td></tr>
                ))}</tbody>
              </table>
            )) : <p class="soft">Nothing: no two claims of it exclude each other.</p>}
            <Agreed quotes={quotes} disputed={event.disputed.map((one) => one.what)} />
          </section>
          {Object.keys(event.counts).length ? <section><h2>Numbers</h2>{Object.entries(event.counts).map(([name, tally]) => <Numbers name={name} tally={tally} />)}</section> : null}
          <section>
            <h2>History</h2>
            <History items={value.history} after={changed} />
            {value.former.length ? <p class="soft">Former ids: {value.former.map((one) => <code>{one} </code>)}</p> : null}
          </section>
        </aside>
      </div>
      {isMerging ? <Merge event={event} onClose={() => setMerging(false)} onMerge={(other) => judge({ kind: 'same', anchors: [event.id, other], seen }, changed)} /> : null}
    </div>
  )
}

function Parties({ all }: { all: Party[] }) {
  if (!all.length) return <>Someone unnamed</>
  return <>{all.map((one, i) => <>{i ? ', ' : ''}{one.id ? <a href={`/actors/${part(one.id)}`}><Name>{one.name}</Name></a> : <Name>{one.name}</Name>}</>)}</>
}

function BySource({ quotes, chosen, onChoose }: { quotes: Quote[]; chosen: string[]; onChoose: ((chosen: string[]) => void) | null }) {
  const outlets = new Map<string, Quote[]>()
  for (const quote of quotes) outlets.set(quote.outlet ?? '', [...(outlets.get(quote.outlet ?? '') ?? []), quote])
  return (
    <>
      {[...outlets].map(([outlet, said]) => (
        <section class="outlet">
          <h3><Name>{outlet || 'Unknown outlet'}</Name> <span class="soft">{plural(said.length, 'claim')}</span></h3>
          {said.map((quote) => {
            const own = key(quote.claim)
            return (
              <figure class="claim-quote">
                {onChoose ? <input type="checkbox" aria-label={`Choose this claim of ${outlet || 'an unknown outlet'} for splitting`} checked={chosen.includes(own)} onChange={() => onChoose(chosen.includes(own) ? chosen.filter((one) => one !== own) : [...chosen, own])} /> : null}
                <div>
                  <Quoted text={quote.text} told={[quote.claim.start - quote.start, quote.claim.end - quote.start]} />
                  <figcaption class="soft">
                    {quote.says.length ? <>said by <b><Name>{quote.says.join(', ')}</Name></b></> : 'in its own words'} · <a href={at(quote.claim)}>{short(quote.published)}, <Name>{quote.title ?? 'report'}</Name></a> · {typeName(quote.type)}{quote.mode ? `, ${quote.mode}` : ''}{quote.status === 'actual' ? '' : `, ${quote.status}`}
                  </figcaption>
                </div>
              </figure>
            )
          })}
        </section>
      ))}
    </>
  )
}

function Agreed({ quotes, disputed }: { quotes: Quote[]; disputed: string[] }) {
  if (quotes.length < 2) return null
  const one = (pick: (quote: Quote) => string | null): string | null => {
    const values = new Set(quotes.map(pick))
    return values.size === 1 ? ([...values][0] ?? null) : null
  }
  const same = [['Type', one((quote) => typeName(quote.type))], ['Manner', one((quote) => quote.mode)], ['Status', one((quote) => quote.status)]].filter(([, value]) => value)
  const free = ['happened', 'actors', 'recipients', 'place', 'killed'].filter((what) => !disputed.includes(what))
  return <p class="soft agreed">All {quotes.length} agree on: {same.map(([name, value]) => `${name!.toLowerCase()} (${value})`).join(', ') || 'neither type, manner nor status'}. Not in dispute: {free.join(', ')}.</p>
}

function Numbers({ name, tally }: { name: string; tally: Tally }) {
  return (
    <table class="dispute">
      <caption>{title(name)}: {tally.best === null ? amount(tally.low, tally.high) : `${tally.best} best supported`}{tally.low !== tally.high && tally.best !== null ? <span class="soft"> ({amount(tally.low, tally.high)})</span> : null}</caption>
      <thead class="unseen"><tr><th scope="col">Number</th><th scope="col">Said by</th></tr></thead>
      <tbody>{tally.figures.map((figure) => <tr><th scope="row">{amount(figure.low, figure.high)}{figure.of ? <span class="soft"> <Name>{figure.of}</Name></span> : null}</th><td><a href={at(figure.claim)}><Name>{figure.said_by ?? 'nobody named'}</Name></a></td></tr>)}</tbody>
    </table>
  )
}

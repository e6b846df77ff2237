// One event under its line in the list: in the sources' own words.
import { part } from '../../api/client.ts'
import type { EventShown } from '../../api/types.ts'
import { short } from '../../format/days.ts'
import { plural } from '../../format/words.ts'
import { Credibility, Failed, Loading } from '../../parts/basics.tsx'
import { Name, Quoted } from '../../parts/text.tsx'
import { useGet } from '../../parts/use.ts'

const MOST = 6

export function Telling({ id, onPlace }: { id: string; onPlace: (() => void) | null }) {
  const { value, error } = useGet<EventShown>(`events/${part(id)}`)
  if (error) return <Failed error={error} />
  if (!value) return <Loading />
  const { event, quotes } = value
  return (
    <div class="telling">
      <p class="soft"><Credibility grade={event.credibility} isLong /> · {event.reasons.join('; ')}</p>
      {quotes.slice(0, MOST).map((quote) => (
        <figure>
          <Quoted text={quote.text} told={[quote.claim.start - quote.start, quote.claim.end - quote.start]} />
          <figcaption>
            {quote.says.length ? <Name>{quote.says.join(', ')}</Name> : 'In its own words'}, <a href={`/reports/${quote.claim.report}#c${quote.claim.start}-${quote.claim.end}`}><Name>{quote.outlet ?? 'unknown outlet'}</Name>, {short(quote.published)}</a>
          </figcaption>
        </figure>
      ))}
      <p class="telling-links">
        <a href={`/events/${event.id}`}>Open the event{quotes.length > MOST ? `, ${plural(quotes.length - MOST, 'more claim')}` : ''}</a>
        {onPlace ? <button type="button" class="link" onClick={onPlace}>Show on the map</button> : null}
      </p>
    </div>
  )
}

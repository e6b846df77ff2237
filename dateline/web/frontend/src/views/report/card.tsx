// A claim beside the text: what it says, on whose word, how sure, and what people made of it.
import type { ReportClaim, Span } from '../../api/types.ts'
import { moment, range } from '../../format/days.ts'
import { amount, percent, radius } from '../../format/words.ts'
import { Facts, Status, TypeMark } from '../../parts/basics.tsx'
import { Name } from '../../parts/text.tsx'

interface Props {
  claim: ReportClaim
  outlet: string | null
  isCurrent: boolean
  mayJudge: boolean
  onChoose: () => void
  onAccept: () => void
  onReject: () => void
  onCorrect: () => void
  onPlace: (index: number) => void
  onName: (span: Span) => void
  onUndo: (id: string) => void
}

const STANDING: Record<string, string> = { machine: 'read by machine', accepted: 'accepted', rejected: 'rejected', corrected: 'corrected', added: 'added by a person' }

export function Card(props: Props) {
  const { claim, isCurrent, onChoose } = props
  return (
    <li class={`card standing-${claim.standing}${isCurrent ? ' current' : ''}`} id={`card-${claim.id}`}>
      <button type="button" class="card-head" aria-expanded={isCurrent} onClick={onChoose}>
        <span class="event-line">
          <TypeMark type={claim.type} mode={claim.mode} />
          <Status status={claim.status} />
          {claim.standing === 'machine' ? <span class="confidence soft">{percent(claim.confidence)}</span> : <span class={`tag ${claim.standing === 'rejected' ? 'bad' : 'good'}`}>{claim.standing}</span>}
        </span>
        <span class="card-line"><Names spans={claim.actors} /> {claim.recipients.length ? <>→ <Names spans={claim.recipients} /></> : null} <span class="soft">“<Name>{claim.trigger.text}</Name>”</span></span>
      </button>
      {isCurrent ? <Opened {...props} /> : null}
    </li>
  )
}

function Opened({ claim, outlet, mayJudge, onAccept, onReject, onCorrect, onPlace, onName, onUndo }: Props) {
  const counts = Object.entries(claim.counts)
  const name = mayJudge ? onName : null
  return (
    <div class="card-body">
      <Facts
        rows={[
          ['Who', <Who spans={claim.actors} onName={name} />],
          ['To whom', claim.recipients.length ? <Who spans={claim.recipients} onName={name} /> : null],
          ['With', claim.means.length ? <Who spans={claim.means} onName={null} /> : null],
          ['Where', claim.places.length ? <ul>{claim.places.map((place, i) => (
            <li>
              {place.role && place.role !== 'at' ? <span class="soft">{place.role} </span> : null}
              <Name>{place.text}</Name>{place.name && place.name !== place.text ? <> (<Name>{place.name}</Name>{place.country ? `, ${place.country}` : ''})</> : null}{' '}
              <span class="soft">{place.latitude === null ? 'not on the map' : `${radius(place.radius_km)}${place.confidence === null ? '' : `, ${percent(place.confidence)} sure`}`}</span>{' '}
              {mayJudge ? <button type="button" class="link" aria-label={place.latitude === null ? `Find it: “${place.text}”` : `Set right where “${place.text}” lies`} onClick={() => onPlace(i)}>{place.latitude === null ? 'Find it' : 'Set right'}</button> : null}
            </li>
          ))}</ul> : <span class="soft">no place said</span>],
          ['When', claim.time ? <>{range(claim.time.earliest, claim.time.latest)} <span class="soft">“<Name>{claim.time.text}</Name>”</span></> : <span class="soft">no day said</span>],
          ['How many', counts.length ? <ul>{counts.map(([name, one]) => <li>{name}: {amount(one.low, one.high)} <span class="soft">“<Name>{one.text}</Name>”{one.of ? <> of <Name>{one.of.name ?? one.of.text}</Name></> : null}</span></li>)}</ul> : null],
          ['On whose word', <ol class="chain">{claim.sources.map((source) => <li><Name>{source.name ?? source.text}</Name> <span class="soft">{source.kind}{source.named ? '' : ', unnamed'}{source.how ? <>, <Name>{source.how}</Name></> : null}</span>{name ? <> <SetName span={source} onName={name} /></> : null}</li>)}<li><Name>{outlet ?? 'unknown outlet'}</Name> <span class="soft">{claim.sources.length ? 'reports it' : 'in its own words'}</span></li></ol>],
          ['Standing', <>{STANDING[claim.standing]}{claim.standing === 'machine' ? `, ${percent(claim.confidence)} likely to be right` : ''}{claim.negated ? ', negated' : ''}{claim.aggregate ? ', several events together' : ''}{claim.background ? ', background' : ''}</>],
        ]}
      />
      {claim.judged.length ? (
        <ul class="judged">
          {claim.judged.map((one) => (
            <li class={one.state === 'in force' ? '' : 'past'}>
              <Name>{one.who}</Name>: {one.retracts ? 'took back' : one.kind}{one.state === 'in force' ? '' : ` (${one.state})`}, {moment(one.at)}{one.note ? <> — <Name>{one.note}</Name></> : null}
              {mayJudge && one.state === 'in force' && !one.retracts ? <> <button type="button" class="link" onClick={() => onUndo(one.id)}>Take back</button></> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <p class="card-actions">
        {mayJudge ? (
          <>
            <button type="button" onClick={onAccept} aria-keyshortcuts="a">Accept <kbd>a</kbd></button>
            <button type="button" onClick={onReject} aria-keyshortcuts="r">Reject <kbd>r</kbd></button>
            <button type="button" onClick={onCorrect} aria-keyshortcuts="c">Correct <kbd>c</kbd></button>
          </>
        ) : null}
        {claim.event ? <a href={`/events/${claim.event}`}>Event</a> : null}
      </p>
    </div>
  )
}

function Who({ spans, onName }: { spans: Span[]; onName: ((span: Span) => void) | null }) {
  if (!spans.length) return <span class="soft">someone unnamed</span>
  return (
    <ul>
      {spans.map((one) => (
        <li>
          {one.id ? <a href={`/actors/${encodeURIComponent(one.id)}`}><Name>{one.name ?? one.text}</Name></a> : <Name>{one.name ?? one.text}</Name>}
          {one.name && one.name !== one.text ? <span class="soft"> “<Name>{one.text}</Name>”</span> : null}
          {onName ? <> <SetName span={one} onName={onName} /></> : null}
        </li>
      ))}
    </ul>
  )
}

function SetName({ span, onName }: { span: Span; onName: (span: Span) => void }) {
  return <button type="button" class="link" aria-label={`Set right whom “${span.text}” stands for`} onClick={() => onName(span)}>Set right</button>
}

function Names({ spans }: { spans: Span[] }) {
  return spans.length ? <Name>{spans.map((one) => one.name ?? one.text).join(', ')}</Name> : <span class="soft">someone unnamed</span>
}

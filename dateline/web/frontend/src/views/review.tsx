// What a person should look at first, who is on what, and what may be accepted together.
import { useEffect, useState } from 'preact/hooks'
import { part, post, query } from '../api/client.ts'
import type { Judgement, ReviewItem, ReviewPage } from '../api/types.ts'
import { short } from '../format/days.ts'
import { grouped, percent, plural, REVIEW_KINDS } from '../format/words.ts'
import { Empty, Failed, Loading, TypeMark } from '../parts/basics.tsx'
import { FilterBar } from '../parts/filter-bar.tsx'
import { type Key, Keys, lineAt, move, MOVES } from '../parts/keys.tsx'
import { Pager, useFrom } from '../parts/pager.tsx'
import { Name, Quoted } from '../parts/text.tsx'
import { complain, say } from '../parts/toast.tsx'
import { useGet, useTitle } from '../parts/use.ts'
import { go } from '../router.ts'
import { parse, serialise } from '../state/filters.ts'
import { conflict, judge, undo } from '../state/judge.ts'
import { useLive } from '../state/live.ts'
import { mayJudge, useSession } from '../state/session.ts'

const EVERY = 20_000
const KEYS: Key[] = [...MOVES, ['a', 'accept'], ['r', 'reject'], ['t', 'take it on, or leave it'], ['x', 'choose it, for accepting together'], ['o', 'open the report'], ['e', 'open the event']]
const URGENT: Record<string, string> = { immediate: 'now', soon: 'soon', watch: 'keep watching', past: 'past' }

export function Review({ search }: { search: string }) {
  useTitle('Review')
  const { me, refresh } = useSession()
  const kind = new URLSearchParams(search).get('kind')
  const filters = parse(search)
  const cursor = useFrom(search)
  const asked = serialise(filters)
  const { value, error, again } = useGet<ReviewPage>(query(`review${asked ? `?${asked}` : ''}`, {}) + `${asked ? '&' : '?'}${new URLSearchParams({ limit: '25', ...(kind ? { kind } : {}), ...(cursor.now ? { cursor: cursor.now } : {}) })}`)
  const [chosen, setChosen] = useState<string[]>([])
  useEffect(() => {
    // Others work too: who is on what changes without us.
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), EVERY)
    return () => clearInterval(timer)
  }, [again])
  const canJudge = mayJudge(me)
  const changed = () => { setChosen([]); again(); refresh() }
  const safe = (value?.items ?? []).filter((item) => item.bulk === 'safe' && item.claim && (!item.taken_by || item.taken_by === me.user))
  const acceptAll = async () => {
    try {
      const done = await post<{ items: Judgement[]; refused: { anchor: string; why: string }[] }>('review/accept', { anchors: chosen, seen: value?.position ?? 0 })
      const ids = done.items.map((one) => one.id)
      say(`${plural(done.items.length, 'claim')} accepted${done.refused.length ? `; left: ${done.refused.map((one) => one.why).join('; ')}` : ''}.`, { name: 'Undo', run: () => void undo(ids, changed) })
      changed()
    } catch (problem) {
      conflict(problem, changed)
    }
  }
  useLive((change) => change.kind !== 'alert-alert', again)
  const onKey = (key: string): boolean | void => {
    const item = value?.items[lineAt()]
    if (key === 'j' || key === 'k' || key === '/') return move(key)
    if (!item) return false
    const report = reportOf(item)
    if (key === 'e') return go(`/events/${item.event}`), true
    if ((key === 'o' || key === 'Enter') && report && document.activeElement?.hasAttribute('data-line')) return go(report), true
    if (!canJudge) return false
    if (key === 't' && (!item.taken_by || item.taken_by === me.user)) return void take(item, item.taken_by ? 'release' : 'take', again), true
    if (!item.claim) return false
    if (key === 'x' && safe.includes(item)) return toggle(item), true
    if (key === 'a') return void judge({ kind: 'accept', anchors: [item.claim], seen: value!.position }, changed), true
    if (key === 'r') return void judge({ kind: 'reject', anchors: [item.claim], seen: value!.position }, changed), true
    return false
  }
  const toggle = (item: ReviewItem) => setChosen(chosen.includes(item.claim!) ? chosen.filter((one) => one !== item.claim) : [...chosen, item.claim!])
  const address = (next: { kind?: string | null; filters?: string }): string => {
    const text = serialise(filters, { kind: next.kind === undefined ? kind : next.kind })
    return text ? `/review?${text}` : '/review'
  }
  return (
    <div class="review">
      <FilterBar filters={filters} onChange={(next) => { const text = serialise(next, { kind }); go(text ? `/review?${text}` : '/review') }} />
      <div class="page">
        <header class="page-head"><h1>Review</h1><Keys of={KEYS} onKey={onKey} /></header>
        <nav class="kinds" aria-label="Kinds">
          <a href={address({ kind: null })} {...(kind ? {} : { 'aria-current': 'true' as const })}>All</a>
          {Object.entries(REVIEW_KINDS).map(([name, words]) => (
            <a href={address({ kind: name })} {...(kind === name ? { 'aria-current': 'true' as const } : {})}>{words} <span class="soft">{grouped(value?.kinds[name] ?? 0)}</span></a>
          ))}
        </nav>
        {error ? <Failed error={error} again={again} /> : null}
        {!value && !error ? <Loading /> : null}
        {value && canJudge && safe.length ? (
          <div class="bulk">
            <label class="choice">
              <input type="checkbox" checked={chosen.length > 0 && chosen.length === safe.length} onChange={() => setChosen(chosen.length === safe.length ? [] : safe.map((item) => item.claim!))} />
              Choose the {plural(safe.length, 'claim')} here of which nothing is unsure
            </label>
            <button type="button" class="primary" disabled={!chosen.length} onClick={() => void acceptAll()}>Accept {chosen.length || ''} chosen</button>
          </div>
        ) : null}
        {value && !value.items.length ? <Empty>Nothing is waiting{kind ? ' of this kind' : ''}.</Empty> : null}
        <ol class="queue">
          {(value?.items ?? []).map((item) => (
            <Item key={item.id} item={item} isChosen={item.claim !== null && chosen.includes(item.claim)} canJudge={canJudge} self={me.user} seen={value?.position ?? 0} changed={changed} again={again}
              onChoose={safe.includes(item) ? () => toggle(item) : null} />
          ))}
        </ol>
        {value ? <Pager page={value} cursor={cursor} what="event" /> : null}
      </div>
    </div>
  )
}

const take = (item: ReviewItem, what: 'take' | 'release', again: () => void) => post(`review/${part(item.id)}/${what}`).then(again, (error: unknown) => { complain(error); again() })

/** Where the claim stands in its report. */
function reportOf(item: ReviewItem): string | null {
  const [start, end] = (item.claim?.match(/:(\d+)-(\d+)/) ?? []).slice(1)
  return item.report ? `/reports/${item.report}${start ? `#c${start}-${end}` : ''}` : null
}

interface ItemProps {
  item: ReviewItem
  isChosen: boolean
  canJudge: boolean
  self: string
  seen: number
  changed: () => void
  again: () => void
  onChoose: (() => void) | null
}

function Item({ item, isChosen, canJudge, self, seen, changed, again, onChoose }: ItemProps) {
  const isOthers = item.taken_by !== null && item.taken_by !== self
  const report = reportOf(item)
  return (
    <li class={`queue-item urgency-${item.urgency}`} data-line tabIndex={-1} aria-label={item.label}>
      <div class="queue-check">{onChoose ? <input type="checkbox" aria-label={`Choose: ${item.label}`} checked={isChosen} onChange={onChoose} /> : null}</div>
      <div class="queue-body">
        <p class="event-line">
          <span class={`urgency ${item.urgency}`}>{URGENT[item.urgency] ?? item.urgency}</span>
          <b>{item.kinds.map((one) => REVIEW_KINDS[one] ?? one).join(', ')}</b>
          <span class="soft">{item.day ? short(item.day) : 'no known day'} · {item.place ? <Name>{item.place}</Name> : 'place unknown'}</span>
        </p>
        <p><TypeMark type={item.type} /> <a href={`/events/${item.event}`}><Name>{item.label}</Name></a></p>
        {item.quote ? <Quoted text={item.quote} told={item.trigger} /> : null}
        <p class="soft">{item.why.join('; ')}{item.confidence === null ? '' : ` · ${percent(item.confidence)} likely to be read right`}{item.bulk === 'look' ? ' · look at it by itself' : ''}</p>
      </div>
      <div class="queue-actions">
        {item.taken_by ? <span class={`tag ${isOthers ? 'bad' : 'good'}`}><Name>{isOthers ? item.taken_by : 'you'}</Name> {isOthers ? 'is' : 'are'} on it{item.taken_until ? ` until ${item.taken_until.slice(11, 16)} UTC` : ''}</span> : null}
        {canJudge && !item.taken_by ? <button type="button" class="small" onClick={() => void take(item, 'take', again)}>Take it on</button> : null}
        {canJudge && item.taken_by === self ? <button type="button" class="small" onClick={() => void take(item, 'release', again)}>Leave it</button> : null}
        {report ? <a class="button small" href={report}>In the report</a> : null}
        {canJudge && item.claim ? (
          <>
            <button type="button" class="small" onClick={() => void judge({ kind: 'accept', anchors: [item.claim!], seen }, changed)}>Accept</button>
            <button type="button" class="small" onClick={() => void judge({ kind: 'reject', anchors: [item.claim!], seen }, changed)}>Reject</button>
          </>
        ) : null}
      </div>
    </li>
  )
}

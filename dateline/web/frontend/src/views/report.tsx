// A report: its text as it came, its claims where they stand and beside it.
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { part } from '../api/client.ts'
import type { ReportClaim, ReportShown, Span } from '../api/types.ts'
import { moment, short } from '../format/days.ts'
import { plural } from '../format/words.ts'
import { Empty, Facts, Failed, Loading } from '../parts/basics.tsx'
import { type Key, Keys } from '../parts/keys.tsx'
import { Name } from '../parts/text.tsx'
import { complain, say as tell } from '../parts/toast.tsx'
import { useGet, useTitle } from '../parts/use.ts'
import { go, here } from '../router.ts'
import { type After, judge, type Posted, told, undo } from '../state/judge.ts'
import { useLive } from '../state/live.ts'
import { mayJudge as may, useSession } from '../state/session.ts'
import { plain } from '../text/controls.ts'
import { Points } from '../text/points.ts'
import { Card } from './report/card.tsx'
import { Correct } from './report/correct.tsx'
import { CorrectReport } from './report/correct-report.tsx'
import { FindPlace } from './report/find-place.tsx'
import { MarkedText } from './report/marked.tsx'
import { NameWords } from './report/name-words.tsx'

/** What is being set right in a dialog: a claim, one of its places, whom words of it stand for, the report itself. */
type Open = 'correct' | 'report' | { place: number } | { span: Span }

const KEYS: Key[] = [['j', 'next claim'], ['k', 'claim before'], ['a', 'accept'], ['r', 'reject'], ['c', 'correct'], ['p', 'set its place right'], ['u', 'undo your last judgement here'], ['e', 'open its event'], ['n', 'set right whom words stand for']]

export function ReportView({ id, hash }: { id: string; hash: string }) {
  const { me, refresh } = useSession()
  const { value, error, again } = useGet<ReportShown>(`reports/${part(id)}`)
  useTitle(plain(value?.report.title ?? 'Report'))
  const [current, setCurrent] = useState(-1)
  const [open, setOpen] = useState<Open | null>(null)
  const points = useMemo(() => (value ? new Points(value.text) : null), [value?.text])
  const claims = value?.claims ?? []
  const mayJudge = may(me)
  const column = useRef<HTMLOListElement>(null)

  useEffect(() => {
    const at = /^#c(\d+)-(\d+)$/.exec(hash)
    if (!at || !claims.length) return
    const found = claims.findIndex((claim) => claim.trigger.start === Number(at[1]) && claim.trigger.end === Number(at[2]))
    const near = found >= 0 ? found : claims.findIndex((claim) => claim.trigger.start >= Number(at[1]))
    if (near >= 0 && !(claims[current]?.trigger.start === Number(at[1]) && claims[current]?.trigger.end === Number(at[2]))) setCurrent(near)
  }, [hash, claims.length])

  useEffect(() => {
    if (current < 0) return
    const behave = { block: 'nearest' as const }
    document.querySelector('.told.current')?.scrollIntoView({ block: 'center' })
    column.current?.querySelector('.card.current')?.scrollIntoView(behave)
  }, [current, value === null])

  // What others judge here is shown as it happens, and said: what one looks at does not change unnoticed.
  const events = useMemo(() => new Set(claims.map((one) => one.event)), [claims])
  useLive((change) => change.subject === id || events.has(change.subject) || change.events.some((one) => events.has(one)) || (change.kind === 'judgement-added' && !change.events.length), again)
  const known = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (!value) return
    const news = known.current ? value.judged.filter((one) => !known.current!.has(one.id) && one.who !== me.user) : []
    known.current = new Set(value.judged.map((one) => one.id))
    if (news.length) tell(`${news.map(told).join('; ')}. It is shown now.`)
  }, [value])

  const choose = useCallback((number: number) => {
    setCurrent(number)
    const claim = claims[number]
    if (claim) go(`${here().path}${here().search}#c${claim.trigger.start}-${claim.trigger.end}`, true)
  }, [claims])

  if (error && !value) return <div class="page"><Failed error={error} again={again} /></div>
  if (!value || !points) return <div class="page"><Loading what="Opening the report" /></div>
  const { report, position } = value
  const changed: After = (newer = []) => {
    // What was just told is no news.
    newer.forEach((one) => known.current?.add(one.id))
    again()
    refresh()
  }
  const anchor = (claim: ReportClaim): string => (claims.filter((other) => other.anchor === claim.anchor).length > 1 ? `${claim.anchor}:${claim.found ?? claim.type}` : claim.anchor)
  const words = (span: { start: number; end: number }): string => `${report.id}:${span.start}-${span.end}`
  const claim = claims[current]
  const say = (posted: Posted) => judge({ ...posted, seen: position }, changed)
  const accept = (one: ReportClaim) => say({ kind: 'accept', anchors: [anchor(one)] })
  const reject = (one: ReportClaim) => say({ kind: 'reject', anchors: [anchor(one)] })
  const takeBack = () => {
    const own = [...value.judged].reverse().find((one) => one.who === me.user && one.state === 'in force' && !one.retracts)
    if (own) void undo([own.id], changed)
    else complain(new Error('There is no judgement of yours in this report to take back.'))
  }

  const onKey = (key: string): boolean | void => {
    if (key === 'j') return choose(Math.min(claims.length - 1, current + 1)), true
    if (key === 'k') return choose(Math.max(0, current - 1)), true
    if (key === 'u' && mayJudge) return takeBack(), true
    if (!claim) return false
    if (key === 'e' && claim.event) return go(`/events/${claim.event}`), true
    if (!mayJudge) return false
    if (key === 'a') return void accept(claim), true
    if (key === 'r') return void reject(claim), true
    if (key === 'c') return setOpen('correct'), true
    if (key === 'p' && claim.places.length) return setOpen({ place: 0 }), true
    const named = claim.actors[0] ?? claim.recipients[0]
    if (key === 'n' && named) return setOpen({ span: named }), true
    return false
  }

  return (
    <div class="report">
      <header class="report-head">
        <div class="section-head">
          <h1><Name>{report.title ?? 'Report without a title'}</Name></h1>
          {mayJudge ? <button type="button" class="small" onClick={() => setOpen('report')}>Correct outlet or day</button> : null}
        </div>
        <Facts rows={[
          ['Outlet', <Name>{report.publisher ?? 'unknown'}</Name>],
          ['Published', report.published ? short(report.published) : 'unknown'],
          ['By', report.author ? <Name>{report.author}</Name> : null],
          ['Dateline', report.dateline ? <Name>{report.dateline.text}</Name> : null],
          ['Received', moment(value.received)],
          ['From', value.origin ? <code dir="auto">{plain(value.origin.address)}</code> : null],
          ['Address', report.url ? <code>{plain(report.url)}</code> : null],
          ['SHA-256 of what came', <><code title={report.sha256}>{report.sha256.slice(0, 16)}…</code>{value.evidence ? <> <a href={`/api/v1/evidence/${report.sha256}`} download>the bytes</a></> : null}</>],
        ]} />
      </header>
      <div class="report-body">
        <article class="report-paper" aria-label="Text of the report" {...(report.language ? { lang: report.language } : {})}>
          <MarkedText points={points} claims={claims} current={current} onChoose={choose} />
        </article>
        <section class="cards" aria-label="Claims">
          <header>
            <h2>{plural(claims.length, 'claim')}</h2>
            <span>
              <button type="button" class="quiet" aria-label="Claim before" onClick={() => choose(Math.max(0, current - 1))}>↑</button>
              <button type="button" class="quiet" aria-label="Next claim" onClick={() => choose(Math.min(claims.length - 1, current + 1))}>↓</button>
              <Keys of={KEYS} onKey={onKey} />
            </span>
          </header>
          {claims.length ? (
            <ol ref={column}>
              {claims.map((one, i) => (
                <Card key={one.id} claim={one} outlet={report.publisher} isCurrent={i === current} mayJudge={mayJudge} onChoose={() => choose(i === current ? -1 : i)}
                  onAccept={() => void accept(one)} onReject={() => void reject(one)} onCorrect={() => setOpen('correct')} onPlace={(place) => setOpen({ place })} onName={(span) => setOpen({ span })}
                  onUndo={(judgement) => void undo([judgement], changed)} />
              ))}
            </ol>
          ) : <Empty>No claim was found in this report.</Empty>}
        </section>
      </div>
      {open === 'correct' && claim ? <Correct claim={claim} onClose={() => setOpen(null)} onSave={(fields, note) => say({ kind: 'correct', anchors: [anchor(claim)], fields, ...(note ? { note } : {}) })} /> : null}
      {open !== null && typeof open === 'object' && 'place' in open && claim?.places[open.place] ? (
        <FindPlace place={claim.places[open.place]!} onClose={() => setOpen(null)} onSave={(where) => say({ kind: 'place', anchors: [words(claim.places[open.place]!)], ...where })} />
      ) : null}
      {open !== null && typeof open === 'object' && 'span' in open ? (
        <NameWords span={open.span} onClose={() => setOpen(null)} onSave={(whom) => say({ kind: 'actor', anchors: [words(open.span)], ...whom })} />
      ) : null}
      {open === 'report' ? <CorrectReport report={report} onClose={() => setOpen(null)} onSave={(what) => say({ kind: 'report', report: report.id, ...what })} /> : null}
    </div>
  )
}

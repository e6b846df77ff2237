// Who says what the library knows: how often others bear them out, and people's grade.
import { useEffect, useState } from 'preact/hooks'
import { part, query } from '../api/client.ts'
import type { Judgement, Page, SourceRow } from '../api/types.ts'
import { moment, range } from '../format/days.ts'
import { grouped, RELIABILITY } from '../format/words.ts'
import { Empty, Facts, Failed, IsOld, Loading, Reliability } from '../parts/basics.tsx'
import { History } from '../parts/history.tsx'
import { Keys, MOVES, move } from '../parts/keys.tsx'
import { Pager, useFrom } from '../parts/pager.tsx'
import { Name } from '../parts/text.tsx'
import { useGet, useSettled, useTitle } from '../parts/use.ts'
import { go } from '../router.ts'
import { judge } from '../state/judge.ts'
import { mayJudge, useSession } from '../state/session.ts'

export function Sources({ search }: { search: string }) {
  useTitle('Sources')
  const q = new URLSearchParams(search).get('q') ?? ''
  const [text, setText] = useState(q)
  const asked = useSettled(text.trim(), 300)
  useEffect(() => { if (asked !== q) go(asked ? `/sources?q=${encodeURIComponent(asked)}` : '/sources', true) }, [asked])
  const cursor = useFrom(search)
  const { value, error, again } = useGet<Page<SourceRow>>(query('sources', { q, limit: 60, cursor: cursor.now }))
  return (
    <div class="page">
      <header class="page-head"><h1>Sources</h1><label class="field search"><span>Name</span><input type="search" dir="auto" value={text} onInput={(event) => setText(event.currentTarget.value)} /></label><Keys of={MOVES} onKey={move} /></header>
      {error ? <Failed error={error} again={again} /> : null}
      {!value && !error ? <Loading /> : null}
      {value && !value.items.length ? <Empty>No source has that name.</Empty> : null}
      {value?.items.length ? (
        <>
          <table class="rows">
            <caption class="unseen">Sources, those with the most claims first</caption>
            <thead><tr><th scope="col">Source</th><th scope="col">Kind</th><th scope="col">Grade</th><th scope="col" class="number">Own claims</th><th scope="col" class="number">Cited</th><th scope="col" class="number">Events</th><th scope="col">Borne out, contradicted, alone</th></tr></thead>
            <tbody>{value.items.map((row) => (
              <tr key={row.id} data-line>
                <th scope="row"><a href={`/sources/${part(row.id)}`}><Name>{row.name}</Name></a></th>
                <td data-name="Kind">{row.kind}</td>
                <td data-name="Grade"><Reliability grade={row.reliability} /></td>
                <td data-name="Own claims" class="number">{grouped(row.claims_as_outlet)}</td>
                <td data-name="Cited" class="number">{grouped(row.claims_cited)}</td>
                <td data-name="Events" class="number">{grouped(row.events)}</td>
                <td data-name="Record"><Record row={row} /></td>
              </tr>
            ))}</tbody>
          </table>
          <Pager page={value} cursor={cursor} what="source" />
        </>
      ) : null}
    </div>
  )
}

function Record({ row }: { row: SourceRow }) {
  if (!row.events) return <span class="soft">no record</span>
  const part_ = (count: number): number => (count / row.events) * 100
  return (
    <span class="record">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="record-good" width={part_(row.corroborated)} height="8" />
        <rect class="record-alone" x={part_(row.corroborated)} width={Math.max(0, 100 - part_(row.corroborated) - part_(row.contradicted))} height="8" />
        <rect class="record-bad" x={100 - part_(row.contradicted)} width={part_(row.contradicted)} height="8" />
      </svg>
      <span>{row.corroborated} / {row.contradicted} / {row.alone}</span>
    </span>
  )
}

export function Source({ id }: { id: string }) {
  const { me, meta, refresh } = useSession()
  const { value, error, again } = useGet<{ source: SourceRow; history: Judgement[]; position: number }>(`sources/${part(id)}`)
  useTitle(value?.source.name ?? 'Source')
  if (error && !value) return <div class="page"><Failed error={error} again={again} /></div>
  if (!value) return <div class="page"><Loading /></div>
  const { source, history, position } = value
  const changed = () => { again(); refresh() }
  const grade = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const note = String(form.get('note') ?? '').trim()
    void judge({ kind: 'grade', source: source.id, grade: String(form.get('grade')), seen: position, ...(note ? { note } : {}) }, changed)
  }
  return (
    <div class="page narrow">
      <header class="page-head"><h1><Name>{source.name}</Name></h1><Reliability grade={source.reliability} /></header>
      <IsOld head={meta.head} position={position} again={again} />
      <Facts rows={[
        ['Kind', source.kind + (source.named ? '' : ', not one but several')],
        ['Claims in its own reports', grouped(source.claims_as_outlet)],
        ['Claims that others give on its word', grouped(source.claims_cited)],
        ['Reports', grouped(source.reports)],
        ['Outlets that carry it', grouped(source.outlets)],
        ['Heard', source.first ? range(source.first, source.last) : 'on no known day'],
      ]} />
      <section>
        <h2>Track record</h2>
        <p class="soft">Of {grouped(source.events)} events that it tells of. Borne out: an independent source says the same. What stands alone is neither right nor wrong.</p>
        <Record row={source} />
        <table class="rows record-table"><caption class="unseen">Track record</caption><thead class="unseen"><tr><th scope="col">What</th><th scope="col">Events</th></tr></thead><tbody>
          <tr><th scope="row">Borne out by others</th><td class="number">{source.corroborated}</td></tr>
          <tr><th scope="row">Contradicted</th><td class="number">{source.contradicted}</td></tr>
          <tr><th scope="row">Alone with it</th><td class="number">{source.alone}</td></tr>
        </tbody></table>
      </section>
      <section>
        <h2>Grade</h2>
        <p>{source.reliability}: {RELIABILITY[source.reliability]}{source.graded_by ? <>, by <Name>{source.graded_by}</Name>, {moment(source.graded_at)}</> : ', nobody has graded it'}{source.note ? <> — <Name>{source.note}</Name></> : null}</p>
        {mayJudge(me) && source.named ? (
          <form class="form-row boxed" onSubmit={grade}>
            <label class="field"><span>Grade (Admiralty code)</span><select name="grade" defaultValue={source.reliability}>{Object.entries(RELIABILITY).map(([letter, words]) => <option value={letter} selected={letter === source.reliability}>{letter}, {words}</option>)}</select></label>
            <label class="field"><span>Why</span><input name="note" dir="auto" /></label>
            <button type="submit">Grade</button>
          </form>
        ) : null}
      </section>
      <section><h2>History</h2><History items={history} after={changed} /></section>
    </div>
  )
}

// All reports, searched by their words.
import { useEffect, useState } from 'preact/hooks'
import { query } from '../api/client.ts'
import type { Page, ReportRow } from '../api/types.ts'
import { moment, short } from '../format/days.ts'
import { Empty, Failed, Loading } from '../parts/basics.tsx'
import { Keys, MOVES, move } from '../parts/keys.tsx'
import { Pager, useFrom } from '../parts/pager.tsx'
import { Name } from '../parts/text.tsx'
import { useGet, useSettled, useTitle } from '../parts/use.ts'
import { go } from '../router.ts'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'

export function Reports({ search }: { search: string }) {
  useTitle('Reports')
  const { me } = useSession()
  const given = new URLSearchParams(search)
  const [text, setText] = useState(given.get('q') ?? '')
  const asked = useSettled(text.trim(), 300)
  useEffect(() => {
    if (asked !== (given.get('q') ?? '')) go(asked ? `/reports?q=${encodeURIComponent(asked)}` : '/reports', true)
  }, [asked])
  const cursor = useFrom(search)
  const { value, error, again } = useGet<Page<ReportRow>>(query('reports', { q: given.get('q'), actor: given.get('actor'), place: given.get('place'), limit: 50, cursor: cursor.now }))
  useLive((change) => change.kind.startsWith('report-'), again)
  return (
    <div class="page">
      <header class="page-head">
        <h1>Reports</h1>
        <label class="field search"><span>Words in the text, outlet or address</span><input type="search" dir="auto" value={text} onInput={(event) => setText(event.currentTarget.value)} /></label>
        {me.role === 'viewer' ? null : <a class="button" href="/add">Add reports</a>}
        <Keys of={MOVES} onKey={move} />
      </header>
      {error ? <Failed error={error} again={again} /> : null}
      {!value && !error ? <Loading /> : null}
      {value && !value.items.length ? <Empty>{given.get('q') ? 'No report has these words.' : <>There is no report yet. <a href="/add">Add the first</a>.</>}</Empty> : null}
      {value?.items.length ? (
        <>
          <table class="rows">
            <caption class="unseen">Reports, those that came last first</caption>
            <thead><tr><th scope="col">Title</th><th scope="col">Outlet</th><th scope="col">Published</th><th scope="col" class="number">Claims</th><th scope="col">Received</th><th scope="col">SHA-256</th></tr></thead>
            <tbody>
              {value.items.map((row) => (
                <tr key={row.id} data-line>
                  <th scope="row"><a href={`/reports/${row.id}`}><Name>{row.title ?? 'Report without a title'}</Name></a></th>
                  <td data-name="Outlet"><Name>{row.publisher ?? 'unknown'}</Name></td>
                  <td data-name="Published" class="nowrap">{short(row.published)}</td>
                  <td data-name="Claims" class="number">{row.claims}</td>
                  <td data-name="Received" class="nowrap soft">{moment(row.received)}</td>
                  <td data-name="SHA-256"><code class="soft" title={row.sha256}>{row.sha256.slice(0, 10)}</code></td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager page={value} cursor={cursor} what="report" />
        </>
      ) : null}
    </div>
  )
}

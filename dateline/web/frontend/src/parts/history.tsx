// What people judged, with a way to take it back.
import type { Judgement } from '../api/types.ts'
import { moment } from '../format/days.ts'
import { undo } from '../state/judge.ts'
import { mayJudge, useSession } from '../state/session.ts'
import { Name } from './text.tsx'

const KINDS: Record<string, string> = {
  accept: 'accepted a claim', reject: 'rejected a claim', correct: 'corrected a claim', same: 'said that claims tell of one event', different: 'said that claims tell of different events',
  place: 'said where words lie', actor: 'said whom words stand for', report: 'corrected the report', grade: 'graded the source',
}

export function History({ items, after }: { items: Judgement[]; after: () => void }) {
  const { me } = useSession()
  if (!items.length) return <p class="soft">Nobody has judged anything of it yet.</p>
  return (
    <ol class="history">
      {items.map((one) => (
        <li class={one.state === 'in force' ? '' : 'past'} key={one.id}>
          <span><b><Name>{one.who}</Name></b> {one.retracts ? 'took a judgement back' : (KINDS[one.kind] ?? one.kind)}{one.anchor ? <> (<a href={`/reports/${one.anchor.report}#c${one.anchor.start}-${one.anchor.end}`}>there</a>)</> : null}{one.note ? <>: <Name>{one.note}</Name></> : null}</span>
          <span class="soft">{moment(one.at)}{one.state === 'in force' ? '' : `, ${one.state}`}</span>
          {mayJudge(me) && one.state === 'in force' && !one.retracts ? <button type="button" class="small" onClick={() => void undo([one.id], after)}>Undo</button> : null}
        </li>
      ))}
    </ol>
  )
}

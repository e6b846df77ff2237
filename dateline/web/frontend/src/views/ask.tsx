// Plain questions: whether an armed actor declines, and who holds a place. The question stands in the address.
import { useEffect, useState } from 'preact/hooks'
import { post } from '../api/client.ts'
import type { Holding } from '../api/types.ts'
import { short } from '../format/days.ts'
import { percent, plural } from '../format/words.ts'
import { Failed, Loading } from '../parts/basics.tsx'
import { Name } from '../parts/text.tsx'
import { useTitle } from '../parts/use.ts'
import { go } from '../router.ts'
import { useSession } from '../state/session.ts'
import { type Outlook, OutlookAnswer } from './actor/outlook.tsx'

interface Answered {
  question: { kind: 'decline' | 'control'; actor: string | null; place: string | null; until: string | null; turned: boolean }
  outlook: Outlook | null
  holdings: Holding[]
}

const EXAMPLES = ['Is it the beginning of the end for Islamic State?', 'Is Islamic State losing ground?', 'Who holds Tell Abyad?', 'Who holds Ain Issa on 2015-06-20?']
const address = (question: string): string => `/ask?q=${encodeURIComponent(question)}`

export function Ask({ search }: { search: string }) {
  useTitle('Ask')
  const { meta } = useSession()
  const asked = new URLSearchParams(search).get('q') ?? ''
  const [text, setText] = useState(asked)
  const [found, set] = useState<{ of: string; answer: Answered | null; error: Error | null }>({ of: '', answer: null, error: null })
  useEffect(() => {
    setText(asked)
    if (!asked) return
    let isOver = false
    post<Answered>('ask', { question: asked }).then(
      (answer) => isOver || set({ of: asked, answer, error: null }),
      (error: Error) => isOver || set({ of: asked, answer: null, error }),
    )
    return () => { isOver = true }
  }, [asked, meta.head])
  const isCurrent = asked !== '' && found.of === asked
  return (
    <div class="page narrow">
      <header class="page-head"><h1>Ask</h1></header>
      <form class="question" role="search" onSubmit={(event) => { event.preventDefault(); if (text.trim()) go(address(text.trim())) }}>
        <label class="field"><span>Whether an armed actor declines, or who holds a place</span><input type="search" dir="auto" value={text} maxLength={500} required autofocus onInput={(event) => setText(event.currentTarget.value)} /></label>
        <button type="submit" class="primary">Ask</button>
      </form>
      {asked === '' ? <section><h2>Such as</h2><ul class="plain">{EXAMPLES.map((one) => <li><a href={address(one)}>{one}</a></li>)}</ul></section> : null}
      {asked !== '' && !isCurrent ? <Loading what="Weighing the evidence" /> : null}
      {isCurrent && found.error ? <Failed error={found.error} /> : null}
      {isCurrent && found.answer ? <Answer found={found.answer} /> : null}
    </div>
  )
}

function Answer({ found }: { found: Answered }) {
  const { question, outlook, holdings } = found
  return (
    <section class="outlook" aria-label="Answer">
      {outlook ? (
        <>
          <h2>Does <a href={`/actors/${encodeURIComponent(outlook.id ?? outlook.actor)}`}><Name>{outlook.actor}</Name></a> decline?</h2>
          {question.turned ? <p class="soft">You asked whether it gains: the answer says how likely it is that it declines.</p> : null}
          <OutlookAnswer value={outlook} />
        </>
      ) : (
        <>
          <h2>Who holds <Name>{question.place}</Name>?</h2>
          <table class="rows">
            <caption class="unseen">Who holds the places of that name</caption>
            <thead><tr><th scope="col">Place</th><th scope="col">Day</th><th scope="col">Chances</th><th scope="col">On whose word</th></tr></thead>
            <tbody>{holdings.map((one) => (
              <tr key={`${one.place.id} ${one.on}`}>
                <th scope="row"><Name>{one.place.text}</Name>{one.place.name && one.place.name !== one.place.text ? <span class="soft"> (<Name>{one.place.name}</Name>{one.place.country ? `, ${one.place.country}` : ''})</span> : null}</th>
                <td data-name="Day" class="nowrap">{short(one.on)}</td>
                <td data-name="Chances"><Chances of={one} /></td>
                <td data-name="On whose word">
                  <Name>{one.says.join(', ') || 'nobody named'}</Name>{' '}
                  <span class="soft">{plural(one.reports, 'report')}{one.for.slice(0, 5).map((anchor, i) => <>, <a href={`/reports/${anchor.report}#c${anchor.start}-${anchor.end}`}>claim {i + 1}</a></>)}{one.inferred ? '; of days of publication only' : ''}</span>
                </td>
              </tr>
            ))}</tbody>
          </table>
        </>
      )}
    </section>
  )
}

/** The likeliest answer stands first, and strong. */
function Chances({ of }: { of: Holding }) {
  const all = [...of.holders.map((one) => ({ name: one.actor, chance: one.probability, id: one.id })), { name: 'contested', chance: of.contested, id: null }, { name: 'unknown', chance: of.unknown, id: null }]
  const shown = all.filter((one) => one.chance >= 0.005).sort((a, b) => b.chance - a.chance)
  return (
    <ul class="chances">{shown.map((one, i) => (
      <li>{i === 0 ? <b>{percent(one.chance)}</b> : percent(one.chance)} {one.id ? <a href={`/actors/${encodeURIComponent(one.id)}`}><Name>{one.name}</Name></a> : <Name>{one.name}</Name>}</li>
    ))}</ul>
  )
}

// Whether an armed actor declines: the answer, what speaks for and against it, what is missing.
import { useState } from 'preact/hooks'
import type { Anchor } from '../../api/types.ts'
import { short } from '../../format/days.ts'
import { percent } from '../../format/words.ts'
import { Name } from '../../parts/text.tsx'

interface Piece {
  text: string
  indicator: string
  claims: Anchor[]
  grade: string
}

export interface Outlook {
  actor: string
  id: string | null
  since: string
  until: string
  for: Piece[]
  against: Piece[]
  missing: string[]
  answer: string
  probability: [number, number] | null
  confidence: string
  would_change_it: string[]
  calibration: string
}

export function OutlookAnswer({ value }: { value: Outlook }) {
  return (
    <>
      <p class="answer"><b>{value.answer}</b>{value.probability ? <> <span>{percent(value.probability[0])}–{percent(value.probability[1])}</span></> : null} <span class="soft">confidence {value.confidence}, {short(value.since)} to {short(value.until)}</span></p>
      {value.probability ? <svg class="chance" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={`Probability between ${percent(value.probability[0])} and ${percent(value.probability[1])}`}><rect width="100" height="6" class="chance-all" /><rect x={value.probability[0] * 100} width={Math.max(1, (value.probability[1] - value.probability[0]) * 100)} height="6" class="chance-part" /></svg> : null}
      <div class="two">
        <Pieces title="For a decline" pieces={value.for} />
        <Pieces title="Against" pieces={value.against} />
      </div>
      <details><summary>What is missing, and what would change the answer</summary>
        <ul class="reasons">{value.missing.map((one) => <li><Name>{one}</Name></li>)}</ul>
        <ul class="reasons">{value.would_change_it.map((one) => <li><Name>{one}</Name></li>)}</ul>
      </details>
      <p class="soft">{value.calibration}</p>
    </>
  )
}

const FEW = 6

function Pieces({ title, pieces }: { title: string; pieces: Piece[] }) {
  const [isAll, setAll] = useState(false)
  return (
    <div>
      <h3>{title} <span class="soft">{pieces.length}</span></h3>
      {pieces.length ? <ol class="pieces">{(isAll ? pieces : pieces.slice(0, FEW)).map((piece) => (
        <li><span class="tag">{piece.grade}</span> <Name>{piece.text}</Name> <span class="soft">{piece.claims.slice(0, 5).map((anchor, i) => <>{i ? ', ' : ''}<a href={`/reports/${anchor.report}#c${anchor.start}-${anchor.end}`}>claim {i + 1}</a></>)}{piece.claims.length > 5 ? ` and ${piece.claims.length - 5} more` : ''}</span></li>
      ))}</ol> : <p class="soft">Nothing.</p>}
      {pieces.length > FEW ? <button type="button" class="quiet small" aria-expanded={isAll} onClick={() => setAll(!isAll)}>{isAll ? 'Show the strongest only' : `Show all ${pieces.length}`}</button> : null}
    </div>
  )
}

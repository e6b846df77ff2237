// The text of a report as it came, with the words that claims stand on marked where they are.
import { memo } from 'preact/compat'
import { useMemo } from 'preact/hooks'
import type { ReportClaim } from '../../api/types.ts'
import { typeName } from '../../format/words.ts'
import { Words } from '../../parts/text.tsx'
import type { Points } from '../../text/points.ts'
import { lines, type Marked, segments } from '../../text/segments.ts'

export interface Key {
  kind: 'trigger' | 'sentence' | 'actor' | 'recipient' | 'place' | 'time' | 'source' | 'count'
  claim: number
}

const PARTS: Record<Key['kind'], string> = {
  trigger: 'the words that tell it', sentence: '', actor: 'who', recipient: 'to whom', place: 'where', time: 'when', source: 'who says so', count: 'how many',
}

/** The parts of one claim in its report, in UTF-16 units. */
export function partsOf(claim: ReportClaim, number: number, points: Points): Marked<Key>[] {
  const found: Marked<Key>[] = []
  const add = (kind: Key['kind'], start: number, end: number) => found.push({ start: points.unit(start), end: points.unit(end), key: { kind, claim: number } })
  add('sentence', claim.sentence.start, claim.sentence.end)
  claim.actors.forEach((one) => add('actor', one.start, one.end))
  claim.recipients.forEach((one) => add('recipient', one.start, one.end))
  claim.places.forEach((one) => add('place', one.start, one.end))
  claim.sources.forEach((one) => add('source', one.start, one.end))
  if (claim.time) add('time', claim.time.start, claim.time.end)
  return found
}

interface Props {
  points: Points
  claims: ReportClaim[]
  current: number
  onChoose: (claim: number) => void
}

export function MarkedText({ points, claims, current, onChoose }: Props) {
  const all = useMemo(() => lines(points.text), [points])
  const triggers = useMemo(
    () => claims.map((claim, i): Marked<Key> => ({ start: points.unit(claim.trigger.start), end: points.unit(claim.trigger.end), key: { kind: 'trigger', claim: i } })),
    [claims, points],
  )
  const byLine = useMemo(() => all.map((line) => triggers.filter((mark) => mark.start < line.end && mark.end > line.start)), [all, triggers])
  const chosen = useMemo(() => (claims[current] ? partsOf(claims[current], current, points) : []), [claims, current, points])
  return (
    <div class="report-text">
      {all.map((line, i) => {
        const here = chosen.filter((mark) => mark.start < line.end && mark.end > line.start)
        const isHere = here.length > 0 || byLine[i]!.some((mark) => mark.key.claim === current)
        return <LineOfText key={line.start} text={points.text} start={line.start} end={line.end} triggers={byLine[i]!} chosen={here.length ? here : NONE} current={isHere ? current : -1} claims={claims} onChoose={onChoose} />
      })}
    </div>
  )
}

const NONE: Marked<Key>[] = []

interface LineProps {
  text: string
  start: number
  end: number
  triggers: Marked<Key>[]
  chosen: Marked<Key>[]
  current: number
  claims: ReportClaim[]
  onChoose: (claim: number) => void
}

const LineOfText = memo(function LineOfText({ text, start, end, triggers, chosen, current, claims, onChoose }: LineProps) {
  return (
    <p dir="auto">
      {segments(start, end, [...triggers, ...chosen]).map((segment) => {
        const words = text.slice(segment.start, segment.end)
        const kinds = new Set(segment.keys.filter((key) => key.kind !== 'trigger').map((key) => key.kind))
        const told = segment.keys.filter((key) => key.kind === 'trigger').map((key) => key.claim)
        const classes = [...kinds].map((kind) => `part-${kind}`).join(' ')
        if (!told.length) return kinds.size ? <span class={classes} title={[...kinds].map((kind) => PARTS[kind]).filter(Boolean).join(', ')}><Words text={words} /></span> : <Words text={words} />
        // Several claims may stand on the same words: each click goes on to the next.
        const at = told.indexOf(current)
        const next = told[(at + 1) % told.length]!
        const claim = claims[next]!
        const standing = claims[told[Math.max(0, at)]!]!.standing
        return (
          <a class={`told ${classes} standing-${standing}${at >= 0 ? ' current' : ''}`} href={`#c${claim.trigger.start}-${claim.trigger.end}`}
            title={told.map((one) => `${typeName(claims[one]!.type)} (${claims[one]!.standing})`).join(', ')}
            onClick={(event) => { event.preventDefault(); onChoose(next) }}>
            <Words text={words} />
            {told.length > 1 ? <sup>{told.length}</sup> : null}
          </a>
        )
      })}
    </p>
  )
})

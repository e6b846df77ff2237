// Names and texts that came from reports: always text, each in its own direction.
import { pieces, plain } from '../text/controls.ts'
import { Points } from '../text/points.ts'

export function Name({ children }: { children: string | null | undefined }) {
  return <bdi>{plain(children ?? '')}</bdi>
}

/** A source's own words. */
export function Words({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece) =>
        piece.control === null ? piece.text : <span class="control-character" title="a character that is not seen">{piece.control}</span>,
      )}
    </>
  )
}

/** What a source says; `told`: where in it the words stand that tell of the event, in code points. */
export function Quoted({ text, told = null }: { text: string; told?: readonly [number, number] | null }) {
  const points = told ? new Points(text) : null
  return (
    <blockquote class="quoted" dir="auto">
      {points && told && told[0] >= 0 && told[1] <= points.length && told[0] < told[1] ? (
        <><Words text={points.slice(0, told[0])} /><mark><Words text={points.slice(told[0], told[1])} /></mark><Words text={points.slice(told[1], points.length)} /></>
      ) : <Words text={text} />}
    </blockquote>
  )
}

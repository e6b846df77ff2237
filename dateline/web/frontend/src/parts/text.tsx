// Names and texts that came from reports: always text, each in its own direction.
import { pieces, plain } from '../text/controls.ts'

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

export function Quoted({ text, lang }: { text: string; lang?: string | null }) {
  return (
    <blockquote class="quoted" dir="auto" {...(lang ? { lang } : {})}>
      <Words text={text} />
    </blockquote>
  )
}

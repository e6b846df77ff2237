// What the marks mean.
import { useMemo } from 'preact/hooks'
import { FAMILIES, FAMILY_NAMES } from '../../format/words.ts'
import type { Held, Look } from '../../map/actors.ts'
import type { Palette } from '../../map/palette.ts'
import { tile } from '../../map/patterns.ts'
import { Shape } from '../../parts/basics.tsx'
import { Name } from '../../parts/text.tsx'

const MOST = 8

export function Legend({ looks, held, colours }: { looks: ReadonlyMap<string, Look>; held: Held[]; colours: Palette }) {
  const shown = useMemo(() => {
    const now = new Map<string, number>()
    for (const one of held) for (const actor of [one.actor, one.state === 'contested' ? one.other : null]) if (actor) now.set(actor, (now.get(actor) ?? 0) + 1)
    return [...looks.values()].filter((look) => now.has(look.name)).slice(0, MOST).map((look) => ({ look, places: now.get(look.name)! }))
  }, [looks, held])
  const counts = { contested: held.filter((one) => one.state === 'contested').length, unknown: held.filter((one) => one.state === 'unknown').length }
  return (
    <details class="legend" open={innerWidth > 900}>
      <summary>Key</summary>
      <div class="legend-body">
        <div>
          <h2>Events</h2>
          <ul>{FAMILIES.map((family) => <li><Shape family={family} /> {FAMILY_NAMES[family]}</li>)}
            <li><svg viewBox="-8 -8 16 16" width="12" height="12" aria-hidden="true"><circle r="6.5" class="legend-ring" /></svg> Known only to lie within</li></ul>
        </div>
        {held.length ? (
          <div>
            <h2>Who holds a place</h2>
            <ul>
              {shown.map(({ look, places }) => <li><Swatch look={look} colours={colours} /> <Name>{look.name}</Name> <span class="soft">{places}</span></li>)}
              <li><svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true"><circle r="6" class="legend-contested" /></svg> Contested <span class="soft">{counts.contested}</span></li>
              <li><span class="legend-unknown" aria-hidden="true">?</span> Unknown <span class="soft">{counts.unknown}</span></li>
            </ul>
            <p class="soft">Stronger filling, longer ring: more probable.</p>
          </div>
        ) : null}
      </div>
    </details>
  )
}

export function Swatch({ look, colours }: { look: Look; colours: Palette }) {
  const draw = (canvas: HTMLCanvasElement | null) => {
    if (!canvas) return
    const pen = canvas.getContext('2d')!
    pen.clearRect(0, 0, 28, 28)
    pen.fillStyle = pen.createPattern(tile(look.pattern, colours.actors[look.colour]!, colours.ground, 2), 'repeat')!
    pen.beginPath()
    pen.arc(14, 14, 12, 0, 7)
    pen.fill()
    pen.lineWidth = 3
    pen.strokeStyle = colours.actors[look.colour]!
    pen.stroke()
  }
  return <canvas class="swatch" width={28} height={28} ref={draw} aria-hidden="true" />
}

// A place: how likely each has held it, day by day, and what speaks for and against the answer now.
import { part, query } from '../../api/client.ts'
import type { Anchor } from '../../api/types.ts'
import { Lines } from '../../charts/lines.tsx'
import { short } from '../../format/days.ts'
import { percent, plural } from '../../format/words.ts'
import type { Look } from '../../map/actors.ts'
import { Failed, Loading } from '../../parts/basics.tsx'
import { Name } from '../../parts/text.tsx'
import { useGet } from '../../parts/use.ts'
import { useSession } from '../../state/session.ts'

interface Series {
  site: string
  place: { text: string; name: string | null; radius_km: number | null }
  names: string[]
  days: string[]
  series: { actor: string; id: string | null; probability: number[] }[]
  contested: number[]
  unknown: number[]
  for: Anchor[]
  against: Anchor[]
}

export function SiteDetail({ site, day, looks, onBack }: { site: string; day: string; looks: ReadonlyMap<string, Look>; onBack: () => void }) {
  const { colours } = useSession()
  const { value, error } = useGet<Series>(query(`control/${part(site)}`, { until: day, step: 'week' }))
  return (
    <div class="site">
      <button type="button" class="quiet" onClick={onBack}>← All places</button>
      {error ? <Failed error={error} /> : null}
      {!value && !error ? <Loading /> : null}
      {value ? (
        <>
          <h2><Name>{value.place.text}</Name></h2>
          <p class="soft">{value.names.length > 1 ? <>also <Name>{value.names.filter((name) => name !== value.place.text).slice(0, 4).join(', ')}</Name> · </> : null}as of {short(day)}, UTC</p>
          <Lines
            title={`Chance of holding ${value.place.text}`}
            days={value.days}
            lines={[
              ...value.series.map((one) => ({ name: one.actor, values: one.probability, colour: colours.actors[looks.get(one.actor)?.colour ?? 7]!, dash: looks.get(one.actor)?.pattern ?? null })),
              { name: 'contested', values: value.contested, colour: colours.ink, dash: 'contested' },
              { name: 'unknown', values: value.unknown, colour: colours.soft, dash: 'unknown' },
            ]}
          />
          <Claims title="What speaks for it" anchors={value.for} />
          <Claims title="What speaks against it" anchors={value.against} />
          <p class="soft">Now: {value.series.map((one) => `${one.actor} ${percent(one.probability.at(-1) ?? 0)}`).join(', ')}; contested {percent(value.contested.at(-1) ?? 0)}, unknown {percent(value.unknown.at(-1) ?? 0)}.</p>
        </>
      ) : null}
    </div>
  )
}

function Claims({ title, anchors }: { title: string; anchors: Anchor[] }) {
  if (!anchors.length) return null
  return (
    <section>
      <h3>{title} <span class="soft">{plural(anchors.length, 'claim')}</span></h3>
      <ul class="claim-links">
        {anchors.slice(0, 20).map((anchor, i) => <li><a href={`/reports/${anchor.report}#c${anchor.start}-${anchor.end}`}>Claim {i + 1}: report {anchor.report.slice(0, 8)}, characters {anchor.start}–{anchor.end}</a></li>)}
      </ul>
    </section>
  )
}

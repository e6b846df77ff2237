// Saying where words of a report lie.
import { useState } from 'preact/hooks'
import { query } from '../../api/client.ts'
import type { GazetteerPlace, Place } from '../../api/types.ts'
import { grouped, radius } from '../../format/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Name } from '../../parts/text.tsx'
import { useGet, useSettled } from '../../parts/use.ts'
import type { Posted } from '../../state/judge.ts'

export function FindPlace({ place, onClose, onSave }: { place: Place; onClose: () => void; onSave: (where: Partial<Posted>) => Promise<boolean> }) {
  const [name, setName] = useState(place.name ?? place.text)
  const [point, setPoint] = useState('')
  const [km, setKm] = useState('5')
  const [isEverywhere, setEverywhere] = useState(false)
  const asked = useSettled(name.trim(), 250)
  const { value, isLoading } = useGet<{ items: GazetteerPlace[] }>(asked ? query('gazetteer', { q: asked, limit: 12 }) : null)
  const save = async (where: Partial<Posted>) => {
    if (await onSave({ ...where, ...(isEverywhere ? { everywhere: true } : {}) })) onClose()
  }
  return (
    <Dialog title={`Where is “${place.text}”?`} onClose={onClose}>
      <div class="form">
        <label class="field"><span>A place of the gazetteer</span><input type="search" dir="auto" value={name} onInput={(event) => setName(event.currentTarget.value)} autofocus /></label>
        <ul class="choices" aria-busy={isLoading}>
          {(value?.items ?? []).map((one) => (
            <li>
              <button type="button" disabled={one.id === null} onClick={() => void save({ id: one.id! })}>
                <b><Name>{one.name}</Name></b> <span>{[one.admin1, one.country].filter(Boolean).join(', ')}</span>
                <span class="soft">{one.feature} · {one.latitude.toFixed(2)}, {one.longitude.toFixed(2)} · {radius(one.radius_km)}{one.population ? ` · ${grouped(one.population)} people` : ''}</span>
              </button>
            </li>
          ))}
          {value && !value.items.length ? <li class="soft">No place of that name is known.</li> : null}
        </ul>
        <form class="form-row" onSubmit={(event) => { event.preventDefault(); void save({ at: point.trim(), radius_km: Number(km) }) }}>
          <label class="field"><span>Or a point: latitude, longitude</span><input value={point} placeholder="36.89, 38.35" pattern="\s*-?[0-9.]+\s*,\s*-?[0-9.]+\s*" required onInput={(event) => setPoint(event.currentTarget.value)} /></label>
          <label class="field narrow"><span>± km</span><input type="number" min="0.1" step="any" value={km} onInput={(event) => setKm(event.currentTarget.value)} /></label>
          <button type="submit">Set the point</button>
        </form>
        <p class="form-end">
          <label class="choice"><input type="checkbox" checked={isEverywhere} onChange={() => setEverywhere(!isEverywhere)} /> Wherever these words stand in this report</label>
          <button type="button" onClick={() => void save({ unresolved: true })}>Nowhere that is known</button>
        </p>
      </div>
    </Dialog>
  )
}

// Setting a claim right.
import { useState } from 'preact/hooks'
import type { ReportClaim } from '../../api/types.ts'
import { STATUSES, title, TYPES, typeName } from '../../format/words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { changed, COUNTS, written } from '../../text/short-forms.ts'

const HINTS: Record<string, string> = {
  actors: 'WORDS=NAME; WORDS …, words as they stand in the report; none',
  recipients: 'the same way',
  places: 'at:WORDS, from:WORDS, to:WORDS …; none',
  time: '2015-06-23, 2015-06, 2015 or FIRST..LAST; none',
  sources: 'WORDS=NAME; none',
}

export function Correct({ claim, onClose, onSave }: { claim: ReportClaim; onClose: () => void; onSave: (fields: string[], note: string) => Promise<boolean> }) {
  const before = written(claim)
  const [now, set] = useState(before)
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const fields = changed(before, now)
  const change = (name: string) => (event: { currentTarget: HTMLInputElement | HTMLSelectElement }) => set({ ...now, [name]: event.currentTarget.value })
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const isDone = await onSave(fields, note.trim())
    setBusy(false)
    if (isDone) onClose()
  }
  return (
    <Dialog title={`Correct “${claim.trigger.text}”`} onClose={onClose}>
      <form class="form" onSubmit={save}>
        <div class="form-row">
          <label class="field"><span>Type</span><select value={now.type} onChange={change('type')}>{Object.keys(TYPES).map((type) => <option value={type}>{title(typeName(type))}</option>)}</select></label>
          <label class="field"><span>Status</span><select value={now.status} onChange={change('status')}>{STATUSES.map((status) => <option value={status}>{title(status)}</option>)}</select></label>
        </div>
        {(['actors', 'recipients', 'places', 'time', 'sources'] as const).map((name) => (
          <label class="field"><span>{title(name)} <i>{HINTS[name]}</i></span><input dir="auto" value={now[name]} onInput={change(name)} /></label>
        ))}
        <div class="form-row">{COUNTS.map((name) => <label class="field"><span>{title(name)}</span><input value={now[name]} onInput={change(name)} /></label>)}</div>
        <label class="field"><span>Why (kept with the judgement)</span><input dir="auto" value={note} onInput={(event) => setNote(event.currentTarget.value)} /></label>
        <p class="form-end"><span class="soft">{fields.length ? fields.map((one) => one.split('=')[0]).join(', ') : 'nothing changed yet'}</span><button type="submit" class="primary" disabled={!fields.length || isBusy}>Save the correction</button></p>
      </form>
    </Dialog>
  )
}

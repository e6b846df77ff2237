// Setting right when, and by whom, a report was published.
import { useState } from 'preact/hooks'
import type { ReportValue } from '../../api/types.ts'
import { Dialog } from '../../parts/dialog.tsx'
import type { Posted } from '../../state/judge.ts'

const UNKNOWN = 'unknown'

export function CorrectReport({ report, onClose, onSave }: { report: ReportValue; onClose: () => void; onSave: (what: Partial<Posted>) => Promise<boolean> }) {
  const before = { date: report.published ?? '', publisher: report.publisher ?? '' }
  const [now, set] = useState(before)
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const date = now.date === before.date ? undefined : now.date || UNKNOWN
  const name = now.publisher.trim()
  const publisher = name === before.publisher ? undefined : name || UNKNOWN
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const isDone = await onSave({ ...(date ? { date } : {}), ...(publisher ? { publisher } : {}), ...(note.trim() ? { note: note.trim() } : {}) })
    setBusy(false)
    if (isDone) onClose()
  }
  return (
    <Dialog title="Correct the report" onClose={onClose}>
      <form class="form" onSubmit={save}>
        <p class="soft">Its text stays as it came. Days that are counted from the day of publication (“on Sunday”) are worked out anew. An empty field: nobody knows.</p>
        <div class="form-row">
          <label class="field"><span>Published</span><input type="date" value={now.date} onChange={(event) => set({ ...now, date: event.currentTarget.value })} /></label>
          <label class="field"><span>Outlet</span><input dir="auto" maxLength={300} value={now.publisher} onInput={(event) => set({ ...now, publisher: event.currentTarget.value })} /></label>
        </div>
        <label class="field"><span>Why (kept with the judgement)</span><input dir="auto" value={note} onInput={(event) => setNote(event.currentTarget.value)} /></label>
        <p class="form-end"><span class="soft">{date || publisher ? '' : 'nothing changed yet'}</span><button type="submit" class="primary" disabled={isBusy || !(date || publisher)}>Save the correction</button></p>
      </form>
    </Dialog>
  )
}

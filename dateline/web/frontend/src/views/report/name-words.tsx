// Saying whom words of a report stand for.
import { useState } from 'preact/hooks'
import { query } from '../../api/client.ts'
import type { ActorRow, Page, Span } from '../../api/types.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Name } from '../../parts/text.tsx'
import { useGet, useSettled } from '../../parts/use.ts'
import type { Posted } from '../../state/judge.ts'

export function NameWords({ span, onClose, onSave }: { span: Span; onClose: () => void; onSave: (whom: Partial<Posted>) => Promise<boolean> }) {
  const [name, setName] = useState(span.name ?? span.text)
  const [note, setNote] = useState('')
  const asked = useSettled(name.trim(), 250)
  const { value, isLoading } = useGet<Page<ActorRow>>(asked ? query('actors', { q: asked, limit: 12 }) : null)
  const save = async (whom: Partial<Posted>) => {
    if (await onSave({ ...whom, ...(note.trim() ? { note: note.trim() } : {}) })) onClose()
  }
  return (
    <Dialog title={`Whom does “${span.text}” stand for?`} onClose={onClose}>
      <form class="form" onSubmit={(event) => { event.preventDefault(); void save({ name: name.trim() }) }}>
        <label class="field"><span>Name</span><input type="search" dir="auto" value={name} maxLength={400} required autofocus onInput={(event) => setName(event.currentTarget.value)} /></label>
        <ul class="choices" aria-busy={isLoading} aria-label="Actors of that name">
          {(value?.items ?? []).map((one) => (
            <li>
              <button type="button" onClick={() => void save({ id: one.id, name: one.name })}>
                <b><Name>{one.name}</Name></b> <span>{[(one.kind ?? '').replaceAll('-', ' '), one.country].filter(Boolean).join(', ')}</span>
                <span class="soft"><Name>{one.aliases.slice(0, 5).map((alias) => alias.name).join(', ')}</Name></span>
              </button>
            </li>
          ))}
          {value && !value.items.length ? <li class="soft">No actor of the library has that name.</li> : null}
        </ul>
        <label class="field"><span>Why (kept with the judgement)</span><input dir="auto" value={note} onInput={(event) => setNote(event.currentTarget.value)} /></label>
        <p class="form-end"><span class="soft">Choose an actor above, or</span><button type="submit" class="primary" disabled={!name.trim()}>Keep the name as it is written</button></p>
      </form>
    </Dialog>
  )
}

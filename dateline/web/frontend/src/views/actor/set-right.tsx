// Saying what holds of an actor, in all reports.
import { useState } from 'preact/hooks'
import { Dialog } from '../../parts/dialog.tsx'
import type { Fact, Posted } from '../../state/judge.ts'

const RELATIONS: [Fact['relation'], string, string][] = [
  ['same', 'Is the same as', 'name or id of another actor'],
  ['different', 'Is not the same as', 'name or id of another actor'],
  ['name', 'Is also called', 'a name'],
  ['part-of', 'Is part of', 'name or id of another actor'],
  ['not-part-of', 'Is not part of', 'name or id of another actor'],
  ['allied', 'Stands with', 'name or id of another actor'],
  ['not-allied', 'Does not stand with', 'name or id of another actor'],
  ['kind', 'Is a', ''],
  ['country', 'Is of the country', 'two letters, as in SY'],
  ['sector', 'Is of the sector', 'a code of PLOVER, as in REB'],
]
const KINDS = ['armed-actor', 'organisation', 'group', 'person']

export function SetRight({ name, onClose, onSave }: { name: string; onClose: () => void; onSave: (what: Partial<Posted>) => Promise<boolean> }) {
  const [relation, setRelation] = useState<Fact['relation']>('same')
  const [value, setValue] = useState('')
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const hint = RELATIONS.find(([one]) => one === relation)?.[2] ?? ''
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const isDone = await onSave({ facts: [{ relation, value: relation === 'kind' ? value || KINDS[0]! : value.trim() }], ...(note.trim() ? { note: note.trim() } : {}) })
    setBusy(false)
    if (isDone) onClose()
  }
  return (
    <Dialog title={`What holds of ${name}?`} onClose={onClose}>
      <form class="form" onSubmit={save}>
        <p class="soft">It holds in all reports: events that name it are put together again.</p>
        <div class="form-row">
          <label class="field"><span>It</span><select value={relation} onChange={(event) => { setRelation(event.currentTarget.value as Fact['relation']); setValue('') }}>{RELATIONS.map(([one, words]) => <option value={one}>{words.charAt(0).toLowerCase() + words.slice(1)}</option>)}</select></label>
          {relation === 'kind' ? (
            <label class="field"><span>What</span><select value={value || KINDS[0]} onChange={(event) => setValue(event.currentTarget.value)}>{KINDS.map((one) => <option value={one}>{one.replaceAll('-', ' ')}</option>)}</select></label>
          ) : <label class="field"><span>{hint}</span><input dir="auto" required maxLength={400} value={value} onInput={(event) => setValue(event.currentTarget.value)} /></label>}
        </div>
        <label class="field"><span>Why (kept with the judgement)</span><input dir="auto" value={note} onInput={(event) => setNote(event.currentTarget.value)} /></label>
        <p class="form-end"><button type="submit" class="primary" disabled={isBusy || (relation !== 'kind' && !value.trim())}>Save</button></p>
      </form>
    </Dialog>
  )
}

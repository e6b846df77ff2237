// Judging: sent with what one has seen, refused where someone else judged the same since.
import { ApiError, part, post, remove } from '../api/client.ts'
import type { Judgement, Made } from '../api/types.ts'
import { moment } from '../format/days.ts'
import { complain, say } from '../parts/toast.tsx'

export interface Fact {
  relation: 'same' | 'different' | 'name' | 'kind' | 'sector' | 'country' | 'part-of' | 'not-part-of' | 'allied' | 'not-allied'
  value: string
}

export interface Posted {
  kind: 'accept' | 'reject' | 'correct' | 'same' | 'different' | 'place' | 'actor' | 'report' | 'grade'
  anchors?: string[]
  fields?: string[]
  id?: string
  at?: string
  radius_km?: number
  unresolved?: boolean
  everywhere?: boolean
  actor?: string
  name?: string
  facts?: Fact[]
  report?: string
  date?: string
  publisher?: string
  source?: string
  grade?: string
  note?: string
  seen?: number
}

const DONE: Record<string, string> = {
  accept: 'Accepted', reject: 'Rejected', correct: 'Corrected', same: 'Merged', different: 'Split', place: 'Place set', actor: 'Set right', report: 'Report corrected', grade: 'Graded',
}

export function told(one: Judgement): string {
  return `${one.who} ${one.retracts ? 'took a judgement back' : `judged it (${one.kind})`}, ${moment(one.at)}`
}

/** Called when the library changed, with those judgements of others that were just told. */
export type After = (told?: readonly Judgement[]) => void

/** Makes a judgement and says so, with a way back. Gives whether it stands. */
export async function judge(posted: Posted, after: After): Promise<boolean> {
  try {
    const made = await post<Made>('judgements', posted)
    const ids = made.items.map((one) => one.id)
    say(`${DONE[posted.kind] ?? 'Done'}.`, { name: 'Undo', run: () => void undo(ids, after) })
    after()
    return true
  } catch (error) {
    conflict(error, after)
    return false
  }
}

export async function undo(ids: readonly string[], after: After): Promise<void> {
  try {
    for (const id of ids) await remove(`judgements/${part(id)}`)
    say('Taken back: everything is as it was before.')
  } catch (error) {
    conflict(error, after)
  }
  after()
}

/** Someone else was first: say what they judged, and show it. */
export function conflict(error: unknown, after: After): void {
  if (error instanceof ApiError && error.status === 409 && Array.isArray(error.body.newer) && error.body.newer.length) {
    const newer = error.body.newer as Judgement[]
    complain(new Error(`Not stored: ${newer.map(told).join('; ')}. What they judged is shown now: look again.`))
    after(newer)
  } else complain(error)
}

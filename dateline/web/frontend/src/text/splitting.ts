// Which judgements split claims off an event.
import type { Posted } from '../state/judge.ts'

/** One claim does not belong to the event; several that go together are first said to be of one event, and then each of
 * those that stay to be of another. */
export function split(event: string, all: readonly string[], chosen: readonly string[]): Posted[] {
  const off = all.filter((one) => chosen.includes(one))
  const stay = all.filter((one) => !chosen.includes(one))
  if (!off.length || !stay.length) return []
  if (off.length === 1) return [{ kind: 'different', anchors: [event, off[0]!] }]
  return [{ kind: 'same', anchors: off }, ...stay.flatMap((one): Posted[] => off.map((other) => ({ kind: 'different', anchors: [one, other] })))]
}

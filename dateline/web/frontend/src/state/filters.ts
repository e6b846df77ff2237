// What part of the library is looked at. It stands in the address, in the words of the command line, so that every view
// can be sent to someone; the same words go to the API.

import { number } from '../format/days.ts'

export interface Filters {
  since: string | null
  until: string | null
  place: string | null
  within: string | null
  actor: string | null
  type: string[]
  status: string[]
  credibility: string | null
  bbox: string | null
}

const SINGLE = ['since', 'until', 'place', 'within', 'actor', 'credibility', 'bbox'] as const
const SEVERAL = ['type', 'status'] as const
export const NAMES: readonly string[] = [...SINGLE, ...SEVERAL]

export const NONE: Filters = {
  since: null, until: null, place: null, within: null, actor: null, type: [], status: [], credibility: null, bbox: null,
}

export function parse(search: string): Filters {
  const params = new URLSearchParams(search)
  const found: Filters = { ...NONE, type: params.getAll('type').sort(), status: params.getAll('status').sort() }
  for (const name of SINGLE) found[name] = params.get(name) || null
  if (found.since !== null && Number.isNaN(number(found.since))) found.since = null
  if (found.until !== null && Number.isNaN(number(found.until))) found.until = null
  return found
}

/** The filters as query parameters, in one order, so that the same choice has one address. `more` is kept beside them. */
export function serialise(filters: Filters, more: Record<string, string | null> = {}): string {
  const params = new URLSearchParams()
  for (const name of SINGLE) if (filters[name]) params.set(name, filters[name])
  for (const name of SEVERAL) [...filters[name]].sort().forEach((one) => params.append(name, one))
  for (const [name, value] of Object.entries(more)) if (value) params.set(name, value)
  // Commas and colons may stand in a query as they are, and read better.
  return params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
}

export function withoutTime(filters: Filters): Filters {
  return { ...filters, since: null, until: null }
}

/** How many choices are made, those of time aside. */
export function chosen(filters: Filters): number {
  return (['place', 'actor', 'credibility', 'bbox'] as const).filter((name) => filters[name]).length + filters.type.length + filters.status.length
}

export function toggled(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one].sort()
}

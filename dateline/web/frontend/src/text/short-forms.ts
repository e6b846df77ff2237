// A claim's fields as a person writes them: the short forms of `dateline judge correct`.
import type { Claim, Count, Place, Span, Time } from '../api/types.ts'

const spans = (all: readonly Span[]): string =>
  all.map((one) => (one.name && one.name !== one.text ? `${one.text}=${one.name}` : one.text)).join('; ') || 'none'

const places = (all: readonly Place[]): string => all.map((one) => `${one.role && one.role !== 'at' ? `${one.role}:` : ''}${one.text}`).join('; ') || 'none'

function time(of: Time | null): string {
  if (!of || (of.earliest === null && of.latest === null)) return 'none'
  const days = of.earliest === of.latest ? of.earliest : `${of.earliest ?? ''}..${of.latest ?? ''}`
  return days ?? 'none'
}

export function count(of: Count | undefined): string {
  if (!of || (of.low === null && of.high === null)) return 'none'
  if (of.low === null) return `..${of.high}`
  if (of.high === null) return `${of.low}+`
  return of.low === of.high ? String(of.low) : `${of.low}..${of.high}`
}

export const COUNTS = ['killed', 'injured', 'displaced', 'detained', 'force'] as const

/** Every field that the form of a correction has, as it stands now. */
export function written(claim: Claim): Record<string, string> {
  return {
    type: claim.type,
    status: claim.status,
    actors: spans(claim.actors),
    recipients: spans(claim.recipients),
    places: places(claim.places),
    time: time(claim.time),
    sources: claim.sources.map((one) => (one.name && one.name !== one.text ? `${one.text}=${one.name}` : one.text)).join('; ') || 'none',
    ...Object.fromEntries(COUNTS.map((name) => [name, count(claim.counts[name])])),
  }
}

/** FIELD=VALUE for what a person changed. */
export function changed(before: Record<string, string>, now: Record<string, string>): string[] {
  return Object.entries(now).filter(([name, value]) => (value.trim() || 'none') !== before[name]).map(([name, value]) => `${name}=${value.trim() || 'none'}`)
}

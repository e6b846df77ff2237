// How the codes of types, statuses and grades read, and to which of four families a type belongs.

export const FAMILIES = ['force', 'ground', 'pressure', 'talks'] as const
export type Family = (typeof FAMILIES)[number]

export const FAMILY_NAMES: Record<Family, string> = {
  force: 'Violence and coercion',
  ground: 'Control and movement',
  pressure: 'Pressure and protest',
  talks: 'Talks, aid, agreement',
}

export const TYPES: Record<string, { name: string; family: Family }> = {
  ASSAULT: { name: 'assault', family: 'force' },
  COERCE: { name: 'coercion', family: 'force' },
  DISPLACE: { name: 'displacement', family: 'ground' },
  CONTROL: { name: 'control', family: 'ground' },
  RETREAT: { name: 'retreat', family: 'ground' },
  MOBILIZE: { name: 'mobilisation', family: 'ground' },
  STRENGTH: { name: 'strength', family: 'ground' },
  THREATEN: { name: 'threat', family: 'pressure' },
  ACCUSE: { name: 'accusation', family: 'pressure' },
  REJECT: { name: 'refusal', family: 'pressure' },
  PROTEST: { name: 'protest', family: 'pressure' },
  SANCTION: { name: 'sanction', family: 'pressure' },
  REQUEST: { name: 'request', family: 'pressure' },
  AGREE: { name: 'agreement', family: 'talks' },
  CONSULT: { name: 'talks', family: 'talks' },
  SUPPORT: { name: 'support', family: 'talks' },
  CONCEDE: { name: 'concession', family: 'talks' },
  COOPERATE: { name: 'cooperation', family: 'talks' },
  AID: { name: 'aid', family: 'talks' },
}

export const STATUSES = ['actual', 'planned', 'requested', 'possible', 'feared', 'hypothetical', 'denied', 'asked'] as const

export const typeName = (type: string): string => TYPES[type]?.name ?? type.toLowerCase()
export const familyOf = (type: string): Family => TYPES[type]?.family ?? 'pressure'

/** The Admiralty code's second part. */
export const CREDIBILITY: Record<number, string> = {
  1: 'confirmed by others',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'cannot be judged',
}

/** The Admiralty code's first part. */
export const RELIABILITY: Record<string, string> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'cannot be judged',
}

export const REVIEW_KINDS: Record<string, string> = {
  civilians: 'Civilians at risk',
  contradicted: 'Contradicted',
  consequential: 'Consequential',
  'unresolved-place': 'Place not resolved',
  uncertain: 'Uncertain',
}

export const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
export const plural = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}`
export const percent = (chance: number): string =>
  chance > 0.995 ? '> 99%' : chance > 0 && chance < 0.005 ? '< 1%' : `${Math.round(chance * 100)}%`

export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f')
}

/** "12", "at least 12", "12 to 20". */
export function amount(low: number | null, high: number | null): string {
  if (low === null && high === null) return 'unknown'
  if (low === null) return `at most ${grouped(high!)}`
  if (high === null) return `at least ${grouped(low)}`
  return low === high ? grouped(low) : `${grouped(low)} to ${grouped(high)}`
}

/** "Aleppo, ± 12 km". */
export function radius(km: number | null): string {
  if (km === null) return 'radius unknown'
  return km < 10 ? `± ${Math.round(km * 10) / 10} km` : `± ${grouped(Math.round(km))} km`
}

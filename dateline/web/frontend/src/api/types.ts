// What the API answers, field by field as dateline/values.py and the resources of dateline/web/api have it.

export type Role = 'viewer' | 'analyst' | 'admin'

export interface Me {
  user: string
  role: Role
  mode: 'single' | 'accounts'
  csrf: string
}

export interface Meta {
  version: string
  head: number
  reports: number
  claims: number
  events: number
  first: string | null
  last: string | null
  types: Record<string, number>
  statuses: Record<string, number>
  mode: string
  style: string | null
  boundaries: string | null
  tiles: string | null
}

export interface Page<T> {
  items: T[]
  next: string | null
  total: number
}

export interface Anchor {
  report: string
  start: number
  end: number
}

export interface Span {
  text: string
  start: number
  end: number
  name: string | null
  id: string | null
  inherited: boolean
}

export interface Place extends Span {
  latitude: number | null
  longitude: number | null
  country: string | null
  admin1: string | null
  feature: string | null
  radius_km: number | null
  relation: string
  confidence: number | null
  role?: string
}

export interface Time {
  text: string
  start: number
  end: number
  earliest: string | null
  latest: string | null
  precision: string
}

export interface Count {
  low: number | null
  high: number | null
  text: string
  of: Span | null
}

export interface ClaimSource extends Span {
  named: boolean
  kind: string
  how: string | null
}

export interface Claim {
  id: string
  type: string
  mode: string | null
  status: string
  negated: boolean
  aggregate: boolean
  background: boolean
  trigger: { text: string; start: number; end: number }
  sentence: { start: number; end: number }
  actors: Span[]
  recipients: Span[]
  means: Span[]
  places: Place[]
  time: Time | null
  counts: Record<string, Count>
  sources: ClaimSource[]
  confidence: number
}

export interface Judgement {
  id: string
  at: string
  who: string
  kind: string
  state: 'in force' | 'superseded' | 'taken back' | 'erased'
  anchor: (Anchor & { field?: string | null }) | null
  other: (Anchor & { field?: string | null }) | null
  subject: string | null
  body: unknown
  note: string | null
  retracts: string | null
}

export interface Made {
  items: Judgement[]
  position: number
}

export interface ReportClaim extends Claim {
  /** REPORT:START-END */
  anchor: string
  judged: Judgement[]
  event: string | null
  found: string | null
  standing: 'machine' | 'accepted' | 'rejected' | 'corrected' | 'added'
}

export interface ReportValue {
  id: string
  sha256: string
  text_sha256: string
  title: string | null
  publisher: string | null
  author: string | null
  published: string | null
  dateline: { text: string; place: string | null } | null
  url: string | null
  language: string | null
  removed: [number, number, string][]
}

export interface ReportShown {
  report: ReportValue
  text: string
  claims: ReportClaim[]
  origin: { address: string; manner: string; kind: string; collected: string | null } | null
  evidence: { sha256: string; size: number | null } | null
  received: string | null
  judged: Judgement[]
  position: number
}

export interface ReportRow {
  id: string
  title: string | null
  publisher: string | null
  published: string | null
  received: string | null
  claims: number
  sha256: string
  url: string | null
}

export interface Party {
  name: string
  id: string | null
}

export interface Figure {
  low: number | null
  high: number | null
  said_by: string | null
  claim: Anchor
  of: string | null
}

export interface Tally {
  low: number | null
  best: number | null
  high: number | null
  figures: Figure[]
}

export interface Dispute {
  what: string
  versions: { says: string; said_by: string[]; claims: Anchor[] }[]
}

export interface EventValue {
  id: string
  type: string
  mode: string | null
  status: string
  aggregate: boolean
  actors: Party[]
  recipients: Party[]
  place: Place | null
  earliest: string | null
  latest: string | null
  precision: string | null
  counts: Record<string, Tally>
  reports: number
  outlets: number
  independent_sources: number
  credibility: number
  reasons: string[]
  disputed: Dispute[]
  claims: Anchor[]
}

export interface Quote {
  claim: Anchor
  text: string
  start: number
  end: number
  type: string
  mode: string | null
  status: string
  says: string[]
  outlet: string | null
  published: string | null
  title: string | null
  url: string | null
}

export interface EventShown {
  event: EventValue
  quotes: Quote[]
  history: Judgement[]
  former: string[]
  position: number
}

export interface Situation {
  columns: string[]
  rows: unknown[][]
  total: number
  weeks: [string, Record<string, number>][]
  loose: number
  position: number
}

export interface Holder {
  actor: string
  id: string | null
  probability: number
}

export interface Holding {
  site?: string
  place: Place
  on: string
  holders: Holder[]
  contested: number
  unknown: number
  another: number
  leading: string
  for: Anchor[]
  against: Anchor[]
  reports: number
  says: string[]
  inferred: boolean
}

export interface ControlDays {
  days: string[]
  places: {
    site: string
    place: string
    country: string | null
    latitude: number
    longitude: number
    radius_km: number | null
    series: Record<string, number[]>
    contested: number[]
    unknown: number[]
  }[]
}

export interface Alias {
  name: string
  held: string
  reports: number
  where: Anchor[]
  countries: string[]
  since: string | null
  until: string | null
}

export interface ActorRow {
  id: string
  name: string
  kind: string | null
  sector: string | null
  country: string | null
  aliases: Alias[]
  [more: string]: unknown
}

export interface SourceRow {
  id: string
  name: string
  kind: string
  named: boolean
  claims_as_outlet: number
  claims_cited: number
  reports: number
  outlets: number
  reliability: string
  graded_by: string | null
  graded_at: string | null
  note: string | null
  events: number
  corroborated: number
  contradicted: number
  alone: number
  first: string | null
  last: string | null
}

export interface ReviewItem {
  id: string
  kind: string
  kinds: string[]
  urgency: 'immediate' | 'soon' | 'watch' | 'past'
  weight: number
  why: string[]
  event: string
  label: string
  type: string
  day: string | null
  place: string | null
  claim: string | null
  report: string | null
  quote: string | null
  trigger: [number, number] | null
  confidence: number | null
  bulk: 'safe' | 'look'
  taken_by: string | null
  taken_until: string | null
}

export interface ReviewPage extends Page<ReviewItem> {
  kinds: Record<string, number>
  position: number
}

export interface AddedRow {
  input: string
  status: string
  report: string | null
  title: string | null
  claims: number | null
  why: string | null
}

export interface Job {
  id: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  who: string
  at: string
  done: number
  total: number
  names: string[]
  added: number
  present: number
  failed: number
  results: AddedRow[]
  error: string | null
}

export interface GazetteerPlace {
  id: string | null
  name: string
  latitude: number
  longitude: number
  radius_km: number | null
  country: string | null
  admin1: string | null
  feature: string | null
  population: number
}

export interface User {
  name: string
  role: Role
  disabled: boolean
  created: string
}

export interface Token {
  id: string
  name: string
  role: Role
  created: string
  secret?: string
}

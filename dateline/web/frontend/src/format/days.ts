// Days are YYYY-MM-DD strings outside and whole numbers since 1970-01-01 inside. All times are UTC and say so.

const DAY = 86_400_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** The number of a day; NaN for what is none. */
export function number(day: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return NaN
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? NaN : at / DAY
}

export function iso(day: number): string {
  return new Date(Math.round(day) * DAY).toISOString().slice(0, 10)
}

/** "3 Jul 2015". */
export function short(day: string | null): string {
  if (day === null) return 'unknown day'
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
}

export function weekday(day: string): string {
  const at = number(day)
  return Number.isNaN(at) ? '' : (WEEKDAYS[new Date(at * DAY).getUTCDay()] ?? '')
}

/** A range of days in words, no finer than it is known. */
export function range(earliest: string | null, latest: string | null): string {
  if (earliest === null && latest === null) return 'no known day'
  if (earliest === null) return `until ${short(latest)}`
  if (latest === null) return `from ${short(earliest)}`
  if (earliest === latest) return short(earliest)
  const [y1, m1, d1] = earliest.split('-') as [string, string, string]
  const [y2, m2] = latest.split('-') as [string, string]
  if (d1 === '01' && latest === monthEnd(y2, m2)) {
    if (y1 === y2 && m1 === '01' && m2 === '12') return y1
    if (y1 === y2 && m1 === m2) return `${MONTHS[Number(m1) - 1]} ${y1}`
  }
  if (y1 !== y2) return `${short(earliest)} – ${short(latest)}`
  if (m1 !== m2) return `${Number(d1)} ${MONTHS[Number(m1) - 1]} – ${short(latest)}`
  return `${Number(d1)}–${short(latest)}`
}

function monthEnd(year: string, month: string): string {
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)
}

/** A moment as "3 Jul 2015, 14:05 UTC". */
export function moment(at: string | null | undefined): string {
  if (!at) return 'unknown time'
  const time = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(at) ? at : `${at.replace(' ', 'T')}Z`)
  if (Number.isNaN(time.getTime())) return at
  const text = time.toISOString()
  return `${short(text.slice(0, 10))}, ${text.slice(11, 16)} UTC`
}

// Days on a line of pixels.
import { iso, number } from '../format/days.ts'

export interface Scale {
  first: number
  last: number
  width: number
}

export const x = (scale: Scale, day: number): number => ((day - scale.first) / (scale.last - scale.first)) * scale.width
export const day = (scale: Scale, at: number): number => Math.round(scale.first + (at / scale.width) * (scale.last - scale.first))
export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** What days a timeline spans: the weeks that reports tell of, without the few from long before the reports; `whole`
 * takes those in. Nothing known: null. */
export function domain(weeks: readonly (readonly [string, Record<string, number>])[], first: string | null, last: string | null, whole: boolean): [number, number] | null {
  const starts = weeks.map(([week]) => number(week))
  const from = first === null ? Math.min(...starts) : number(first)
  const to = last === null ? Math.max(...starts) + 7 : number(last)
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null
  const pad = Math.max(7, Math.round((to - from) * 0.02))
  const low = whole ? Math.min(from, ...starts) : from - Math.max(28, Math.round((to - from) * 0.08))
  const high = Math.max(to, ...(whole ? starts.map((start) => start + 7) : []))
  return [low - (whole ? pad : 0), high + pad]
}

export interface Tick {
  day: number
  text: string
  isMajor: boolean
}

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Beginnings of months or years, as many as there is room for. */
export function ticks(scale: Scale): Tick[] {
  const days = scale.last - scale.first
  const room = scale.width / 52
  const months = days / 30.4
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((one) => months / one <= room) ?? 600
  const found: Tick[] = []
  const [year, month] = iso(scale.first).split('-').map(Number) as [number, number]
  let at = step >= 12 ? Math.floor(year / (step / 12)) * step : Math.floor((month - 1) / step) * step
  const base = step >= 12 ? 0 : year * 12
  for (; ; at += step) {
    const whole = base + at
    const [y, m] = step >= 12 ? [whole / 12, 0] : [Math.floor(whole / 12), whole % 12]
    const where = Date.UTC(y, m, 1) / 86_400_000
    if (where > scale.last) break
    if (where < scale.first) continue
    found.push({ day: where, text: m === 0 ? String(y) : NAMES[m]!, isMajor: m === 0 })
  }
  return found
}

/** A window moved by so many days and kept within the line, as long as it was. */
export function moved(window: [number, number], by: number, low: number, high: number): [number, number] {
  const length = window[1] - window[0]
  const start = clamp(window[0] + by, low, Math.max(low, high - length))
  return [start, start + length]
}

// Small things that every view is made of.
import type { ComponentChildren } from 'preact'
import { CREDIBILITY, familyOf, type Family, RELIABILITY, typeName } from '../format/words.ts'

export function Shape({ family }: { family: Family }) {
  return (
    <svg class={`shape family-${family}`} viewBox="-8 -8 16 16" width="12" height="12" aria-hidden="true">
      {family === 'force' && <path d="M0-7 7 0 0 7-7 0z" />}
      {family === 'ground' && <rect x="-5.5" y="-5.5" width="11" height="11" />}
      {family === 'pressure' && <path d="M0-6.5 6.7 5.5H-6.7z" />}
      {family === 'talks' && <circle r="6" />}
    </svg>
  )
}

export function TypeMark({ type, mode }: { type: string; mode?: string | null }) {
  return (
    <span class="type-mark">
      <Shape family={familyOf(type)} /> {typeName(type)}
      {mode ? <span class="soft"> · {mode}</span> : null}
    </span>
  )
}

export function Status({ status }: { status: string }) {
  return status === 'actual' ? null : <span class={`tag status-${status}`}>{status}</span>
}

export function Credibility({ grade, isLong = false }: { grade: number; isLong?: boolean }) {
  const words = CREDIBILITY[grade] ?? ''
  return (
    <span class={`grade grade-${grade}`} title={`credibility ${grade} of 6: ${words}`}>
      <b>{grade}</b>
      {isLong ? ` ${words}` : <span class="unseen"> of 6, {words}</span>}
    </span>
  )
}

export function Reliability({ grade }: { grade: string }) {
  return (
    <span class={`grade letter letter-${grade}`} title={`reliability ${grade}: ${RELIABILITY[grade] ?? ''}`}>
      <b>{grade}</b>
      <span class="unseen">, {RELIABILITY[grade]}</span>
    </span>
  )
}

export function Failed({ error, again }: { error: Error; again?: () => void }) {
  return (
    <div class="notice bad" role="alert">
      <p>{error.message}</p>
      {again ? <button type="button" onClick={again}>Try again</button> : null}
    </div>
  )
}

export function Loading({ what = 'Loading' }: { what?: string }) {
  return <p class="loading" role="status">{what} …</p>
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>
}

export function Facts({ rows }: { rows: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {rows.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The library has grown since: what is new is shown when it is asked for, not while someone reads. */
export function IsOld({ head, position, again }: { head: number; position: number; again: () => void }) {
  return head > position ? <p><button type="button" class="chip" onClick={again}>The library has changed: show it</button></p> : null
}

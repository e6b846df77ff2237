// Chances or counts over days as lines, with bands where they are uncertain; the same numbers as a table below.
import { useState } from 'preact/hooks'
import { number, short } from '../format/days.ts'
import { percent } from '../format/words.ts'
import { Name } from '../parts/text.tsx'

export interface Line {
  name: string
  values: (number | null)[]
  low?: (number | null)[]
  high?: (number | null)[]
  colour: string
  dash: string | null
}

const DASHES: Record<string, string> = {
  diagonal: '', dots: '2 3', vertical: '8 3', cross: '8 3 2 3', horizontal: '12 4', back: '4 2', chequer: '5 5', plain: '', contested: '3 2', unknown: '1 4',
}
const [W, H, L, R, T, B] = [340, 130, 34, 8, 8, 20]

interface Props {
  title: string
  days: string[]
  lines: Line[]
  /** Chances run from 0 to 1; counts to their greatest. */
  isCount?: boolean
}

export function Lines({ title, days, lines, isCount = false }: Props) {
  const [isTable, setTable] = useState(false)
  if (!days.length) return <p class="soft">Nothing is known over time.</p>
  const xs = days.map(number)
  const [first, last] = [xs[0]!, Math.max(xs.at(-1)!, xs[0]! + 1)]
  const top = isCount ? nice(Math.max(1, ...lines.flatMap((line) => [...line.values, ...(line.high ?? [])].map((value) => value ?? 0)))) : 1
  const x = (day: number): number => L + ((day - first) / (last - first)) * (W - L - R)
  const y = (value: number): number => T + (1 - value / top) * (H - T - B)
  const path = (values: (number | null)[]): string => {
    let text = ''
    let isOpen = false
    values.forEach((value, i) => {
      if (value === null || value === undefined) isOpen = false
      else {
        text += `${isOpen ? 'L' : 'M'}${x(xs[i]!).toFixed(1)} ${y(value).toFixed(1)}`
        isOpen = true
      }
    })
    return text
  }
  const shown = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : isCount ? String(Math.round(value * 100) / 100) : percent(value))
  const step = Math.max(1, Math.ceil(days.length / 60))
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={`${title}, ${short(days[0]!)} to ${short(days.at(-1)!)}; the table has the numbers`}>
        {[0, 0.5, 1].map((part) => (
          <g class="chart-grid">
            <line x1={L} x2={W - R} y1={y(part * top)} y2={y(part * top)} />
            <text x={L - 5} y={y(part * top) + 3} text-anchor="end">{isCount ? Math.round(part * top * 10) / 10 : `${part * 100}%`}</text>
          </g>
        ))}
        <g class="chart-grid"><text x={L} y={H - 5}>{short(days[0]!)}</text><text x={W - R} y={H - 5} text-anchor="end">{short(days.at(-1)!)}</text></g>
        {lines.map((line) => (line.low && line.high ? <path class="chart-band" d={band(line.low, line.high, xs, x, y)} fill={line.colour} /> : null))}
        {lines.map((line) => <path class="chart-line" d={path(line.values)} stroke={line.colour} stroke-dasharray={DASHES[line.dash ?? ''] ?? ''} />)}
        {days.length === 1 ? lines.map((line) => (line.values[0] !== null && line.values[0] !== undefined ? <circle cx={x(xs[0]!)} cy={y(line.values[0])} r="3" fill={line.colour} /> : null)) : null}
      </svg>
      <ul class="chart-key">{lines.map((line) => <li><svg width="22" height="8" aria-hidden="true"><line x1="0" x2="22" y1="4" y2="4" stroke={line.colour} stroke-width="2" stroke-dasharray={DASHES[line.dash ?? ''] ?? ''} /></svg> <Name>{line.name}</Name> <b>{shown(line.values.at(-1))}</b></li>)}</ul>
      <button type="button" class="quiet small" aria-expanded={isTable} onClick={() => setTable(!isTable)}>{isTable ? 'Hide the table' : 'Show as a table'}</button>
      {isTable ? (
        <div class="table-scroll" tabIndex={0} role="region" aria-label={`${title}, as a table`}>
          <table>
            <thead><tr><th scope="col">Day</th>{lines.map((line) => <th scope="col" class="number"><Name>{line.name}</Name></th>)}</tr></thead>
            <tbody>{days.map((day, i) => (i % step === 0 || i === days.length - 1 ? <tr><th scope="row">{short(day)}</th>{lines.map((line) => <td class="number">{shown(line.values[i])}{line.low && line.high ? ` (${shown(line.low[i])}–${shown(line.high[i])})` : ''}</td>)}</tr> : null))}</tbody>
          </table>
        </div>
      ) : null}
    </figure>
  )
}

function band(low: (number | null)[], high: (number | null)[], xs: number[], x: (day: number) => number, y: (value: number) => number): string {
  const known = xs.map((_, i) => i).filter((i) => low[i] !== null && high[i] !== null && low[i] !== undefined && high[i] !== undefined)
  if (known.length < 2) return ''
  const up = known.map((i) => `${x(xs[i]!).toFixed(1)} ${y(high[i]!).toFixed(1)}`)
  const down = [...known].reverse().map((i) => `${x(xs[i]!).toFixed(1)} ${y(low[i]!).toFixed(1)}`)
  return `M${[...up, ...down].join('L')}Z`
}

function nice(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 4, 5, 10].map((one) => one * unit).find((one) => one >= value) ?? value
}

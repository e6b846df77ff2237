// The time below the map: weeks as bars, and a window that is drawn, moved, made wider, or played.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { iso, short } from '../format/days.ts'
import type { Palette } from '../map/palette.ts'
import { type Bars, draw } from './draw.ts'
import { dragged, type Grip } from './drag.ts'
import { clamp, day, moved, type Scale, x } from './scale.ts'

export interface TimelineProps {
  bars: Bars
  domain: [number, number]
  window: [number, number] | null
  colours: Palette
  /** With every move; `settled` when it has come to rest. */
  onWindow: (window: [number, number] | null, settled: boolean) => void
}

const HEIGHT = 92

export function Timeline({ bars, domain, window, colours, onWindow }: TimelineProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(600)
  const grip = useRef<{ what: Grip; from: number; window: [number, number] } | null>(null)
  const scale: Scale = useMemo(() => ({ first: domain[0], last: domain[1], width }), [domain[0], domain[1], width])

  useEffect(() => {
    const box = canvas.current!.parentElement!
    const observer = new ResizeObserver(() => setWidth(Math.max(120, box.clientWidth)))
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    const element = canvas.current!
    const ratio = Math.min(devicePixelRatio || 1, 2)
    if (element.width !== Math.round(width * ratio)) element.width = Math.round(width * ratio)
    if (element.height !== HEIGHT * ratio) element.height = HEIGHT * ratio
    const pen = element.getContext('2d')!
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    draw(pen, scale, HEIGHT, bars, window, colours)
  }, [scale, bars, window?.[0], window?.[1], colours])

  const at = (event: PointerEvent): number => day(scale, event.clientX - canvas.current!.getBoundingClientRect().left)

  const down = (what: Grip | null) => (event: PointerEvent) => {
    if (event.button !== 0) return
    const where = at(event)
    const shown = window ?? domain
    const isInside = window !== null && where >= window[0] && where <= window[1]
    grip.current = { what: what ?? (isInside ? 'all' : 'new'), from: where, window: [shown[0], shown[1]] }
    ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent) => {
    const held = grip.current
    if (!held) return
    const where = clamp(at(event), domain[0], domain[1])
    onWindow(dragged(held.what, held.window, held.from, where, domain), false)
  }
  const up = (event: PointerEvent) => {
    const held = grip.current
    if (!held) return
    grip.current = null
    const where = clamp(at(event), domain[0], domain[1])
    if (where === held.from && (held.what === 'new' || held.what === 'all')) onWindow(held.what === 'new' ? [where, Math.min(domain[1], where + 6)] : held.window, true)
    else onWindow(dragged(held.what, held.window, held.from, where, domain), true)
  }

  const keys = (what: 'start' | 'end') => (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -28, PageUp: 28 }[event.key]
    const shown = window ?? domain
    let next: [number, number] | null = null
    if (step !== undefined) {
      const by = event.shiftKey ? step * 7 : step
      if (event.altKey) next = moved([shown[0], shown[1]], by, domain[0], domain[1])
      else if (what === 'start') next = [clamp(shown[0] + by, domain[0], shown[1]), shown[1]]
      else next = [shown[0], clamp(shown[1] + by, shown[0], domain[1])]
    } else if (event.key === 'Home') next = what === 'start' ? [domain[0], shown[1]] : [shown[0], shown[0]]
    else if (event.key === 'End') next = what === 'end' ? [shown[0], domain[1]] : [shown[1], shown[1]]
    if (!next) return
    event.preventDefault()
    onWindow(next, true)
  }

  const shown = window ?? domain
  const handle = (what: 'start' | 'end', value: number, left: number) => (
    <div
      class={`grip grip-${what}`}
      role="slider"
      tabIndex={0}
      aria-label={what === 'start' ? 'First day shown' : 'Last day shown'}
      aria-valuemin={domain[0]}
      aria-valuemax={domain[1]}
      aria-valuenow={value}
      aria-valuetext={short(iso(value))}
      ref={(element: HTMLElement | null) => void element?.style.setProperty('left', `${left}px`)}
      onPointerDown={down(what)}
      onPointerMove={move}
      onPointerUp={up}
      onKeyDown={keys(what)}
    />
  )
  return (
    <div class="timeline-line">
      <canvas
        ref={canvas}
        class="timeline-canvas"
        role="img"
        aria-label={`Events a week, ${short(iso(domain[0]))} to ${short(iso(domain[1]))}`}
        onPointerDown={down(null)}
        onPointerMove={move}
        onPointerUp={up}
        onDblClick={() => onWindow(null, true)}
      />
      {handle('start', shown[0], clamp(x(scale, shown[0]), 0, width))}
      {handle('end', shown[1], clamp(x(scale, shown[1] + 1), 0, width))}
    </div>
  )
}

// What a drag makes of the window.
import { moved } from './scale.ts'

export type Grip = 'start' | 'end' | 'all' | 'new'

export function dragged(what: Grip, window: [number, number], from: number, to: number, domain: [number, number]): [number, number] {
  switch (what) {
    case 'start':
      return [Math.min(to, window[1]), window[1]]
    case 'end':
      return [window[0], Math.max(to, window[0])]
    case 'all':
      return moved(window, to - from, domain[0], domain[1])
    case 'new':
      return from <= to ? [from, to] : [to, from]
  }
}

// Colours for canvases, where custom properties do not reach. Each comes with a shape or a pattern: colour never stands alone.
import type { Family } from '../format/words.ts'

export interface Palette {
  land: string
  water: string
  river: string
  line: string
  ink: string
  soft: string
  halo: string
  ground: string
  accent: string
  family: Record<Family, string>
  actors: string[]
}

const LIGHT: Palette = {
  land: '#f2efe7', water: '#d3dfe2', river: '#a9c3cb', line: '#b9bfb8', ink: '#1c2326', soft: '#5b666a', halo: '#fbfaf6',
  ground: '#fbfaf6', accent: '#0f5c73',
  family: { force: '#b3301c', ground: '#8a5a00', pressure: '#6b3fa0', talks: '#0b6b57' },
  actors: ['#0b62a4', '#b8470a', '#2e7d32', '#8e3a80', '#8a6a00', '#33808f', '#7a4a2b', '#5c5f66'],
}

const DARK: Palette = {
  land: '#20272a', water: '#0d1a20', river: '#0f2a35', line: '#3b464b', ink: '#e9e6dd', soft: '#9ba6a9', halo: '#14191b',
  ground: '#171d1f', accent: '#6cc3da',
  family: { force: '#ff8a73', ground: '#e5b04a', pressure: '#c3a2f2', talks: '#63cfb4' },
  actors: ['#6fb2ee', '#f79a5c', '#83cf87', '#e19bd3', '#dcc05a', '#7fd0de', '#cfa17e', '#b4b8c0'],
}

export function palette(dark: boolean): Palette {
  return dark ? DARK : LIGHT
}

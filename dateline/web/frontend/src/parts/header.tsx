// The bar on top of every view.
import { useEffect, useState } from 'preact/hooks'
import { grouped } from '../format/words.ts'
import { type Theme, useSession } from '../state/session.ts'

const PLACES: [string, string, string][] = [
  ['/', 'Situation', ''],
  ['/reports', 'Reports', ''],
  ['/review', 'Review', ''],
  ['/actors', 'Actors', ''],
  ['/sources', 'Sources', ''],
  ['/ask', 'Ask', ''],
  ['/add', 'Add', 'analyst'],
  ['/people', 'People', ''],
]
const THEMES: Record<Theme, [string, Theme]> = { auto: ['Colours: system', 'light'], light: ['Colours: light', 'dark'], dark: ['Colours: dark', 'auto'] }

export function Header({ path }: { path: string }) {
  const { me, meta, theme, setTheme, leave } = useSession()
  const [isOpen, setOpen] = useState(false)
  useEffect(() => setOpen(false), [path])
  const isHere = (to: string): boolean => (to === '/' ? path === '/' || path.startsWith('/events') : path === to || path.startsWith(`${to}/`))
  return (
    <header class="top">
      <a class="brand" href="/">dateline</a>
      <button type="button" class="menu-button" aria-expanded={isOpen} aria-controls="places" onClick={() => setOpen(!isOpen)}>Menu</button>
      <nav id="places" class={isOpen ? 'open' : ''} aria-label="Views">
        <ul>
          {PLACES.filter(([, , role]) => role !== 'analyst' || me.role !== 'viewer').map(([to, name]) => (
            <li><a href={to} {...(isHere(to) ? { 'aria-current': 'page' as const } : {})}>{name}</a></li>
          ))}
        </ul>
      </nav>
      <div class="top-end">
        <span class="holding soft">{grouped(meta.reports)} reports · {grouped(meta.events)} events</span>
        <button type="button" class="quiet theme" aria-label={THEMES[theme][0]} title={THEMES[theme][0]} onClick={() => setTheme(THEMES[theme][1])}>
          {theme === 'auto' ? '◐' : theme === 'light' ? '○' : '●'}
        </button>
        <span class="who"><bdi>{me.user}</bdi> <span class="soft">{me.role}</span></span>
        <button type="button" class="quiet" onClick={leave}>Sign out</button>
      </div>
    </header>
  )
}

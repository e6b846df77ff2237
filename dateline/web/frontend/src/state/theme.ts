// Dark or light: as the system has it, or as was chosen here.
import { useEffect, useState } from 'preact/hooks'
import type { Theme } from './session.ts'

const KEY = 'dateline-theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

function stored(): Theme {
  try {
    const found = localStorage.getItem(KEY)
    return found === 'light' || found === 'dark' ? found : 'auto'
  } catch {
    return 'auto' // storage is refused: as the system has it
  }
}

export function useTheme(): { theme: Theme; isDark: boolean; setTheme: (theme: Theme) => void } {
  const [theme, set] = useState<Theme>(stored)
  const [system, setSystem] = useState(dark.matches)
  useEffect(() => {
    const listener = () => setSystem(dark.matches)
    dark.addEventListener('change', listener)
    return () => dark.removeEventListener('change', listener)
  }, [])
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  const setTheme = (next: Theme) => {
    set(next)
    try {
      localStorage.setItem(KEY, next)
    } catch {
      // it holds for this page only
    }
  }
  return { theme, isDark: theme === 'auto' ? system : theme === 'dark', setTheme }
}

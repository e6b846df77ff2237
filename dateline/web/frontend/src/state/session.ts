// Who is signed in, and what the library holds.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Me, Meta } from '../api/types.ts'
import type { Palette } from '../map/palette.ts'

export type Theme = 'auto' | 'light' | 'dark'

export interface Session {
  me: Me
  meta: Meta
  colours: Palette
  isDark: boolean
  theme: Theme
  setTheme: (theme: Theme) => void
  /** Asks anew what the library holds. */
  refresh: () => void
  leave: () => void
}

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('nobody is signed in')
  return session
}

export const mayJudge = (me: Me): boolean => me.role !== 'viewer'

// The frame: who is signed in, where one can go, and the view of this address.
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ApiError, forget, get, onSignedOut, post, setCsrf } from './api/client.ts'
import type { Me, Meta } from './api/types.ts'
import { palette } from './map/palette.ts'
import { Failed, Loading } from './parts/basics.tsx'
import { Header } from './parts/header.tsx'
import { Toasts } from './parts/toast.tsx'
import { useWhere } from './router.ts'
import { follow, useLive } from './state/live.ts'
import { type Session, SessionContext } from './state/session.ts'
import { useTheme } from './state/theme.ts'
import { routed } from './views/routes.tsx'
import { SignIn } from './views/sign-in.tsx'

/** Milliseconds after which we look whether the library has grown, should nobody have told us. */
const EVERY = 60_000

type State = { me: Me; meta: Meta } | { refused: ApiError } | null

export function App() {
  const where = useWhere()
  const { theme, isDark, setTheme } = useTheme()
  const [state, set] = useState<State>(null)

  const enter = useCallback(async () => {
    try {
      const me = await get<Me>('me')
      setCsrf(me.csrf ?? '')
      set({ me, meta: await get<Meta>('meta') })
    } catch (error) {
      forget()
      set({ refused: error instanceof ApiError ? error : new ApiError(0, String(error)) })
    }
  }, [])
  useEffect(() => {
    onSignedOut(() => void enter())
    void enter()
  }, [enter])

  const refresh = useCallback(() => void get<Meta>('meta').then((meta) => set((old) => (old && 'me' in old ? { ...old, meta } : old)), () => undefined), [])
  const isIn = state !== null && 'me' in state
  useEffect(() => {
    if (!isIn) return
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh(), EVERY)
    const end = follow()
    return () => { clearInterval(timer); end() }
  }, [isIn, refresh])
  useLive(() => isIn, refresh)
  const leave = useCallback(() => void post('logout').finally(() => location.assign('/')), [])
  const session: Session | null = useMemo(
    () => (state && 'me' in state ? { ...state, colours: palette(isDark), isDark, theme, setTheme, refresh, leave } : null),
    [state, isDark, theme],
  )

  const main = useRef<HTMLElement>(null)
  const path = where.path
  const isFirst = useRef(true)
  useEffect(() => {
    // A new view is read from its beginning, as a new page would be.
    if (isFirst.current) isFirst.current = false
    else main.current?.focus({ preventScroll: true })
  }, [path])

  if (state === null) return <Loading what="Opening the desk" />
  if (session === null) {
    const refused = (state as { refused: ApiError }).refused
    return refused.status === 401 ? <SignIn mode={String(refused.body.mode ?? 'single')} entered={() => void enter()} /> : <Failed error={refused} again={() => void enter()} />
  }
  return (
    <SessionContext.Provider value={session}>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus() }}>Skip to the view</a>
      <Header path={path} />
      <main id="main" ref={main} tabIndex={-1}>{routed(where)}</main>
      <Toasts />
    </SessionContext.Provider>
  )
}

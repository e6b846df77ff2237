// Playback: the window moves on by a week at a time.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { moved } from './scale.ts'

const PAUSE = 650
const STEP = 7
const FIRST = 28

type Window = [number, number]

export function usePlay(window: Window | null, span: Window | null, slide: (window: Window) => void, settle: (window: Window | null) => void) {
  const [isPlaying, set] = useState(false)
  const now = useRef({ window, span, slide, settle })
  now.current = { window, span, slide, settle }
  const toggle = useCallback(() => {
    const { window: at, span: all, slide: move, settle: rest } = now.current
    if (!all) return
    set((was) => {
      if (was) {
        if (at) rest(at)
        return false
      }
      if (!at || at[1] >= all[1]) move([all[0], Math.min(all[1], all[0] + (at ? at[1] - at[0] : FIRST))])
      return true
    })
  }, [])
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => {
      const { window: at, span: all, slide: move, settle: rest } = now.current
      if (!at || !all) return
      const next = moved(at, STEP, all[0], all[1])
      if (next[1] === at[1]) {
        set(false)
        rest(at)
      } else move(next)
    }, PAUSE)
    return () => clearInterval(timer)
  }, [isPlaying])
  return { isPlaying, toggle }
}

// Full screen is asked for the whole page, so that menus, dialogs and the chat stay in sight; the shell gives the call all
// the room while it lasts.
import { useEffect } from 'react'
import { stageStore } from '../store.ts'

export function toggleFull(): void {
  // Refused (a browser without it, or not by a key): everything stays as it is.
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => {})
  else void document.documentElement.requestFullscreen().catch(() => {})
}

/** Follows the browser, and leaves full screen with the stage. */
export function useFullScreen(): void {
  useEffect(() => {
    const follow = () => stageStore.setState({ isFull: document.fullscreenElement !== null })
    document.addEventListener('fullscreenchange', follow)
    return () => {
      document.removeEventListener('fullscreenchange', follow)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {})
      stageStore.setState({ isFull: false })
    }
  }, [])
}

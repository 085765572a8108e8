// What the computer does: it sleeps and wakes, and pages have to catch up at once; in a call it stays awake.
import { powerMonitor, powerSaveBlocker } from 'electron'

export function hearWaking(woke: () => void): void {
  powerMonitor.on('resume', woke)
  powerMonitor.on('unlock-screen', woke)
}

/** Whether the screen may go dark: not while somebody is in a call. */
export function createWakefulness(): { keepAwake(isWanted: boolean): void } {
  let blocker: number | null = null
  return {
    keepAwake(isWanted) {
      if (isWanted === (blocker !== null)) return
      if (blocker !== null) powerSaveBlocker.stop(blocker)
      blocker = isWanted ? powerSaveBlocker.start('prevent-display-sleep') : null
    },
  }
}

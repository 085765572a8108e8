// Notices when the machine slept, the network changed or the window was looked at again: then a connection that seems
// alive may be dead, and waiting for the next turn would be waiting for nothing.
import { bridge } from '../desktop/bridge.ts'

const tickMs = 10_000
const driftMs = 30_000

export type Waking = {
  /** Things may have been missed without a sign. */
  woke: () => void
  /** The window is looked at again: do not wait for the next turn. */
  shown: () => void
  /** The browser says there is no network. */
  cut: () => void
}

/** Watches until the returned function is called. A hidden window's clock is slowed down by browsers and tells nothing. */
export function watchWaking({ woke, shown, cut }: Waking): () => void {
  let lastTick = Date.now()
  const tick = () => {
    if (document.visibilityState !== 'visible') return
    const drifted = Date.now() - lastTick > tickMs + driftMs
    lastTick = Date.now()
    if (drifted) woke()
  }
  const look = () => {
    if (document.visibilityState === 'visible') shown()
    tick()
  }
  const timer = setInterval(tick, tickMs)
  // The desktop app knows of sleep and of the lock screen at once.
  const stopHearing = bridge.hear('power.woke', woke)
  window.addEventListener('online', woke)
  window.addEventListener('offline', cut)
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    stopHearing()
    window.removeEventListener('online', woke)
    window.removeEventListener('offline', cut)
    document.removeEventListener('visibilitychange', look)
  }
}

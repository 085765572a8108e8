// Notices when the machine slept, the network changed or the window was looked at again: then a connection that seems
// alive may be dead, and waiting for the next turn would be waiting for nothing.

const tickMs = 10_000
const driftMs = 30_000

/** Watches until the returned function is called. `cut`: the browser says there is no network. */
export function watchWaking({ woke, cut }: { woke: () => void; cut: () => void }): () => void {
  let lastTick = Date.now()
  const tick = () => {
    const drifted = Date.now() - lastTick > tickMs + driftMs
    lastTick = Date.now()
    if (drifted) woke()
  }
  const look = () => {
    if (document.visibilityState === 'visible') tick()
  }
  const timer = setInterval(tick, tickMs)
  window.addEventListener('online', woke)
  window.addEventListener('offline', cut)
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    window.removeEventListener('online', woke)
    window.removeEventListener('offline', cut)
    document.removeEventListener('visibilitychange', look)
  }
}

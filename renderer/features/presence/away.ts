// Auto-away: ten minutes without input, or hidden for ten minutes, and the others see the viewer as away.
import { onSignal, signal } from '../../data/socket.ts'

const awayAfterMs = 10 * 60_000
const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const
/** Input within this time of the last one is not looked at: the mouse moves often. */
const restMs = 5000

/** Watches the viewer until the returned function is called. */
export function startAway(): () => void {
  let presence: 'active' | 'away' = 'active'
  let lastInput = Date.now()
  let timer: ReturnType<typeof setTimeout> = setTimeout(check, awayAfterMs)

  function report(next: typeof presence) {
    if (presence === next) return
    presence = next
    void signal('presence.report', { presence })
  }
  function check() {
    const idleMs = Date.now() - lastInput
    if (idleMs >= awayAfterMs) report('away')
    else timer = setTimeout(check, awayAfterMs - idleMs)
  }
  function input() {
    const now = Date.now()
    if (presence === 'active' && now - lastInput < restMs) return
    lastInput = now
    if (presence === 'active') return
    report('active')
    timer = setTimeout(check, awayAfterMs)
  }
  const look = () => {
    if (document.visibilityState === 'visible') input()
  }

  for (const name of inputs) window.addEventListener(name, input, { passive: true, capture: true })
  document.addEventListener('visibilitychange', look)
  const stopReady = onSignal('ready', () => void signal('presence.report', { presence }))
  return () => {
    clearTimeout(timer)
    for (const name of inputs) window.removeEventListener(name, input, { capture: true })
    document.removeEventListener('visibilitychange', look)
    stopReady()
  }
}

// The time, moving: for what must not go stale while it is on screen.
import { useEffect, useState } from 'react'

type Clock = { listeners: Set<() => void>; timer: ReturnType<typeof setInterval> }

/** One timer for all who look at the same clock: a screen full of faces wakes the machine once, and is drawn once. */
const clocks = new Map<number, Clock>()

function listen(everyMs: number, listener: () => void): () => void {
  const known = clocks.get(everyMs)
  const listeners = known?.listeners ?? new Set()
  listeners.add(listener)
  const tick = () => {
    for (const hear of listeners) hear()
  }
  const clock = known ?? { listeners, timer: setInterval(tick, everyMs) }
  clocks.set(everyMs, clock)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(clock.timer)
    clocks.delete(everyMs)
  }
}

/** Renders again every `everyMs` at the latest; the answer is the moment of that. */
export function useNow(everyMs = 30_000): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => listen(everyMs, () => setNow(new Date())), [everyMs])
  return now
}

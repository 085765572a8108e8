// The time, moving: for what must not go stale while it is on screen.
import { useEffect, useState } from 'react'

/** Renders again every `everyMs`; the answer is the moment of that. */
export function useNow(everyMs = 30_000): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

// Gives a field the focus when its dialog has opened. The dialog takes the focus itself while it enters, after what
// `autoFocus` does; a frame later the field takes it back.
import { type RefObject, useEffect, useRef } from 'react'

export function useFirstFocus(isWanted = true): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!isWanted) return
    const frame = requestAnimationFrame(() => field.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [isWanted])
  return field
}

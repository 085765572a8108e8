// The calls that ring, at the top right over everything else.
import { useLayoutEffect, useRef } from 'react'
import { RingWindow } from './RingWindow.tsx'
import { ringStore } from './store.ts'
import { useRingSound } from './use-ring-sound.ts'
import { useRings } from './use-rings.ts'

/** More at once than anybody can answer. */
const mostShown = 3

export function RingLayer() {
  useRings()
  useRingSound()
  const box = useRef<HTMLDivElement>(null)
  const calls = ringStore((state) => state.calls)
  const count = Math.min(calls.length, mostShown)
  // Toasts come into the same corner: they make room.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of rings is what changes the height
  useLayoutEffect(() => {
    const { style } = document.documentElement
    if (box.current) style.setProperty('--toasts-below', `${box.current.offsetHeight}px`)
    return () => void style.removeProperty('--toasts-below')
  }, [count])
  if (count === 0) return null
  return (
    // A dialog that is open must not make the ring unreachable: react-aria leaves this attribute's bearer alone.
    <div
      ref={box}
      data-react-aria-top-layer="true"
      className="fixed top-3 right-3 z-50 flex w-[min(22.5rem,calc(100vw-1.5rem))] flex-col gap-2"
    >
      {calls.slice(0, mostShown).map((call, index) => (
        <RingWindow key={call.id} call={call} isFirst={index === 0} />
      ))}
    </div>
  )
}

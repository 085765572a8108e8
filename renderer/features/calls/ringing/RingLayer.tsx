// The calls that ring, at the top right over everything else.

import { Suspense, useLayoutEffect, useRef } from 'react'
import { lazyAgain } from '../../../app/load-again.ts'
import { ringStore } from './store.ts'
import { useRingSound } from './use-ring-sound.ts'
import { useRingWindow } from './use-ring-window.ts'
import { useRings } from './use-rings.ts'

const RingWindow = lazyAgain(() => import('./RingWindow.tsx').then((file) => file.RingWindow))

/** More at once than anybody can answer. */
const mostShown = 3

export function RingLayer() {
  useRings()
  useRingSound()
  useRingWindow()
  const box = useRef<HTMLDivElement>(null)
  const calls = ringStore((state) => state.calls)
  const count = Math.min(calls.length, mostShown)
  // Toasts come into the same corner: they make room. The first ring's window is drawn once it is loaded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whether anything rings is what brings the box
  useLayoutEffect(() => {
    const { style } = document.documentElement
    const place = box.current
    if (!place) return
    const tell = () => style.setProperty('--toasts-below', `${place.offsetHeight}px`)
    const watch = new ResizeObserver(tell)
    watch.observe(place)
    tell()
    return () => {
      watch.disconnect()
      style.removeProperty('--toasts-below')
    }
  }, [count > 0])
  if (count === 0) return null
  return (
    // A dialog that is open must not make the ring unreachable: react-aria leaves this attribute's bearer alone.
    <div
      ref={box}
      data-react-aria-top-layer="true"
      className="fixed top-3 right-3 z-50 flex w-[min(22.5rem,calc(100vw-1.5rem))] flex-col gap-2"
    >
      <Suspense fallback={null}>
        {calls.slice(0, mostShown).map((call, index) => (
          <RingWindow key={call.id} call={call} isFirst={index === 0} />
        ))}
      </Suspense>
    </div>
  )
}

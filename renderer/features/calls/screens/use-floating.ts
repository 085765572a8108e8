// Moving the small window: by the mouse, by the arrow keys, and with the page when that changes its size.
import { type KeyboardEvent, type PointerEvent, useRef, useSyncExternalStore } from 'react'
import { fromParts, keptInside, type Point, partsOf, usualPlace } from '../layout/floating.ts'
import { stageStore } from '../store.ts'

export const floatingSize = { width: 288, height: 236 }
const step = 24

const listen = (listener: () => void) => {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}

export function useFloating() {
  const width = useSyncExternalStore(listen, () => window.innerWidth)
  const height = useSyncExternalStore(listen, () => window.innerHeight)
  const room = { width, height }
  const parts = stageStore((state) => state.floatingAt)
  const place = parts ? fromParts(parts, floatingSize, room) : usualPlace(floatingSize, room)
  const grabbed = useRef<Point | null>(null)

  const put = (point: Point) => {
    const inside = keptInside(point, floatingSize, room)
    stageStore.setState({ floatingAt: partsOf(inside, floatingSize, room) })
  }
  const handle = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      grabbed.current = { x: event.clientX - place.x, y: event.clientY - place.y }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (grabbed.current) put({ x: event.clientX - grabbed.current.x, y: event.clientY - grabbed.current.y })
    },
    onPointerUp: () => {
      grabbed.current = null
    },
    onLostPointerCapture: () => {
      grabbed.current = null
    },
  }
  const moveKeys = (event: KeyboardEvent) => {
    const by = {
      ArrowLeft: { x: -step, y: 0 },
      ArrowRight: { x: step, y: 0 },
      ArrowUp: { x: 0, y: -step },
      ArrowDown: { x: 0, y: step },
    }[event.key]
    if (!by) return
    event.preventDefault()
    put({ x: place.x + by.x, y: place.y + by.y })
  }
  return { place, handle, moveKeys }
}

// Where the small window of a call may lie: inside of the page, at the corner or place it was put.
import type { Size } from './grid.ts'

export type Point = { x: number; y: number }

const margin = 12

/** The place within the room that is nearest to the wanted one. */
export function keptInside(wanted: Point, box: Size, room: Size): Point {
  const limit = (value: number, most: number) => Math.round(Math.max(margin, Math.min(value, most - margin)))
  return { x: limit(wanted.x, room.width - box.width), y: limit(wanted.y, room.height - box.height) }
}

/** At the bottom on the right, above the place to write. */
export function usualPlace(box: Size, room: Size): Point {
  return keptInside({ x: room.width, y: room.height - box.height - 132 }, box, room)
}

/** A place as parts of the room there is to move in, so that a corner stays a corner when the window changes its size. */
export function partsOf(point: Point, box: Size, room: Size): Point {
  const part = (value: number, way: number) =>
    way <= 0 ? 0 : Math.min(1, Math.max(0, (value - margin) / way))
  return { x: part(point.x, wayOf(room.width, box.width)), y: part(point.y, wayOf(room.height, box.height)) }
}

export function fromParts(parts: Point, box: Size, room: Size): Point {
  const x = margin + parts.x * wayOf(room.width, box.width)
  const y = margin + parts.y * wayOf(room.height, box.height)
  return keptInside({ x, y }, box, room)
}

const wayOf = (room: number, box: number) => Math.max(0, room - box - 2 * margin)

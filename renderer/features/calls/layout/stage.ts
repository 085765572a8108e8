// The parts of the stage beside a plain grid: one large picture with the others in a strip, or two people face to face.
import { fitted, gridPlaces, type Rect, type Size, tileRatio } from './grid.ts'

export type Stage = {
  /** Where the large pictures lie. */
  main: Rect[]
  /** Where the small ones lie; as many as there is room for. */
  strip: Rect[]
}

const stripTile = { least: 108, most: 208 }

/** `count` small tiles along the side where the room is wide, else along the top, and `mains` large ones beside them. */
export function stageWithStrip(mains: number, count: number, room: Size, gap: number): Stage {
  const whole = { x: 0, y: 0, ...room }
  if (count === 0) return { main: split(mains, whole, gap), strip: [] }
  const isWide = room.width / room.height > 1.25
  return isWide ? besideStrip(mains, count, room, gap) : belowStrip(mains, count, room, gap)
}

function besideStrip(mains: number, count: number, room: Size, gap: number): Stage {
  const width = within(room.width * 0.19)
  const height = Math.floor(width / tileRatio)
  const shown = Math.max(1, Math.min(count, Math.floor((room.height + gap) / (height + gap))))
  const top = (room.height - shown * height - (shown - 1) * gap) / 2
  const x = room.width - width
  const strip = Array.from({ length: shown }, (_, index) => ({
    x,
    y: Math.round(top + index * (height + gap)),
    width,
    height,
  }))
  return { main: split(mains, { x: 0, y: 0, width: x - gap, height: room.height }, gap), strip }
}

function belowStrip(mains: number, count: number, room: Size, gap: number): Stage {
  const width = within(room.width * 0.24)
  const height = Math.floor(width / tileRatio)
  const shown = Math.max(1, Math.min(count, Math.floor((room.width + gap) / (width + gap))))
  const left = (room.width - shown * width - (shown - 1) * gap) / 2
  const strip = Array.from({ length: shown }, (_, index) => ({
    x: Math.round(left + index * (width + gap)),
    y: 0,
    width,
    height,
  }))
  const y = height + gap
  return {
    main: split(mains, { x: 0, y, width: room.width, height: Math.max(0, room.height - y) }, gap),
    strip,
  }
}

const within = (width: number) => Math.floor(Math.min(stripTile.most, Math.max(stripTile.least, width)))

/** The whole room for one, or side by side (one above the other where it is narrow) for several. */
function split(count: number, room: Rect, gap: number): Rect[] {
  if (count <= 1) return [room]
  const isWide = room.width > room.height
  const width = isWide ? (room.width - gap * (count - 1)) / count : room.width
  const height = isWide ? room.height : (room.height - gap * (count - 1)) / count
  return Array.from({ length: count }, (_, index) => ({
    x: Math.round(room.x + (isWide ? index * (width + gap) : 0)),
    y: Math.round(room.y + (isWide ? 0 : index * (height + gap))),
    width: Math.floor(width),
    height: Math.floor(height),
  }))
}

/** Two people: the other as large as can be, oneself in the corner. */
export function faceToFace(room: Size): { other: Rect; own: Rect } {
  const isWide = room.width >= room.height
  const other = isWide ? fitted({ x: 0, y: 0, ...room }) : { x: 0, y: 0, ...room }
  const width = Math.floor(Math.min(240, Math.max(120, other.width * 0.22)))
  const height = Math.floor(width / tileRatio)
  const inset = 12
  return {
    other,
    own: {
      x: other.x + other.width - width - inset,
      y: other.y + other.height - height - inset,
      width,
      height,
    },
  }
}

/** Alone: oneself, not larger than is pleasant. */
export function alone(room: Size): Rect {
  const [place] = gridPlaces(1, { width: Math.min(room.width, 720), height: Math.min(room.height, 405) }, 0)
  const { width, height } = place ?? { width: 0, height: 0 }
  return {
    x: Math.round((room.width - width) / 2),
    y: Math.round((room.height - height) * 0.32),
    width,
    height,
  }
}

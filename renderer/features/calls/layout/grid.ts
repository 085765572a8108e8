// Where the tiles of a grid lie: as large as they can be, all of one size, the last row in the middle.

export type Size = { width: number; height: number }
export type Rect = Size & { x: number; y: number }

/** Width over height of a tile. */
export const tileRatio = 16 / 9

export type Grid = Size & { columns: number; rows: number }

/** The columns and rows that give `count` tiles the most room. */
export function bestGrid(count: number, room: Size, gap: number, ratio = tileRatio): Grid {
  let best: Grid = { columns: 1, rows: Math.max(1, count), width: 0, height: 0 }
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.max(1, Math.ceil(count / columns))
    const cellWidth = (room.width - gap * (columns - 1)) / columns
    const cellHeight = (room.height - gap * (rows - 1)) / rows
    const width = Math.max(0, Math.floor(Math.min(cellWidth, cellHeight * ratio)))
    if (width > best.width) best = { columns, rows, width, height: Math.floor(width / ratio) }
  }
  return best
}

/** A place for each of `count` tiles, in the middle of the room. */
export function gridPlaces(count: number, room: Size, gap: number, ratio = tileRatio): Rect[] {
  const { columns, rows, width, height } = bestGrid(count, room, gap, ratio)
  const top = (room.height - rows * height - (rows - 1) * gap) / 2
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns)
    const inRow = row === rows - 1 ? count - row * columns : columns
    const left = (room.width - inRow * width - (inRow - 1) * gap) / 2
    return {
      x: Math.round(left + (index - row * columns) * (width + gap)),
      y: Math.round(top + row * (height + gap)),
      width,
      height,
    }
  })
}

/** The largest rectangle of this ratio, in the middle of the room. */
export function fitted(room: Rect, ratio = tileRatio): Rect {
  const width = Math.max(0, Math.min(room.width, room.height * ratio))
  const height = width / ratio
  return {
    x: Math.round(room.x + (room.width - width) / 2),
    y: Math.round(room.y + (room.height - height) / 2),
    width: Math.floor(width),
    height: Math.floor(height),
  }
}

// Takes out of the mask what stands alone and is small: a lamp, a poster, a chair that the model takes for a person
// now and then. It would be a hole in the hidden background. A hand that comes in from below stays.
import type { Size } from './box-filter.ts'

/** Looked at in squares of this side: finer would only take longer. */
const side = 4
/** A square belongs to something when the model is this sure of it. */
const sureEnough = 0.3
/** What has less than this share of the largest piece is an island; a second person, further away, has more. */
const leastShare = 0.08

/** @returns a function that changes masks of this size in place; width and height are multiples of 4 */
export function createIslandDropper(size: Size): (mask: Float32Array) => void {
  const columns = size.width / side
  const rows = size.height / side
  const pieceOf = new Int16Array(columns * rows)
  const waiting = new Int16Array(columns * rows)

  /** Gives all squares that hang together with this one the same number. @returns how many, and whether it stays */
  function flood(start: number, piece: number) {
    let [taken, found] = [0, 1]
    let touchesBottom = false
    waiting[0] = start
    pieceOf[start] = piece
    const visit = (at: number) => {
      if (pieceOf[at] !== unseen) return
      pieceOf[at] = piece
      waiting[found++] = at
    }
    while (taken < found) {
      const at = waiting[taken++] as number
      const column = at % columns
      touchesBottom ||= at >= columns * (rows - 1)
      if (column > 0) visit(at - 1)
      if (column < columns - 1) visit(at + 1)
      if (at >= columns) visit(at - columns)
      if (at < columns * (rows - 1)) visit(at + columns)
    }
    return { area: found, touchesBottom }
  }

  return (mask) => {
    markSure(mask, size, pieceOf)
    const pieces: ReturnType<typeof flood>[] = []
    for (let at = 0; at < pieceOf.length; at++) {
      if (pieceOf[at] === unseen) pieces.push(flood(at, pieces.length + 1))
    }
    const largest = Math.max(...pieces.map(({ area }) => area), 0)
    const isIsland = pieces.map(({ area, touchesBottom }) => !touchesBottom && area < leastShare * largest)
    if (isIsland.includes(true)) sink(mask, size, pieceOf, isIsland)
  }
}

const unseen = -1
const nothing = 0

function markSure(mask: Float32Array, { width }: Size, pieceOf: Int16Array) {
  const columns = width / side
  for (let at = 0; at < pieceOf.length; at++) {
    const column = at % columns
    const start = ((at - column) / columns) * side * width + column * side
    let most = 0
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) most = Math.max(most, mask[start + y * width + x] as number)
    pieceOf[at] = most >= sureEnough ? unseen : nothing
  }
}

/** The unsure rim of an island goes with it: its squares, and those around that belong to nothing. */
function sink(mask: Float32Array, { width }: Size, pieceOf: Int16Array, isIsland: boolean[]) {
  const columns = width / side
  const belongsToIsland = (at: number) => {
    const piece = pieceOf[at] ?? nothing
    return piece > nothing && isIsland[piece - 1] === true
  }
  const clear = (at: number) => {
    const column = at % columns
    const start = ((at - column) / columns) * side * width + column * side
    for (let y = 0; y < side; y++) mask.fill(0, start + y * width, start + y * width + side)
  }
  for (let at = 0; at < pieceOf.length; at++) {
    if (!belongsToIsland(at)) continue
    clear(at)
    for (const near of [at - columns, at + columns, at - 1, at + 1])
      if (pieceOf[near] === nothing) clear(near)
  }
}

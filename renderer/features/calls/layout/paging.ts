// How many tiles are on a page. Never more than 49, and never so many that nobody can be told apart.
import { bestGrid, type Size } from './grid.ts'

export const mostTiles = 49
/** A face on a smaller tile is no face. */
const leastWidth = 132

/** The most tiles of a usable size that the room has place for. */
export function capacityOf(room: Size, gap: number): number {
  for (let count = mostTiles; count > 1; count--)
    if (bestGrid(count, room, gap).width >= leastWidth) return count
  return 1
}

export type Page<Item> = { items: Item[]; page: number; pageCount: number }

/** A page of even size, so that the last one is not almost empty; `page` is brought within what there is. */
export function pageOf<Item>(items: readonly Item[], capacity: number, wanted: number): Page<Item> {
  const pageCount = Math.max(1, Math.ceil(items.length / capacity))
  const page = Math.min(Math.max(0, wanted), pageCount - 1)
  // The first page keeps its number: who speaks is swapped into it.
  const start = page * capacity
  return { items: items.slice(start, start + capacity), page, pageCount }
}

// Tells the server what is on the screen: the first change at once, a burst of them together, and nothing twice.
import type { Tile } from '../../../../contract/call-signals.ts'

const calmMs = 100
const mostTiles = 200
const mostPixels = 16_384

const bounded = (pixels: number) => Math.min(mostPixels, Math.max(1, Math.round(pixels)))

/** As the contract wants them: whole numbers within bounds, each producer once. */
export function normalTiles(tiles: readonly Tile[]): Tile[] {
  const byProducer = new Map<string, Tile>()
  for (const tile of tiles) {
    const other = byProducer.get(tile.producerId)
    const isLarger = !other || tile.width * tile.height > other.width * other.height
    const largest = isLarger ? tile : other
    byProducer.set(tile.producerId, {
      ...largest,
      width: bounded(largest.width),
      height: bounded(largest.height),
      isImportant: tile.isImportant || (other?.isImportant ?? false),
    })
  }
  return [...byProducer.values()].slice(0, mostTiles)
}

export class ViewReport {
  #send: (tiles: Tile[]) => void
  #tiles: Tile[] | null = null
  #told = ''
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(send: (tiles: Tile[]) => void) {
    this.#send = send
  }

  show(tiles: readonly Tile[]): void {
    this.#tiles = normalTiles(tiles)
    if (this.#timer) return
    this.#report()
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#report()
    }, calmMs)
  }

  /** The server has forgotten it, or may not have heard. */
  repeat(): void {
    this.#told = ''
    this.#report()
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#tiles = null
  }

  #report(): void {
    if (!this.#tiles) return
    const text = JSON.stringify(this.#tiles)
    if (text === this.#told) return
    this.#told = text
    this.#send(this.#tiles)
  }
}

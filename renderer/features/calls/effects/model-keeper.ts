// Has the model ready and starts it again when it crashed. A crash is one of its program, in WebAssembly: out of
// memory, most likely. The worker lives on, and a fresh program does too.
import type { Segmenter } from './segmenter.ts'

export type ModelKeeper = {
  /** Loads it, once. @throws when it can't be loaded, for good */
  open(): Promise<void>
  /** The confidence per pixel; null while there is no model. */
  ask(pixels: ImageData): Float32Array | null
  /** It crashed too often or could not be loaded: nobody will be cut out any more. */
  readonly isLost: boolean
}

/** After this many crashes there is something wrong with this machine, not with a frame. */
const mostCrashes = 3

/** @param onLost told once, when there is no hope left */
export function createModelKeeper(openSegmenter: () => Promise<Segmenter>, onLost: () => void): ModelKeeper {
  let segmenter: Segmenter | null = null
  let opening: Promise<void> | null = null
  let crashes = 0
  let isLost = false

  const lose = () => {
    if (!isLost) onLost()
    isLost = true
  }

  async function load(): Promise<void> {
    try {
      segmenter = await openSegmenter()
    } catch (error) {
      lose()
      throw error
    }
  }

  const keeper: ModelKeeper = {
    get isLost() {
      return isLost
    },
    open() {
      opening ??= load()
      return opening
    },
    ask(pixels) {
      try {
        return segmenter?.segment(pixels) ?? null
      } catch {
        segmenter = null
        opening = null
        if (++crashes >= mostCrashes) lose()
        else keeper.open().catch(() => {})
        return null
      }
    },
  }
  return keeper
}

// Syncs wait long and hold one of Node's few file threads meanwhile: two at a time leave the others for writing.
import type { FileHandle } from 'node:fs/promises'

const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

/** Makes what was written to a file durable, when it is its turn. */
export async function syncInTurn(handle: FileHandle): Promise<void> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    await handle.datasync()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

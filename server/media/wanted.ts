// Tells a publisher how much anybody wants of what it sends: more at once, less only when it has stayed so, because
// starting an encoder again costs a key frame.

const lessAfterMs = 3000

export function createWantedNote(tell: (producerId: string, layer: number) => void) {
  const told = new Map<string, number>()
  const waiting = new Map<string, { layer: number; timer: ReturnType<typeof setTimeout> }>()

  const drop = (producerId: string) => {
    clearTimeout(waiting.get(producerId)?.timer)
    waiting.delete(producerId)
  }
  const say = (producerId: string, layer: number) => {
    waiting.delete(producerId)
    told.set(producerId, layer)
    tell(producerId, layer)
  }
  return {
    note(producerId: string, layer: number): void {
      if (waiting.get(producerId)?.layer === layer) return
      drop(producerId)
      const before = told.get(producerId) ?? Number.POSITIVE_INFINITY
      if (layer === before) return
      if (layer > before) say(producerId, layer)
      else waiting.set(producerId, { layer, timer: setTimeout(() => say(producerId, layer), lessAfterMs) })
    },
    forget(producerId: string): void {
      drop(producerId)
      told.delete(producerId)
    },
    stop(): void {
      for (const producerId of [...waiting.keys()]) drop(producerId)
    },
  }
}

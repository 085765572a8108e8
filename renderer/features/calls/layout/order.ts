// Who sits where. An order that stays: somebody who speaks out of sight changes places with one who has been silent.

/** Keeps the known order, lets go of who left, and adds who came at the end. */
export function keepOrder<Key>(before: readonly Key[], present: readonly Key[]): Key[] {
  const there = new Set(present)
  const kept = before.filter((key) => there.has(key))
  const known = new Set(kept)
  return [...kept, ...present.filter((key) => !known.has(key))]
}

/**
 * Brings `speaker` into the first `inSight` places by changing places with whoever there spoke longest ago (the last of
 * equals). The same order when they are there already. `fixed` never moves: the own tile, say.
 */
export function withSpeakerInSight<Key>(
  order: readonly Key[],
  speaker: Key | null,
  inSight: number,
  spokeAt: (key: Key) => number,
  fixed: (key: Key) => boolean = () => false,
): readonly Key[] {
  const from = speaker === null ? -1 : order.indexOf(speaker)
  if (speaker === null || from < inSight) return order
  let to = -1
  for (let index = Math.min(inSight, order.length) - 1; index >= 0; index--) {
    const key = order[index] as Key
    if (fixed(key)) continue
    if (to < 0 || spokeAt(key) < spokeAt(order[to] as Key)) to = index
  }
  if (to < 0) return order
  const next = [...order]
  next[from] = order[to] as Key
  next[to] = speaker
  return next
}

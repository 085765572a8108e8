// How fast bytes come. Who sends one now and then would hold a turn for ever, and all turns with some friends.

/** A connection of the last century has more. */
const leastBytes = 32 * 1024
const windowMs = 30_000

/** Of one request, from its beginning; `nowMs` from performance.now(). */
export function createPace(startedAtMs: number) {
  let bytes = 0
  /** How much had come when it was asked, the oldest first: what lies behind the window is forgotten but for one. */
  const looks = [{ atMs: startedAtMs, bytes: 0 }]
  return {
    note(more: number): void {
      bytes += more
    },
    /** Asked now and then. Nothing at all for so long: the connection is dead, whatever TCP thinks. */
    isTooSlow(nowMs: number): boolean {
      looks.push({ atMs: nowMs, bytes })
      while (looks[1] && nowMs - looks[1].atMs >= windowMs) looks.shift()
      const [oldest] = looks
      return oldest !== undefined && nowMs - oldest.atMs >= windowMs && bytes - oldest.bytes < leastBytes
    },
  }
}

// How fast bytes come. Who sends one now and then would hold a turn for ever, and all turns with some friends.

/** A connection of the last century has more. */
const leastBytes = 32 * 1024
const windowMs = 30_000

/** Of one request, from its beginning; `nowMs` from performance.now(). */
export function createPace(startedAtMs: number) {
  let since = startedAtMs
  let bytes = 0
  return {
    note(more: number): void {
      bytes += more
    },
    /** Asked now and then. Nothing at all for so long: the connection is dead, whatever TCP thinks. */
    isTooSlow(nowMs: number): boolean {
      if (nowMs - since < windowMs) return false
      const isSlow = bytes < leastBytes
      since = nowMs
      bytes = 0
      return isSlow
    },
  }
}

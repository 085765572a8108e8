// Decides whether this machine is too slow for the noise filter: compares the clock on the wall with the time that the
// audio context has played. What was not computed in time is never played, so the context falls behind.

export type Reading = { wallMs: number; playedMs: number; isRunning: boolean }

/** A sound card's clock is wrong by less than a thousandth, and a reading by less than two of its buffers. */
const lostMsThatCounts = 60
const mostBadReadings = 3
const amongReadings = 10
/** A machine that slept, or a timer that was held up for long, tells nothing. */
const longestGapMs = 5000

export type UnderrunJudge = {
  /** Takes a reading, about one per second. @returns whether it is too much: 3 bad ones among the last 10 */
  note(reading: Reading): boolean
}

export function createUnderrunJudge(): UnderrunJudge {
  let last: Reading | null = null
  let isBad: boolean[] = []
  return {
    note(reading) {
      const before = last
      last = reading
      if (!before?.isRunning || !reading.isRunning) return false
      const wallMs = reading.wallMs - before.wallMs
      if (wallMs > longestGapMs) return false
      const lostMs = wallMs - (reading.playedMs - before.playedMs)
      isBad = [...isBad, lostMs > lostMsThatCounts].slice(-amongReadings)
      return isBad.filter(Boolean).length >= mostBadReadings
    },
  }
}

// Notices a dead path long before the browser does (which takes 5 to 8 s): what came steadily has stopped. Pure, one per
// transport, fed every third of a second with how much has arrived. Being wrong costs one needless ICE restart.

export type Arrival = {
  bytes: number | null
  /** Looks in a row at which something new had come. */
  steady: number
  quietSinceMs: number | null
  /** Not again before this. */
  calmUntilMs: number
}

export const firstArrival: Arrival = { bytes: null, steady: 0, quietSinceMs: null, calmUntilMs: 0 }

/** Three seconds of steady arrival make a second of nothing suspicious; what comes now and then (DTX) may stop as it likes. */
const steadyLooks = 9
const silentMs = 1000
/** Who has only just come has no three seconds yet, and would wait for the browser. */
const begunLooks = 5
const longSilentMs = 2000
const calmMs = 5000

/** `bytes`: all that has come over the transport so far; null: not known. */
export function noteArrival(before: Arrival, bytes: number | null, nowMs: number): [Arrival, boolean] {
  if (bytes === null || before.bytes === null || bytes < before.bytes)
    return [{ ...firstArrival, bytes, calmUntilMs: before.calmUntilMs }, false]
  if (bytes > before.bytes) {
    // Two looks close together, on a busy machine, are no pause.
    const wasQuiet = before.quietSinceMs !== null && nowMs - before.quietSinceMs > silentMs / 2
    return [{ ...before, bytes, steady: wasQuiet ? 1 : before.steady + 1, quietSinceMs: null }, false]
  }
  const quietSinceMs = before.quietSinceMs ?? nowMs
  const mostQuietMs = before.steady >= steadyLooks ? silentMs : longSilentMs
  const isSilent =
    before.steady >= begunLooks && nowMs - quietSinceMs >= mostQuietMs && nowMs >= before.calmUntilMs
  if (!isSilent) return [{ ...before, quietSinceMs }, false]
  return [{ ...firstArrival, bytes, calmUntilMs: nowMs + calmMs }, true]
}

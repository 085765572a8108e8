// When a way to the media server is broken, what to do about it and when: a pure state machine, one per transport, fed
// with connection states and with the time. What it asks for: an ICE restart, or all media made anew.

/** RTCPeerConnectionState. */
export type WayState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed'

export type Way = {
  state: WayState
  /** Whether it ever stood: a path that worked is found again soon, or is gone. */
  hasStood: boolean
  /** Since when nothing comes through; null while it does, or before the first try. */
  brokenSinceMs: number | null
  /** When to restart next. */
  restartAtMs: number | null
  restarts: number
  rebuilds: number
}

export type WayEvent =
  | { kind: 'state'; state: WayState }
  /** Another network, or awake again: the way may be dead without knowing. */
  | { kind: 'pathChanged' }
  | { kind: 'tick'; isSignalling: boolean }

export type WayStep = 'restart' | 'rebuild'

export const firstWay: Way = {
  state: 'new',
  hasStood: false,
  brokenSinceMs: null,
  restartAtMs: null,
  restarts: 0,
  rebuilds: 0,
}

/** `disconnected` mends itself often enough. */
const patienceMs = 1500
/** A first connection may have to try TCP and TURN before it is called broken. */
const connectPatienceMs = 6000
const reconnectPatienceMs = 2500
/** This long after the break, if restarting has not helped, the media are made anew. */
const rebuildAfterMs = 8000
const mostRebuildDelayMs = 60_000
/** A cold start gets longer, because every path is tried one after the other. */
const coldRebuildAfterMs = 20_000

/** 1, 2, 4 … 8 s between restarts. */
export const restartDelayMs = (restarts: number): number =>
  Math.min(8000, 1000 * 2 ** Math.max(0, restarts - 1))

export function advance(way: Way, event: WayEvent, nowMs: number): [Way, WayStep | null] {
  switch (event.kind) {
    case 'state':
      return [afterState(way, event.state, nowMs), null]
    case 'pathChanged':
      return [afterPathChange(way, nowMs), null]
    case 'tick':
      return event.isSignalling ? afterTick(way, nowMs) : [way, null]
  }
}

function afterState(way: Way, state: WayState, nowMs: number): Way {
  if (state === 'connected' || state === 'closed' || state === 'new')
    return { ...firstWay, state, hasStood: state === 'connected' }
  const brokenSinceMs = way.brokenSinceMs ?? nowMs
  const soon = (atMs: number) => (way.restartAtMs === null ? atMs : Math.min(way.restartAtMs, atMs))
  // A failure after a restart waits for that restart's turn to pass: restarting every time at once helps nobody.
  if (state === 'failed') {
    const restartAtMs = way.restarts === 0 ? nowMs : (way.restartAtMs ?? nowMs)
    return { ...way, state, brokenSinceMs, restartAtMs }
  }
  if (state === 'disconnected') return { ...way, state, brokenSinceMs, restartAtMs: soon(nowMs + patienceMs) }
  const patience = way.hasStood ? reconnectPatienceMs : connectPatienceMs
  // Connecting: for the first time, or because of a restart, whose turn then stands.
  return { ...way, state, brokenSinceMs, restartAtMs: soon(nowMs + patience) }
}

function afterPathChange(way: Way, nowMs: number): Way {
  if (way.state === 'new' || way.state === 'closed') return way
  return { ...way, restartAtMs: nowMs }
}

function afterTick(way: Way, nowMs: number): [Way, WayStep | null] {
  if (isHopeless(way, nowMs)) return [afterRebuild(way, nowMs), 'rebuild']
  if (way.restartAtMs === null || nowMs < way.restartAtMs) return [way, null]
  const restarts = way.restarts + 1
  // Whole and restarted only to be sure: once is enough.
  const restartAtMs = way.brokenSinceMs === null ? null : nowMs + restartDelayMs(restarts)
  return [{ ...way, restarts: way.brokenSinceMs === null ? 0 : restarts, restartAtMs }, 'restart']
}

/** If making them anew fails too, it is restarted, and then tried once more, twice as late. */
const afterRebuild = (way: Way, nowMs: number): Way => ({
  ...way,
  brokenSinceMs: nowMs,
  restartAtMs: nowMs + rebuildAfterMs / 2,
  restarts: 0,
  rebuilds: way.rebuilds + 1,
})

function isHopeless(way: Way, nowMs: number): boolean {
  if (way.brokenSinceMs === null || way.restarts === 0) return false
  const first = way.hasStood ? rebuildAfterMs : coldRebuildAfterMs
  return nowMs - way.brokenSinceMs >= Math.min(mostRebuildDelayMs, first * 2 ** way.rebuilds)
}

/** Whether the picture stands still for the viewer: a short break is none, and neither is the first connecting. */
export function isCut(way: Way, nowMs: number): boolean {
  // Made anew because it was broken: that is over when it stands.
  if (way.state === 'failed' || (way.state === 'connecting' && way.rebuilds > 0)) return true
  if (way.brokenSinceMs === null || (way.state === 'connecting' && way.restarts === 0)) return false
  return nowMs - way.brokenSinceMs >= patienceMs
}

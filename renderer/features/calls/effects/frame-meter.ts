// Gathers the times of frames into windows of a second, for the governor.
import type { EncoderLimit } from './background-messages.ts'
import type { Window } from './governor.ts'

/** Cameras of calls give 30 frames per second; a faster one is taken as that, the rest of its frames are spare. */
const budgetMs = 1000 / 30
const windowMs = 1000

export type FrameMeter = {
  /**
   * @param timestamp when the camera took it, in microseconds
   * @param frameMs from having read to having written it
   * @param now performance.now() when written
   * @returns a window when one is full
   */
  note(timestamp: number, frameMs: number, now: number): Window | null
  encoderLimit: EncoderLimit
}

export function createFrameMeter(): FrameMeter {
  let times: number[] = []
  let dropped = 0
  let startedAt = 0
  let last: { timestamp: number; frameMs: number } | null = null

  function closeWindow(): Window {
    const sorted = times.sort((a, b) => a - b)
    const frames = sorted.length
    const window = {
      meanMs: sorted.reduce((sum, time) => sum + time, 0) / frames,
      heavyMs: sorted[Math.floor(0.9 * (frames - 1))] ?? 0,
      budgetMs,
      droppedShare: dropped / (frames + dropped),
      encoderLimit: meter.encoderLimit,
    }
    times = []
    dropped = 0
    return window
  }

  const meter: FrameMeter = {
    encoderLimit: 'none',
    note(timestamp, frameMs, now) {
      if (times.length === 0) startedAt = now - frameMs
      // A camera that gives fewer frames, in the dark say, is no fault of ours: a gap counts only after a long frame.
      const gapMs = last ? (timestamp - last.timestamp) / 1000 : 0
      if (last && last.frameMs > budgetMs && gapMs > 1.5 * budgetMs)
        dropped += Math.round(gapMs / budgetMs) - 1
      last = { timestamp, frameMs }
      times.push(frameMs)
      return now - startedAt >= windowMs ? closeWindow() : null
    },
  }
  return meter
}

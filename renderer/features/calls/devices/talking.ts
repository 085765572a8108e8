// Whether somebody speaks though muted, from the loudness of the microphone. Pure, with hysteresis: a cough is no speech,
// and a pause for breath does not end it.

export type Talking = { isTalking: boolean; loudMs: number; quietMs: number }

export const notTalking: Talking = { isTalking: false, loudMs: 0, quietMs: 0 }

/** Loudness 0 to 1 above which it may be a voice. */
const voiceLevel = 0.25
const speechMs = 500
const pauseMs = 2500
/** Between words it is quiet for a moment. */
const gapMs = 300

export function hear(before: Talking, level: number, passedMs: number): Talking {
  const isLoud = level >= voiceLevel
  const quietMs = isLoud ? 0 : before.quietMs + passedMs
  const loudMs = isLoud ? before.loudMs + passedMs : quietMs > gapMs ? 0 : before.loudMs
  const isTalking = before.isTalking ? quietMs < pauseMs : loudMs >= speechMs
  return { isTalking, loudMs, quietMs }
}

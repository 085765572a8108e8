// Decides how much of the effect this machine can carry: less as soon as frames come too late, more again when there
// has been room for a while. A pure function, fed about once a second; who asks too much of a machine again has to
// wait twice as long the next time, so that the picture doesn't go up and down.
import type { EffectLevel, EncoderLimit } from './background-messages.ts'

/** What happened in about one second. */
export type Window = {
  /** Mean and 90th percentile of the time from reading a frame to having written it. */
  meanMs: number
  heavyMs: number
  /** Between two frames of the camera: what there is to spend. */
  budgetMs: number
  /** Frames that were skipped because the one before took too long, 0 to 1. */
  droppedShare: number
  encoderLimit: EncoderLimit
}

export type GovernorState = {
  level: EffectLevel
  /** Windows in a row that were too much, or easy. */
  strainedFor: number
  calmFor: number
  /** Windows that must be easy before the next try of a higher level. */
  patience: number
}

const levels: EffectLevel[] = ['full', 'everySecondFrame', 'smaller', 'off']
const firstPatience = 10
const mostPatience = 160
/** Off costs next to nothing, so a try is the only way to know; it shows, so it is not made often. */
const leastPatienceWhenOff = 30
/** The first second of a call is slow everywhere, and so is one in which another program starts. */
const strainedBeforeLess = 3
/** Above this share of the budget the rest of the call has too little left on a machine of two cores. */
const strainedShare = 0.85
/** Below this share of the budget, by level, the next higher level has room: a full-size frame costs up to twice. */
const calmShare: Record<EffectLevel, number> = { full: 0.6, everySecondFrame: 0.6, smaller: 0.4, off: 1 }
const tooManyDropped = 0.1

export const firstGovernorState: GovernorState = {
  level: 'full',
  strainedFor: 0,
  calmFor: 0,
  patience: firstPatience,
}

/** @returns the state after this window; its level holds from the next frame on */
export function govern(state: GovernorState, window: Window): GovernorState {
  if (isStrained(window)) {
    const strainedFor = state.strainedFor + 1
    if (strainedFor < strainedBeforeLess || state.level === 'off')
      return { ...state, strainedFor, calmFor: 0 }
    const level = neighbour(state.level, 1)
    const patience = Math.max(state.patience, level === 'off' ? leastPatienceWhenOff : 0)
    return { level, strainedFor: 0, calmFor: 0, patience }
  }
  const isCalm = window.heavyMs < calmShare[state.level] * window.budgetMs && window.droppedShare === 0
  const calmFor = isCalm ? state.calmFor + 1 : 0
  if (calmFor < state.patience) return { ...state, strainedFor: 0, calmFor }
  // A long calm at the top: what was hard before is over.
  if (state.level === 'full') return { ...firstGovernorState, calmFor: 0 }
  const patience = Math.min(mostPatience, 2 * state.patience)
  return { level: neighbour(state.level, -1), strainedFor: 0, calmFor: 0, patience }
}

const isStrained = ({ meanMs, budgetMs, droppedShare, encoderLimit }: Window) =>
  meanMs > strainedShare * budgetMs || droppedShare > tooManyDropped || encoderLimit === 'cpu'

const neighbour = (level: EffectLevel, step: 1 | -1) => levels[levels.indexOf(level) + step] ?? level

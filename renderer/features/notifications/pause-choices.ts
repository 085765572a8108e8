// For how long notifications can be paused: the moments the choices mean, on the clock of the person's zone.
import { nextAt } from '../../../contract/lib/wall-clock.ts'

export type PauseChoice = 'minutes30' | 'hour1' | 'hours2' | 'tomorrow'
export const pauseChoices: readonly PauseChoice[] = ['minutes30', 'hour1', 'hours2', 'tomorrow']

const minuteMs = 60_000
const lengths = { minutes30: 30, hour1: 60, hours2: 120 }
/** When "tomorrow" begins for those who paused. */
const morning = '09:00'

/** The moment a pause ends that begins now. */
export function pauseEnd(choice: PauseChoice, timeZone: string, now: Date): Date {
  if (choice !== 'tomorrow') return new Date(now.getTime() + lengths[choice] * minuteMs)
  const midnight = nextAt(timeZone, '00:00', now)
  return nextAt(timeZone, morning, new Date(midnight.getTime() - minuteMs))
}

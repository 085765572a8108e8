// The check as the page draws it.
import { create } from 'zustand'
import type { CheckId, Facts } from './facts.ts'

export type DoctorState = {
  /** cancelled: what was measured until then stays on the page. */
  phase: 'idle' | 'running' | 'done' | 'cancelled'
  /** The check that runs now. */
  running: CheckId | null
  finished: readonly CheckId[]
  facts: Facts
  /** null: not begun. */
  begunAt: string | null
  cameraTrack: MediaStreamTrack | null
  returnedTrack: MediaStreamTrack | null
}

export const noCheckup: DoctorState = {
  phase: 'idle',
  running: null,
  finished: [],
  facts: {},
  begunAt: null,
  cameraTrack: null,
  returnedTrack: null,
}

export const doctorStore = create<DoctorState>(() => noCheckup)

/** How loud the microphone is while it is listened to, 0 to 1; apart, because it changes ten times a second. */
export const heardStore = create<{ level: number }>(() => ({ level: 0 }))

export function learn(facts: Partial<Facts>): void {
  doctorStore.setState((state) => ({ facts: { ...state.facts, ...facts } }))
}

// What rings in this window, and whether it may sound.
import { create } from 'zustand'
import type { CallView } from '../../../../contract/calls.ts'
import type { CallId } from '../../../../contract/ids.ts'

type RingState = {
  /** The first one is the oldest. */
  calls: readonly CallView[]
  /** Answered or declined here a moment ago: gone before the server's word comes. */
  settled: ReadonlySet<CallId>
  /** Made quiet with the button of the ring. */
  quiet: ReadonlySet<CallId>
  /** Whether calls make a sound on this device. */
  isSoundOn: boolean
}

const storageKey = 'nucleus.calls.sound'

function isSoundKept(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

export const ringStore = create<RingState>()(() => ({
  calls: [],
  settled: new Set(),
  quiet: new Set(),
  isSoundOn: isSoundKept(),
}))

export function setRingSound(isOn: boolean): void {
  ringStore.setState({ isSoundOn: isOn })
  try {
    if (isOn) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, 'off')
  } catch {
    // Not remembered.
  }
}

export function settleRing(id: CallId): void {
  ringStore.setState(({ settled, calls }) => ({
    settled: new Set(settled).add(id),
    calls: calls.filter((call) => call.id !== id),
  }))
}

export function quietRing(id: CallId): void {
  ringStore.setState(({ quiet }) => ({ quiet: new Set(quiet).add(id) }))
}

// The questions that buttons outside of the call ask: am I in one, and how do I get into this one?
import type { ChannelId } from '../../../contract/ids.ts'
import { callActions } from './actions.ts'
import { type CallPhase, liveCallStore } from './state.ts'
import { stageStore } from './store.ts'

/** The phases that hold a seat, or will in a moment. */
export const isInCall = (phase: CallPhase): boolean =>
  phase === 'joining' || phase === 'waiting' || phase === 'joined' || phase === 'reconnecting'

export const useIsInCall = (): boolean => liveCallStore((state) => isInCall(state.phase))

/** The channel whose call this window is in. */
export const useMyCallChannel = (): ChannelId | null =>
  liveCallStore((state) => (isInCall(state.phase) ? state.channelId : null))

/** Opens the call of a channel: the one this window is in, or the look at oneself before joining. */
export function openCall(channelId: ChannelId): void {
  const { phase, channelId: current } = liveCallStore.getState()
  if (!isInCall(phase)) void callActions.prepare(channelId)
  else if (current === channelId) callActions.setMinimised(false)
  else stageStore.setState({ switchTo: channelId })
}

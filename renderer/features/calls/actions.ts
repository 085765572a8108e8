// What a person can do with calls, in one list: buttons, shortcuts and rings use these and nothing else.
import type { Tile } from '../../../contract/call-signals.ts'
import type { CallId, ChannelId, PersonId, SeatId } from '../../../contract/ids.ts'

/** Errors are shown by the actions themselves (state, notices); none rejects. */
export type CallActions = {
  /** Opens the look at oneself before a call in this channel; devices start. Leaves a former preparation. */
  prepare(channelId: ChannelId): Promise<void>
  cancelPreparation(): void
  /** Starts or joins the call of the prepared channel (calls.start, then call.join), with the devices as they stand. */
  join(): Promise<void>
  /** Answers a ring or a banner at once, with the remembered devices, leaving another call first. */
  answer(callId: CallId, options?: { withCamera?: boolean }): Promise<void>
  decline(callId: CallId, options?: { isBusy?: boolean }): Promise<void>
  leave(): Promise<void>
  endForAll(): Promise<void>
  /** Closes the "it is over" screen. */
  dismiss(): void
  setMuted(isMuted: boolean): void
  setCamera(isOn: boolean): Promise<void>
  /** Asks the browser for a screen or window; a second one shares two. */
  startShare(hint: 'text' | 'motion'): Promise<void>
  stopShare(shareId: string): void
  setShareHint(shareId: string, hint: 'text' | 'motion'): void
  /** What is drawn now, in device pixels; called by the layout whenever it changes. */
  showTiles(tiles: Tile[]): void
  raiseHand(isRaised: boolean): void
  react(emoji: string): void
  muteSeat(seatId: SeatId | null): void
  askToUnmute(seatId: SeatId): void
  answerUnmuteRequest(isAccepted: boolean): void
  removeSeat(seatId: SeatId): void
  makeHost(seatId: SeatId): void
  answerLobby(personId: PersonId, isAdmitted: boolean): void
  setRules(rules: { isLocked?: boolean; hasLobby?: boolean }): void
  setMinimised(isMinimised: boolean): void
  dismissNotice(id: number): void
}

const engine = () => import('./live/engine.ts').then((module) => module.engine)

/** Asks the engine, which is loaded with the first call: the shell carries none of it. */
const later =
  <Input extends unknown[]>(act: (actions: CallActions) => (...input: Input) => void) =>
  (...input: Input): void =>
    void engine().then((actions) => act(actions)(...input))

/** What buttons, shortcuts and rings call. */
export const callActions: CallActions = {
  prepare: async (channelId) => (await engine()).prepare(channelId),
  join: async () => (await engine()).join(),
  answer: async (callId, options) => (await engine()).answer(callId, options),
  decline: async (callId, options) => (await engine()).decline(callId, options),
  leave: async () => (await engine()).leave(),
  endForAll: async () => (await engine()).endForAll(),
  setCamera: async (isOn) => (await engine()).setCamera(isOn),
  startShare: async (hint) => (await engine()).startShare(hint),
  cancelPreparation: later((actions) => actions.cancelPreparation),
  dismiss: later((actions) => actions.dismiss),
  setMuted: later((actions) => actions.setMuted),
  stopShare: later((actions) => actions.stopShare),
  setShareHint: later((actions) => actions.setShareHint),
  showTiles: later((actions) => actions.showTiles),
  raiseHand: later((actions) => actions.raiseHand),
  react: later((actions) => actions.react),
  muteSeat: later((actions) => actions.muteSeat),
  askToUnmute: later((actions) => actions.askToUnmute),
  answerUnmuteRequest: later((actions) => actions.answerUnmuteRequest),
  removeSeat: later((actions) => actions.removeSeat),
  makeHost: later((actions) => actions.makeHost),
  answerLobby: later((actions) => actions.answerLobby),
  setRules: later((actions) => actions.setRules),
  setMinimised: later((actions) => actions.setMinimised),
  dismissNotice: later((actions) => actions.dismissNotice),
}

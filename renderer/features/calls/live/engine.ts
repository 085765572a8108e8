// What a person can do with calls, and the one call this window is in. Nothing here rejects: what goes wrong becomes
// state or a notice.
import type { CallRequestInput, CallRequestName, Tile } from '../../../../contract/call-signals.ts'
import type { CallView } from '../../../../contract/calls.ts'
import type { CallId, ChannelId } from '../../../../contract/ids.ts'
import { ApiError, call } from '../../../data/api.ts'
import { sessionStore } from '../../../data/session.ts'
import { request } from '../../../data/signalling.ts'
import { channelsStore } from '../../channels/store.ts'
import type { CallActions } from '../actions.ts'
import { prefer, preferencesStore } from '../devices/preferences.ts'
import { type LostReason, liveCallStore, noCall } from '../state.ts'
import { prefetchDevice } from './device.ts'
import { lostReasonOf } from './lost-reasons.ts'
import { OwnSide } from './own-side.ts'
import { Session } from './session.ts'
import { live, say, tell } from './telling.ts'

const own = new OwnSide()
let session: Session | null = null
/** Counts calls: what was begun for a former one is dropped. */
let round = 0

const isInCall = () => session !== null

function open(callId: CallId, clickedAtMs: number): Session {
  const opened: Session = new Session({
    callId,
    own,
    clickedAtMs,
    lost: (reason) => {
      if (session === opened) lose(reason)
    },
  })
  session = opened
  return opened
}

/** It is over, and not by one's own wish. */
function lose(reason: LostReason): void {
  round++
  session?.close()
  session = null
  own.end()
  const { channelId, callId, call: last, notices } = live()
  liveCallStore.setState({
    ...noCall,
    phase: 'lost',
    lostReason: reason,
    channelId,
    callId,
    call: last,
    notices,
  })
}

function reset(): void {
  round++
  session = null
  own.end()
  liveCallStore.setState({ ...noCall, notices: live().notices })
}

async function leave(): Promise<void> {
  const leaving = session
  // Closed before the devices stop, or the server would hear of every single one of them.
  const left = leaving?.leave()
  reset()
  await left
}

async function prepare(channelId: ChannelId): Promise<void> {
  const { phase, channelId: before } = live()
  if (phase !== 'idle' && phase !== 'lost' && before === channelId) return tell({ isMinimised: false })
  // The answer is nobody's business: what is asked next comes behind it on the same socket.
  void leave()
  tell({ ...noCall, phase: 'preparing', channelId })
  const { startsMuted, startsWithCamera } = preferencesStore.getState()
  own.begin({ isMuted: startsMuted, isCameraOn: startsWithCamera })
  prefetchDevice()
}

async function join(): Promise<void> {
  const clickedAtMs = performance.now()
  const { phase, channelId } = live()
  if (phase !== 'preparing' || !channelId) return
  const mine = ++round
  tell({ phase: 'joining' })
  prefetchDevice()
  try {
    // One that is known to be open needs no round trip to find out.
    const known = channelsStore.getState().channels.get(channelId)?.state.call ?? null
    const started = known ?? (await call('calls.start', { channelId })).call
    if (mine !== round) return
    await enter(started.id, clickedAtMs, started)
  } catch (error) {
    if (mine === round) lose(lostReasonOf(error))
  }
}

async function enter(callId: CallId, clickedAtMs: number, view: CallView | null): Promise<void> {
  tell({ callId, ...(view ? { call: view, channelId: view.channelId } : {}) })
  await open(callId, clickedAtMs).join()
}

async function answer(callId: CallId, { withCamera }: { withCamera?: boolean } = {}): Promise<void> {
  const clickedAtMs = performance.now()
  if (isInCall() && live().callId === callId) return tell({ isMinimised: false })
  prefetchDevice()
  // The seat left is the server's business; the next one is asked for behind it on the same socket.
  void leave()
  tell({ ...noCall, phase: 'joining', callId })
  const { startsMuted, startsWithCamera } = preferencesStore.getState()
  own.begin({ isMuted: startsMuted, isCameraOn: withCamera ?? startsWithCamera })
  const known = knownCall(callId)
  await enter(callId, clickedAtMs, known)
}

/** An open call, as its channel shows it. */
function knownCall(callId: CallId): CallView | null {
  for (const { state } of channelsStore.getState().channels.values())
    if (state.call?.id === callId) return state.call
  return null
}

/** A newer view of the call: who waits in the lobby, who is host, and the rules. */
function noteCall(view: CallView): void {
  const { callId, call: known } = live()
  if (view.id !== callId || (known && known.revision >= view.revision)) return
  tell({ call: view })
}

async function decline(callId: CallId, { isBusy = false }: { isBusy?: boolean } = {}): Promise<void> {
  // What can't be told rings out by itself.
  await call('calls.decline', { callId, isBusy }).catch(() => {})
}

async function endForAll(): Promise<void> {
  const { callId } = live()
  if (!callId) return
  try {
    await call('calls.end', { callId })
    if (live().callId === callId) await leave()
  } catch {
    say('notice.failed')
  }
}

/** Asks for something that shows in the state when it is done; when it is refused, a word says so. */
function ask<Name extends CallRequestName>(name: Name, input: Omit<CallRequestInput<Name>, 'callId'>): void {
  const { callId } = live()
  if (!callId || !session) return
  request(name, { callId, ...input } as CallRequestInput<Name>).catch((error) => {
    const isRefused = error instanceof ApiError && error.code === 'forbidden'
    say(isRefused ? 'notice.notAllowed' : 'notice.failed')
  })
}

const isPreparing = () => live().phase === 'preparing'

export const engine: CallActions = {
  prepare,
  join,
  answer,
  decline,
  leave,
  endForAll,
  cancelPreparation() {
    if (isPreparing()) reset()
  },
  dismiss() {
    if (live().phase === 'lost') reset()
  },
  setMuted(isMuted) {
    // Who has unmuted need not be asked any more.
    if (!isMuted) tell({ unmuteAskedBy: null })
    own.setMuted(isMuted)
    if (isPreparing()) prefer({ startsMuted: isMuted })
  },
  async setCamera(isOn) {
    if (isPreparing()) prefer({ startsWithCamera: isOn })
    await own.setCamera(isOn)
  },
  startShare: (hint) => own.startShare(hint),
  stopShare: (shareId) => own.stopShare(shareId),
  setShareHint: (shareId, hint) => own.setShareHint(shareId, hint),
  showTiles: (tiles: Tile[]) => session?.show(tiles),
  raiseHand: (isRaised) => ask('call.raiseHand', { isRaised }),
  react: (emoji) => ask('call.react', { emoji }),
  muteSeat: (seatId) => ask('call.muteSeat', { seatId }),
  askToUnmute: (seatId) => ask('call.askToUnmute', { seatId }),
  answerUnmuteRequest(isAccepted) {
    tell({ unmuteAskedBy: null })
    if (isAccepted) own.setMuted(false)
  },
  removeSeat: (seatId) => ask('call.removeSeat', { seatId }),
  makeHost: (seatId) => ask('call.makeHost', { seatId }),
  answerLobby: (personId, isAdmitted) => ask('call.answerLobby', { personId, isAdmitted }),
  setRules: (rules) => ask('call.setRules', rules),
  setMinimised: (isMinimised) => tell({ isMinimised }),
  dismissNotice: (id) => tell({ notices: live().notices.filter((one) => one.id !== id) }),
}

window.addEventListener('pagehide', () => session?.leaveAtOnce())
channelsStore.subscribe(({ channels }) => {
  const { channelId, callId } = live()
  const view = channelId && callId ? channels.get(channelId)?.state.call : null
  if (view) noteCall(view)
})
sessionStore.subscribe(({ status }) => {
  if (status === 'signedOut' && live().phase !== 'idle') void leave()
})

// What the server tells of one call: what is about seats goes into the state, what is about media to the session.
import type {
  CallNewsName,
  CallNewsOf,
  ConsumeOffer,
  JoinAnswer,
  MediaOffer,
  MediaSource,
} from '../../../../contract/call-signals.ts'
import type { CallId, SeatId } from '../../../../contract/ids.ts'
import { onNews, onOffer } from '../../../data/signalling.ts'
import { type LostReason, levelsStore } from '../state.ts'
import { levelsOf, withoutSeat, withQuality, withSeat } from './seats.ts'
import { live, nextId, tell } from './telling.ts'

export type NewsHooks = {
  consume(offer: ConsumeOffer): Promise<void>
  rebuild(media: MediaOffer): Promise<void>
  admitted(answer: JoinAnswer): void
  consumerClosed(consumerId: string): void
  wanted(producerId: string, maxSpatialLayer: number): void
  muted(source: MediaSource): void
  lost(reason: LostReason): void
}

const reactionMs = 5000

/** Listens until the returned function is called. */
export function hearNews(callId: CallId, hooks: NewsHooks): () => void {
  const stops = [...hearOffers(callId, hooks), ...hearMedia(callId, hooks), ...hearSeats(callId)]
  return () => {
    for (const stop of stops) stop()
    levelsStore.setState({ levels: new Map() })
  }
}

/** Listens to news of this call: those of another, such as the one that was just left, are nobody's. */
function hearing(callId: CallId) {
  return <Name extends CallNewsName>(name: Name, hear: (news: CallNewsOf<Name>) => void) =>
    onNews(name, (news) => {
      if (news.callId === callId) hear(news)
    })
}

function hearOffers(callId: CallId, hooks: NewsHooks): (() => void)[] {
  const demandMine = (offer: { callId: CallId }) => {
    if (offer.callId !== callId) throw new Error('another call')
  }
  return [
    onOffer('call.consume', async (offer) => {
      demandMine(offer)
      await hooks.consume(offer)
    }),
    onOffer('call.rebuild', async (offer) => {
      demandMine(offer)
      await hooks.rebuild(offer.media)
    }),
  ]
}

function hearMedia(callId: CallId, hooks: NewsHooks): (() => void)[] {
  const on = hearing(callId)
  return [
    on('call.admitted', ({ answer }) => hooks.admitted(answer)),
    on('call.consumerClosed', ({ consumerId }) => hooks.consumerClosed(consumerId)),
    on('call.wanted', ({ producerId, maxSpatialLayer }) => hooks.wanted(producerId, maxSpatialLayer)),
    on('call.muted', ({ source }) => hooks.muted(source)),
    on('call.seatLost', ({ reason }) => hooks.lost(reason)),
    on('call.consumerQuality', (news) => tell({ media: withQuality(live().media, news) })),
  ]
}

function hearSeats(callId: CallId): (() => void)[] {
  const on = hearing(callId)
  return [
    on('call.seatTaken', ({ seat }) => tell(withSeat(live(), seat))),
    on('call.seatChanged', ({ seat }) => tell(withSeat(live(), seat))),
    on('call.seatLeft', ({ seatId }) => tell(withoutSeat(live(), seatId))),
    on('call.unmuteAsked', ({ byPersonId }) => tell({ unmuteAskedBy: byPersonId })),
    on('call.levels', ({ levels, speakerId }) => noteLevels(levels, speakerId)),
    on('call.reaction', ({ seatId, emoji }) => react(seatId, emoji)),
  ]
}

function noteLevels(levels: [SeatId, number][], speakerId: SeatId | null): void {
  levelsStore.setState({ levels: levelsOf(levels) })
  if (speakerId !== live().speakerId) tell({ speakerId })
}

/** Rises for a few seconds and is gone. */
function react(seatId: SeatId, emoji: string): void {
  const reaction = { id: nextId(), seatId, emoji }
  tell({ reactions: [...live().reactions, reaction].slice(-30) })
  setTimeout(() => tell({ reactions: live().reactions.filter((one) => one !== reaction) }), reactionMs)
}

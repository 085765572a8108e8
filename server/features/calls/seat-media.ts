// A seat's media in the call's room: opened when it joins, and anew when a worker was lost.
import { randomUUID } from 'node:crypto'
import type { MediaOffer } from '../../../contract/call-signals.ts'
import type { SeatId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { MediaUnavailable } from '../../media/media-server.ts'
import { MediaRefusal, type PeerHooks } from '../../media/peer.ts'
import { type MediaRoom, NoWorker } from '../../media/room.ts'
import type { LiveCall, Seat } from './live-call.ts'
import { iceServersOf, mediaOf } from './media.ts'
import { callsUnavailable, seatGivenUp } from './policy.ts'

const retryPauseMs = 40
/** A worker that died is replaced long before. */
const openLimitMs = 6000

/** The room of a call, opened by the first who needs it. */
export function roomOf(context: Context, live: LiveCall): Promise<MediaRoom> {
  if (live.room) return live.room
  const hooks = {
    lost: () => void rebuild(context, live),
    levels: (levels: [string, number][], speakerId: string | null) => {
      const news = {
        callId: live.id,
        levels: levels as [SeatId, number][],
        speakerId: speakerId as SeatId | null,
      }
      for (const seat of live.joined()) seat.socket?.tellLossy('call.levels', news)
    },
  }
  const opening = mediaOf(context).openRoom(hooks, { hearsItself: live.call === null })
  live.room = opening
  opening.catch(() => {
    if (live.room === opening) live.room = null
  })
  return opening
}

/** Where a worker dies meanwhile, in the room that takes its place. Throws calls_unavailable, not_in_call. */
export async function openSeatMedia(context: Context, live: LiveCall, seat: Seat): Promise<MediaOffer> {
  const untilMs = performance.now() + openLimitMs
  seat.isOpening = true
  try {
    for (;;) {
      const { rebuilds } = live
      try {
        return await openOnce(context, live, seat)
      } catch (error) {
        const isPassing = error instanceof NoWorker || live.rebuilds !== rebuilds
        if (live.isClosed || !isPassing || performance.now() > untilMs) throw refusalOf(error)
        await new Promise((resolve) => setTimeout(resolve, retryPauseMs))
      }
    }
  } finally {
    seat.isOpening = false
  }
}

async function openOnce(context: Context, live: LiveCall, seat: Seat): Promise<MediaOffer> {
  const room = await roomOf(context, live)
  if (live.isClosed) room.close()
  const peer = await room.addPeer(seat.id, hooksOf(live, seat))
  seat.peer = peer
  const transports = await peer.openTransports()
  // Given up while this was under way: nobody else would close it.
  if (live.seats.get(seat.id) !== seat) {
    peer.close()
    throw seatGivenUp()
  }
  return {
    routerRtpCapabilities: room.rtpCapabilities,
    ...transports,
    iceServers: iceServersOf(context, seat.id),
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof MediaUnavailable || error instanceof NoWorker) return callsUnavailable()
  return error instanceof MediaRefusal ? seatGivenUp() : error
}

function hooksOf(live: LiveCall, seat: Seat): PeerHooks {
  const callId = live.id
  return {
    async consume({ peerId, ...offer }) {
      const beganMs = performance.now()
      const isDone =
        (await seat.socket?.offer('call.consume', { callId, seatId: peerId as SeatId, ...offer })) ?? false
      // Includes the client's work, so it is an upper bound of the way there and back.
      if (isDone) seat.peer?.noteRoundTrip(performance.now() - beganMs)
      return isDone
    },
    consumerClosed: (consumerId) => seat.socket?.tell('call.consumerClosed', { callId, consumerId }),
    consumerQuality: (quality) => seat.socket?.tellLossy('call.consumerQuality', { callId, ...quality }),
    wanted: (producerId, maxSpatialLayer) =>
      seat.socket?.tell('call.wanted', { callId, producerId, maxSpatialLayer }),
  }
}

/** A worker took the room with it: everybody gets a new one elsewhere, with no click and no change of the facts. */
async function rebuild(context: Context, live: LiveCall): Promise<void> {
  live.room = null
  live.rebuilds += 1
  context.metrics.mediaRoomsLost.inc()
  for (const seat of live.seats.values()) seat.peer = null
  // Those that are being opened find the new room by themselves; one that fails does not hold up the others.
  const waiting = live.joined().filter((seat) => !seat.isOpening)
  await Promise.all(
    waiting.map((seat) =>
      offerRebuilt(context, live, seat).catch((error) =>
        context.log.warn({ err: error }, 'a seat got no new media; it asks for them when it comes back'),
      ),
    ),
  )
}

/** Who does not answer comes back with call.join and gets media then. */
async function offerRebuilt(context: Context, live: LiveCall, seat: Seat): Promise<void> {
  if (!seat.socket) return
  const media = await openSeatMedia(context, live, seat)
  live.tellSeat(seat)
  await seat.socket?.offer('call.rebuild', { callId: live.id, media })
}

export const newSeatId = () => randomUUID() as SeatId

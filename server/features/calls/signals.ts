// The requests of a call, one line each: find the own seat, ask the policy, tell the media or the others.
import { randomUUID } from 'node:crypto'
import type { CallId } from '../../../contract/ids.ts'
import type { Context } from '../../core/context.ts'
import { AppError, demand } from '../../core/errors.ts'
import { type MediaPeer, MediaRefusal } from '../../media/peer.ts'
import type { SignalHandlers, SignalSocket } from '../../socket/signalling.ts'
import { carrierDied, carrierOf, knownCarrier, processIdOf } from './carrier.ts'
import { saveQuality } from './db.ts'
import { hostHandlers } from './host.ts'
import { LiveCall, liveCallsOf, newSeat, type OwnSeat, seatOf } from './live-call.ts'
import { iceServersOf } from './media.ts'
import { canTestCall } from './policy.ts'
import { newSeatId, openSeatMedia } from './seat-media.ts'
import { closeLiveCall, joinCall, leaveSeat, socketGone } from './seats.ts'

/** Runs something on the seat's media. A seat that waits in the lobby, or whose media are being rebuilt, has none. */
async function withPeer<Result>(
  context: Context,
  socket: SignalSocket,
  callId: CallId,
  run: (peer: MediaPeer, own: OwnSeat) => Promise<Result> | Result,
): Promise<Result> {
  const own = seatOf(context, socket, callId)
  const { peer } = own.seat
  if (!peer || own.seat.state !== 'joined')
    throw new AppError('not_in_call', 'There are no media for this seat now.')
  try {
    return await run(peer, own)
  } catch (error) {
    if (error instanceof MediaRefusal) throw new AppError(error.code, error.message)
    if (peer.isClosed || own.seat.peer !== peer)
      throw new AppError('not_in_call', 'The media of this seat have been closed.')
    throw error
  }
}

/** A room of one's own, for the call doctor. Not in the database: nobody else can ever be in it. */
async function testCall(context: Context, socket: SignalSocket) {
  demand(canTestCall(socket.actor))
  for (const live of [...liveCallsOf(context).values()])
    if (live.call === null && live.seatOfSocket(socket.id)) closeLiveCall(context, live, 'moved')
  const live = new LiveCall(randomUUID() as CallId, null)
  const seat = newSeat({ id: newSeatId(), socket, state: 'joined' })
  live.seats.set(seat.id, seat)
  liveCallsOf(context).set(live.id, live)
  try {
    const media = await openSeatMedia(context, live, seat)
    return { callId: live.id, seatId: seat.id, state: 'joined' as const, seats: [live.viewOf(seat)], media }
  } catch (error) {
    closeLiveCall(context, live, 'failed')
    throw error
  }
}

const done = {}

export const callSignals: SignalHandlers = {
  requests: {
    'call.join': joinCall,
    'call.test': (context, socket) => testCall(context, socket),
    'call.leave': async (context, socket, { callId }) => {
      const { live, seat } = seatOf(context, socket, callId)
      await leaveSeat(context, live, seat)
      return done
    },
    'call.receive': (context, socket, { callId, rtpCapabilities, consumerIds }) =>
      withPeer(context, socket, callId, (peer) => {
        peer.receive(rtpCapabilities, consumerIds)
        return done
      }),
    'call.connectTransport': (context, socket, { callId, transportId, dtlsParameters }) =>
      withPeer(context, socket, callId, async (peer) => {
        await peer.connectTransport(transportId, dtlsParameters)
        return done
      }),
    'call.restartIce': (context, socket, { callId, transportId }) =>
      withPeer(context, socket, callId, async (peer, { seat }) => ({
        iceParameters: await peer.restartIce(transportId),
        iceServers: iceServersOf(context, seat.id),
      })),
    'call.produce': (context, socket, { callId, ...input }) =>
      withPeer(context, socket, callId, async (peer, { live, seat }) => {
        const { producer } = await peer.produce(input)
        live.tellSeat(seat)
        return { producerId: producer.id }
      }),
    'call.closeProducer': (context, socket, { callId, producerId }) =>
      withPeer(context, socket, callId, (peer, { live, seat }) => {
        peer.closeProducer(producerId)
        live.tellSeat(seat)
        return done
      }),
    'call.pauseProducer': (context, socket, { callId, producerId, isPaused }) =>
      withPeer(context, socket, callId, async (peer, { live, seat }) => {
        await peer.pauseProducer(producerId, isPaused)
        live.tellSeat(seat)
        return done
      }),
    'call.setView': (context, socket, { callId, tiles }) =>
      withPeer(context, socket, callId, (peer) => {
        peer.setView(tiles)
        return done
      }),
    'call.askKeyFrame': (context, socket, { callId, consumerId }) =>
      withPeer(context, socket, callId, async (peer) => {
        await peer.askKeyFrame(consumerId)
        return done
      }),
    'call.raiseHand': async (context, socket, { callId, isRaised }) => {
      const { live, seat } = seatOf(context, socket, callId)
      seat.handRaisedAt = isRaised ? (seat.handRaisedAt ?? context.clock.now().toISOString()) : null
      live.tellSeat(seat)
      return done
    },
    'call.react': async (context, socket, { callId, emoji }) => {
      const { live, seat } = seatOf(context, socket, callId)
      if (seat.state === 'joined') live.tell('call.reaction', { callId, seatId: seat.id, emoji })
      return done
    },
    ...hostHandlers,
  },
  notices: {
    'call.quality': (context, socket, { callId, quality }) => {
      const { live, seat } = seatOf(context, socket, callId)
      if (quality.roundTripMs !== null) seat.peer?.noteRoundTrip(quality.roundTripMs)
      if (live.call === null) return
      saveQuality(context.db, seat.id, quality).catch((error) =>
        context.log.warn(
          { err: error },
          'the quality of a seat could not be written; the next report tries again',
        ),
      )
    },
  },
  gone: socketGone,
  processId: processIdOf,
  carrierOf,
  knownCarrier,
  carrierDied,
}

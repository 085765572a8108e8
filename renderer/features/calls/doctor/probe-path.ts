// Tries one way to the media server and nothing else: these candidates, or this TURN server. Connected means that ICE and
// DTLS got through both ways.
import type { IceServer } from '../../../../contract/calls.ts'
import type { TransportOptions } from '../../../../contract/rtp.ts'
import { request } from '../../../data/signalling.ts'
import { fingerprintOf, probeAnswer } from './probe-answer.ts'
import { type TestSeat, withTestSeat } from './test-seat.ts'
import { OutOfTime, within } from './waiting.ts'

type Candidate = TransportOptions['iceCandidates'][number]

export type Way = { candidates: (seat: TestSeat) => Candidate[]; relay?: (seat: TestSeat) => IceServer[] }
export type Tried = { connectMs: number | null; isAllocated: boolean; errorCode: number | null }

/** A seat of its own for every try: a transport connects only once. Throws what the server refuses. */
export function probePath(way: Way, limitMs: number, signal: AbortSignal): Promise<Tried> {
  return withTestSeat(async (seat) => {
    const relay = way.relay?.(seat)
    const connection = new RTCPeerConnection({
      ...(relay && { iceServers: relay as RTCIceServer[], iceTransportPolicy: 'relay' }),
    })
    const noted = { isAllocated: false, errorCode: null as number | null }
    watchGathering(connection, noted)
    const beganMs = performance.now()
    try {
      await within(connect(connection, seat, way.candidates(seat)), limitMs, signal)
      return { connectMs: performance.now() - beganMs, ...noted }
    } catch (error) {
      if (signal.aborted || !(error instanceof OutOfTime || error instanceof NotConnected)) throw error
      return { connectMs: null, ...noted }
    } finally {
      connection.close()
    }
  })
}

class NotConnected extends Error {
  override name = 'NotConnected'
}

function watchGathering(
  connection: RTCPeerConnection,
  noted: { isAllocated: boolean; errorCode: number | null },
): void {
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate?.type === 'relay' || / typ relay /.test(candidate?.candidate ?? ''))
      noted.isAllocated = true
  })
  connection.addEventListener('icecandidateerror', (event) => {
    // Wrong credentials say more than "not reached", which an interface without a way out says, too.
    const { errorCode } = event as RTCPeerConnectionIceErrorEvent
    if (noted.errorCode === null || errorCode === 401) noted.errorCode = errorCode
  })
}

async function connect(
  connection: RTCPeerConnection,
  seat: TestSeat,
  candidates: Candidate[],
): Promise<void> {
  const connected = new Promise<void>((resolve, reject) => {
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'connected') resolve()
      if (connection.connectionState === 'failed') reject(new NotConnected())
    })
  })
  // It may fail before anybody waits for it.
  connected.catch(() => {})
  // There has to be something to connect for; nothing is sent through it.
  connection.createDataChannel('probe')
  const offer = await connection.createOffer()
  const sdp = offer.sdp ?? ''
  const { sendTransport } = seat.media
  await request('call.connectTransport', {
    callId: seat.callId,
    transportId: sendTransport.id,
    dtlsParameters: { role: 'client', fingerprints: [fingerprintOf(sdp)] },
  })
  await connection.setLocalDescription(offer)
  await connection.setRemoteDescription({ type: 'answer', sdp: probeAnswer(sdp, sendTransport, candidates) })
  await connected
}

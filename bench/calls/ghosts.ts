// People who are there without a browser: a seat in the call and a camera of three layers whose packets have the size and
// the pace of real ones and nothing in them. Eight real encoders would measure this machine, not the choice of layers.
import { randomUUID } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { cameraLayers } from '../../contract/call-signals.ts'
import type { PersonId, SeatId, SessionId } from '../../contract/ids.ts'
import type { LiveCall, Seat } from '../../server/features/calls/live-call.ts'
import type { Place, Published } from '../../server/media/room.ts'

const framesPerSecond = 15
const framesPerKeyFrame = framesPerSecond
const clockRate = 90_000
const payloadType = 96
const mostPayload = 1150
/** Seconds from 1900 (NTP, RFC 5905) to 1970. */
const ntpOffset = 2_208_988_800

type Layer = { ssrc: number; bytesPerFrame: number; sequence: number; sentPackets: number; sentBytes: number }

let nextSsrc = 5000

/** VP8 over RTP (RFC 7741): a descriptor with a picture id of two bytes, then the first byte of the frame's header. */
function packetOf(
  layer: Layer,
  frame: number,
  part: { isFirst: boolean; isLast: boolean; bytes: number },
): Buffer {
  const packet = Buffer.alloc(12 + 4 + part.bytes)
  packet[0] = 0x80
  packet[1] = payloadType | (part.isLast ? 0x80 : 0)
  packet.writeUInt16BE(layer.sequence % 65_536, 2)
  packet.writeUInt32BE(timestampOf(frame), 4)
  packet.writeUInt32BE(layer.ssrc, 8)
  packet[12] = 0x80 | (part.isFirst ? 0x10 : 0)
  packet[13] = 0x80
  packet.writeUInt16BE(0x8000 | (frame % 0x8000), 14)
  if (part.isFirst) packet[16] = frame % framesPerKeyFrame === 0 ? 0x10 : 0x11
  layer.sequence += 1
  layer.sentPackets += 1
  layer.sentBytes += part.bytes + 4
  return packet
}

const timestampOf = (frame: number) => Math.round((frame * clockRate) / framesPerSecond) % 2 ** 32

/** A sender report (RFC 3550, 6.4.1): without one an SFU can't tell how the clocks of two layers lie to each other. */
function reportOf(layer: Layer, frame: number, nowMs: number): Buffer {
  const report = Buffer.alloc(28)
  report[0] = 0x80
  report[1] = 200
  report.writeUInt16BE(6, 2)
  report.writeUInt32BE(layer.ssrc, 4)
  report.writeUInt32BE(Math.floor(nowMs / 1000) + ntpOffset, 8)
  report.writeUInt32BE(Math.floor(((nowMs % 1000) / 1000) * 2 ** 32), 12)
  report.writeUInt32BE(timestampOf(frame), 16)
  report.writeUInt32BE(layer.sentPackets, 20)
  report.writeUInt32BE(layer.sentBytes, 24)
  return report
}

function sendFrames(socket: Socket, port: number, layers: Layer[]): () => void {
  let frame = 0
  const send = (packet: Buffer) => socket.send(packet, port, '127.0.0.1')
  const timer = setInterval(() => {
    for (const layer of layers) {
      if (frame % framesPerSecond === 0) send(reportOf(layer, frame, Date.now()))
      for (let rest = layer.bytesPerFrame; rest > 0; rest -= mostPayload) {
        const part = {
          isFirst: rest === layer.bytesPerFrame,
          isLast: rest <= mostPayload,
          bytes: Math.min(rest, mostPayload),
        }
        send(packetOf(layer, frame, part))
      }
    }
    frame += 1
  }, 1000 / framesPerSecond)
  return () => clearInterval(timer)
}

async function publish(place: Place, peerId: string): Promise<{ one: Published; stop: () => void }> {
  const layers = cameraLayers.map(({ maxBitrate }): Layer => {
    nextSsrc += 1
    const bytesPerFrame = Math.round(maxBitrate / 8 / framesPerSecond)
    return { ssrc: nextSsrc, bytesPerFrame, sequence: 1, sentPackets: 0, sentBytes: 0 }
  })
  const transport = await place.router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    comedia: true,
    rtcpMux: true,
  })
  const producer = await transport.produce({
    kind: 'video',
    rtpParameters: {
      codecs: [{ mimeType: 'video/VP8', payloadType, clockRate }],
      encodings: layers.map(({ ssrc }) => ({ ssrc, scalabilityMode: 'L1T1' })),
    },
  })
  const socket = createSocket('udp4')
  const stopSending = sendFrames(socket, transport.tuple.localPort, layers)
  const stop = () => {
    stopSending()
    socket.close()
  }
  return { one: { producer, peerId, source: 'camera', shareId: null, place }, stop }
}

/** Puts a person into a live call of this process. Answers what ends it. */
export async function seatGhost(
  live: LiveCall,
  place: Place,
  person: { personId: PersonId; sessionId: SessionId },
): Promise<() => void> {
  const id = randomUUID() as SeatId
  const { one, stop } = await publish(place, id)
  const seat = {
    id,
    ...person,
    state: 'joined',
    socket: { id, tell: () => {}, tellLossy: () => {}, offer: async () => true, isAlive: async () => true },
    peer: { published: [one], close: () => {} },
    handRaisedAt: null,
    keptUntil: null,
  } as unknown as Seat
  live.seats.set(id, seat)
  live.tell('call.seatTaken', { callId: live.id, seat: live.viewOf(seat) }, seat)
  ;(await live.room)?.publish(one)
  return stop
}

// A VP8 stream as a camera sends it: 30 frames a second, a real payload descriptor (RFC 7741), key frames, markers, and
// the pace of a browser. Without a key frame in it mediasoup forwards nothing. Each packet carries when it was made.
import { randomBytes } from 'node:crypto'

export const bitsPerSecond = 1_000_000
export const packetBytes = 1200
const framesPerSecond = 30
const framesPerKeyFrame = 90
const clockRate = 90_000
const rtpBytes = 12
/** libwebrtc's pacer sends at two and a half times the target rate, so a frame's packets come apart. */
const pacingFactor = 2.5
const packetGapMs = (packetBytes * 8 * 1000) / (bitsPerSecond * pacingFactor)
const frameGapMs = 1000 / framesPerSecond
export const payloadType = 96

// In the payload: descriptor 4, VP8 frame header 10, then what the benchmark looks at.
const descriptorBytes = 4
const stampAt = 14
const countAt = 22

/** When it was made (process.hrtime, the same clock in all processes) and how many were made before it. */
export type Stamp = { at: bigint; count: number }

export const readStamp = (payload: Buffer): Stamp => ({
  at: payload.readBigUInt64BE(stampAt),
  count: payload.readUInt32BE(countAt),
})

/** A packet in clear of the same size, for the way without an SFU. */
export function probe(ssrc: number, count: number): Buffer {
  const packet = Buffer.alloc(packetBytes)
  packet[0] = 0x80
  packet[1] = payloadType
  packet.writeUInt16BE(count % 65_536, 2)
  packet.writeUInt32BE(ssrc, 8)
  packet.writeUInt32BE(count, rtpBytes + countAt)
  packet.writeBigUInt64BE(process.hrtime.bigint(), rtpBytes + stampAt)
  return packet
}

export class CameraStream {
  readonly ssrc: number
  readonly #startAtMs: number
  readonly #content = randomBytes(packetBytes)
  #frame = 0
  #inFrame = 0
  #framePackets: number
  /** Bytes that the rate allows and no frame has had yet. */
  #owedBytes = 0
  count = 0

  constructor(ssrc: number, startAtMs: number) {
    this.ssrc = ssrc
    this.#startAtMs = startAtMs
    this.#framePackets = this.#nextFrameSize()
  }

  get dueAtMs(): number {
    return this.#startAtMs + this.#frame * frameGapMs + this.#inFrame * packetGapMs
  }

  get rollover(): number {
    return Math.floor(this.count / 65_536)
  }

  /** The next packet in clear. The sequence number is `count` before the call; see `rollover` before the call too. */
  next(): Buffer {
    const packet = Buffer.from(this.#content)
    const isFirst = this.#inFrame === 0
    const isLast = this.#inFrame === this.#framePackets - 1
    packet[0] = 0x80
    packet[1] = payloadType | (isLast ? 0x80 : 0)
    packet.writeUInt16BE(this.count % 65_536, 2)
    packet.writeUInt32BE(Math.round((this.#frame * clockRate) / framesPerSecond) % 2 ** 32, 4)
    packet.writeUInt32BE(this.ssrc, 8)
    this.#writeVp8(packet.subarray(rtpBytes), isFirst)
    packet.writeUInt32BE(this.count, rtpBytes + countAt)
    packet.writeBigUInt64BE(process.hrtime.bigint(), rtpBytes + stampAt)
    this.#step(isLast)
    return packet
  }

  #writeVp8(payload: Buffer, isFirst: boolean): void {
    // Extended, with a picture id of two bytes; S at the begin of a partition.
    payload[0] = 0x80 | (isFirst ? 0x10 : 0)
    payload[1] = 0x80
    payload.writeUInt16BE(0x8000 | (this.#frame % 0x8000), 2)
    if (!isFirst) return
    const isKeyFrame = this.#frame % framesPerKeyFrame === 0
    // Frame tag (RFC 6386 9.1): not inverted for key frames, version 0, shown.
    payload[descriptorBytes] = isKeyFrame ? 0x10 : 0x11
    if (!isKeyFrame) return
    payload.set([0x9d, 0x01, 0x2a], descriptorBytes + 3)
    payload.writeUInt16LE(640, descriptorBytes + 6)
    payload.writeUInt16LE(360, descriptorBytes + 8)
  }

  #step(isLast: boolean): void {
    this.count += 1
    this.#inFrame += 1
    if (!isLast) return
    this.#frame += 1
    this.#inFrame = 0
    this.#framePackets = this.#nextFrameSize()
  }

  #nextFrameSize(): number {
    this.#owedBytes += bitsPerSecond / 8 / framesPerSecond
    const packets = Math.floor(this.#owedBytes / packetBytes)
    this.#owedBytes -= packets * packetBytes
    return packets
  }
}

// As much STUN (RFC 8489) as a test needs to speak to an ICE or TURN server: build a message, sign it, read an answer.
import { createHmac, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const magicCookie = 0x2112a442
const headerBytes = 20
const messageIntegrity = 0x0008
const fingerprint = 0x8028

export type StunMessage = { type: number; transactionId: Buffer; attributes: Map<number, Buffer> }

/** A message of this type; `key`: signs it with MESSAGE-INTEGRITY and a FINGERPRINT. */
export function stunMessage(type: number, attributes: [number, Buffer][], key?: Buffer | string): Buffer {
  const header = Buffer.alloc(headerBytes)
  header.writeUInt16BE(type, 0)
  header.writeUInt32BE(magicCookie, 4)
  randomBytes(12).copy(header, 8)
  let message = Buffer.concat([header, ...attributes.map(([name, value]) => attribute(name, value))])
  if (key !== undefined) {
    // Each covers what is before it, under a length that counts itself.
    setLength(message, 24)
    const signature = createHmac('sha1', key).update(message).digest()
    message = Buffer.concat([message, attribute(messageIntegrity, signature)])
    setLength(message, 8)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE((crc32(message) ^ 0x5354554e) >>> 0)
    message = Buffer.concat([message, attribute(fingerprint, sum)])
  }
  setLength(message, 0)
  return message
}

export function isStun(datagram: Buffer): boolean {
  return datagram.length >= headerBytes && datagram.readUInt32BE(4) === magicCookie && (datagram[0] ?? 4) < 4
}

/** The first whole message in the buffer (TCP may bring half of one); undefined until there is one. */
export function readStun(buffer: Buffer): StunMessage | undefined {
  if (buffer.length < headerBytes || buffer.length < headerBytes + buffer.readUInt16BE(2)) return undefined
  const end = headerBytes + buffer.readUInt16BE(2)
  const attributes = new Map<number, Buffer>()
  for (let at = headerBytes; at + 4 <= end; ) {
    const length = buffer.readUInt16BE(at + 2)
    attributes.set(buffer.readUInt16BE(at), buffer.subarray(at + 4, at + 4 + length))
    at += 4 + Math.ceil(length / 4) * 4
  }
  return { type: buffer.readUInt16BE(0), transactionId: buffer.subarray(8, headerBytes), attributes }
}

function attribute(name: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  padded.writeUInt16BE(name, 0)
  padded.writeUInt16BE(value.length, 2)
  value.copy(padded, 4)
  return padded
}

function setLength(message: Buffer, extra: number): void {
  message.writeUInt16BE(message.length - headerBytes + extra, 2)
}

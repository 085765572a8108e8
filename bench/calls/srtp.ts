// SRTP with AES-128-GCM (RFC 7714, keys derived as in RFC 3711), written apart from mediasoup's libsrtp: what a receiver
// can open with this has truly been encrypted for it.
import { createCipheriv, createDecipheriv } from 'node:crypto'

export const cryptoSuite = 'AEAD_AES_128_GCM'
const keyBytes = 16
const saltBytes = 12
const tagBytes = 16
/** What mediasoup calls keyBase64: the master key, then the master salt. */
export const masterBytes = keyBytes + saltBytes

export type SessionKeys = { key: Buffer; salt: Buffer }

/** RFC 3711 4.3.1 with a derivation rate of 0; RFC 7714 11: a salt of 12 bytes is filled up with zeros to 14. */
function derive(masterKey: Buffer, masterSalt: Buffer, label: number, length: number): Buffer {
  const counter = Buffer.alloc(16)
  masterSalt.copy(counter)
  counter[7] = (counter[7] as number) ^ label
  return createCipheriv('aes-128-ctr', masterKey, counter).update(Buffer.alloc(length))
}

export function deriveSession(masterKey: Buffer, masterSalt: Buffer, length = saltBytes): SessionKeys {
  return { key: derive(masterKey, masterSalt, 0, keyBytes), salt: derive(masterKey, masterSalt, 2, length) }
}

export function sessionKeys(keyBase64: string): SessionKeys {
  const master = Buffer.from(keyBase64, 'base64')
  if (master.length !== masterBytes) throw new Error(`an SRTP key of ${master.length} bytes is not ours`)
  return deriveSession(master.subarray(0, keyBytes), master.subarray(keyBytes))
}

/** Bytes of the RTP header, with contributing sources and extensions: they are authenticated, not encrypted. */
export function headerLength(packet: Buffer): number {
  const first = packet[0] as number
  const fixed = 12 + 4 * (first & 0x0f)
  return first & 0x10 ? fixed + 4 + 4 * packet.readUInt16BE(fixed + 2) : fixed
}

/** RFC 7714 8.1: 0 | SSRC | rollover counter | sequence number, mixed with the salt. */
function nonceOf(packet: Buffer, rollover: number, salt: Buffer): Buffer {
  const nonce = Buffer.alloc(saltBytes)
  packet.copy(nonce, 2, 8, 12)
  nonce.writeUInt32BE(rollover, 6)
  packet.copy(nonce, 10, 2, 4)
  for (let index = 0; index < saltBytes; index += 1)
    nonce[index] = (nonce[index] as number) ^ (salt[index] as number)
  return nonce
}

export function protect(packet: Buffer, { key, salt }: SessionKeys, rollover: number): Buffer {
  const header = packet.subarray(0, headerLength(packet))
  const cipher = createCipheriv('aes-128-gcm', key, nonceOf(packet, rollover, salt))
  cipher.setAAD(header)
  const body = cipher.update(packet.subarray(header.length))
  cipher.final()
  return Buffer.concat([header, body, cipher.getAuthTag()])
}

/** The payload in clear. Throws when the packet is not what was sent. */
export function openPayload(packet: Buffer, { key, salt }: SessionKeys, rollover: number): Buffer {
  const header = packet.subarray(0, headerLength(packet))
  const decipher = createDecipheriv('aes-128-gcm', key, nonceOf(packet, rollover, salt))
  decipher.setAAD(header).setAuthTag(packet.subarray(packet.length - tagBytes))
  const payload = decipher.update(packet.subarray(header.length, packet.length - tagBytes))
  decipher.final()
  return payload
}

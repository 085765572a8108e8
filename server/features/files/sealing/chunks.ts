// How bytes lie at rest: chunks of 64 KiB, each sealed by AES-256-GCM on its own, so that any place can be read without
// the rest. A sealed chunk is nonce ‖ ciphertext ‖ tag. What a chunk belongs to and its place are its additional data:
// none can be swapped, moved to another file or cut off the end without being noticed.
//
// Nonces are random (96 bits, NIST SP 800-38D §8.2.2): a chunk that was sealed unfinished and is sealed again when more
// of it has arrived never meets its former nonce. The key is the file's own, so 2^32 sealings are far away.
import { type CipherGCM, createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'

export const chunkBytes = 64 * 1024
const nonceBytes = 12
const tagBytes = 16
export const sealBytes = nonceBytes + tagBytes
/** A whole chunk as it lies on the disk. */
export const sealedChunkBytes = chunkBytes + sealBytes
const cipherName = 'aes-256-gcm'

/** Which bytes these are. `part`: the original, or one of the pictures made of it. `size`: of the whole, in plain bytes. */
export type Sealing = { key: Buffer; fileId: string; part: string; size: number }

export class BrokenSealError extends Error {
  override name = 'BrokenSealError'
}

/** Bytes on the disk for so many plain ones. */
export const sealedLength = (size: number) => size + Math.ceil(size / chunkBytes) * sealBytes
export const chunkCount = (size: number) => Math.ceil(size / chunkBytes)
/** Plain bytes of a chunk: the last one may be shorter. */
export const lengthOfChunk = (index: number, size: number) =>
  Math.max(0, Math.min(chunkBytes, size - index * chunkBytes))

function additionalData({ fileId, part, size }: Sealing, index: number): Buffer {
  const data = Buffer.alloc(32 + part.length)
  data.write(fileId.replaceAll('-', ''), 0, 16, 'hex')
  data.writeBigUInt64BE(BigInt(index), 16)
  data.writeBigUInt64BE(BigInt(size), 24)
  data.write(part, 32, 'latin1')
  return data
}

// Asked from the system a page at a time: one call per chunk would cost as much as the sealing of its first kilobytes.
const nonces = Buffer.allocUnsafe(nonceBytes * 340)
let nextNonce = nonces.length

function freshNonce(): Buffer {
  if (nextNonce + nonceBytes > nonces.length) {
    randomFillSync(nonces)
    nextNonce = 0
  }
  nextNonce += nonceBytes
  return Buffer.from(nonces.subarray(nextNonce - nonceBytes, nextNonce))
}

export type OpenChunk = { nonce: Buffer; cipher: CipherGCM }

/** Begins a chunk whose bytes come piece by piece: nonce, then what `cipher` gives, then its tag. */
export function beginChunk(sealing: Sealing, index: number): OpenChunk {
  const nonce = freshNonce()
  const cipher = createCipheriv(cipherName, sealing.key, nonce)
  cipher.setAAD(additionalData(sealing, index))
  return { nonce, cipher }
}

export function sealChunk(sealing: Sealing, index: number, plain: Uint8Array): Buffer {
  const { nonce, cipher } = beginChunk(sealing, index)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws BrokenSealError for anything but what was sealed at this place. */
export function openChunk(sealing: Sealing, index: number, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv(cipherName, sealing.key, sealed.subarray(0, nonceBytes))
    decipher.setAAD(additionalData(sealing, index))
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
    const plain = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes))
    decipher.final()
    return plain
  } catch {
    throw new BrokenSealError(`chunk ${index} of ${sealing.fileId} (${sealing.part}) is not what was stored`)
  }
}

/** All of something small, such as a thumbnail. */
export function sealWhole(sealing: Sealing, plain: Uint8Array): Buffer {
  const chunks = Array.from({ length: chunkCount(plain.length) }, (_, index) =>
    sealChunk(sealing, index, plain.subarray(index * chunkBytes, (index + 1) * chunkBytes)),
  )
  return Buffer.concat(chunks)
}

// Takes out of a WebP what is not the picture: Exif, XMP, unknown chunks, and whatever hangs behind its end (RFC 9649 §2).
import { exifOf, isTurned } from './orientation.ts'

const pictureChunks = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const exifFlag = 0x08
const xmpFlag = 0x04

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** VP8X says which chunks follow. */
function withFlags(extended: Buffer, hasExif: boolean): Buffer {
  const told = Buffer.from(extended)
  const flags = (told[8] ?? 0) & ~(exifFlag | xmpFlag)
  told[8] = hasExif ? flags | exifFlag : flags
  return told
}

/** The same picture without its metadata, or null for what is not built like a WebP. */
export function cleanWebp(bytes: Buffer, orientation: number): Buffer | null {
  if (
    bytes.length < 20 ||
    bytes.toString('latin1', 0, 4) !== 'RIFF' ||
    bytes.toString('latin1', 8, 12) !== 'WEBP'
  )
    return null
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) return null
  const kept: Buffer[] = []
  let isExtended = false
  for (let at = 12; at + 8 <= end; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (next > end) return null
    const whole = bytes.subarray(at, next)
    if (type === 'VP8X') {
      isExtended = true
      kept.push(withFlags(whole, isTurned(orientation)))
    } else if (pictureChunks.has(type)) kept.push(whole)
    at = next
  }
  if (kept.length === 0) return null
  if (isExtended && isTurned(orientation)) kept.push(chunk('EXIF', exifOf(orientation)))
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept])
  const head = Buffer.alloc(8)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

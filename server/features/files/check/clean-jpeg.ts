// Takes out of a JPEG what is not the picture: Exif with its places and serial numbers, XMP, IPTC, comments, and whatever
// hangs behind its end. Not one pixel is computed anew (ITU-T T.81 annex B).
import { exifOf, isTurned } from './orientation.ts'

const soi = 0xd8
const eoi = 0xd9
const sos = 0xda
const hasNoLength = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** JFIF, colour profile and Adobe's colour transform change how it looks; other APPn, COM and JPGn say something about it. */
function isPicture(marker: number, body: Buffer): boolean {
  if (marker === 0xe0) return body.toString('latin1', 0, 5) === 'JFIF\0'
  if (marker === 0xe2) return body.toString('latin1', 0, 12) === 'ICC_PROFILE\0'
  if (marker === 0xee) return body.toString('latin1', 0, 5) === 'Adobe'
  const saysSomething = (marker >= 0xe0 && marker <= 0xef) || (marker >= 0xf0 && marker <= 0xfe)
  return !saysSomething
}

/** Where the coded pixels end that begin at `at`: before the next marker that is not part of them. */
function endOfScan(bytes: Buffer, at: number): number {
  for (let place = bytes.indexOf(0xff, at); place >= 0; place = bytes.indexOf(0xff, place + 1)) {
    const next = bytes[place + 1]
    if (next === undefined) return -1
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return place
  }
  return -1
}

function orientationSegment(orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifOf(orientation)])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** The same picture without its metadata, or null for what is not built like a JPEG. */
export function cleanJpeg(bytes: Buffer, orientation: number): Buffer | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== soi) return null
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let isTurnTold = !isTurned(orientation)
  for (let at = 2; at + 1 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === eoi) return Buffer.concat([...kept, bytes.subarray(at, at + 2)])
    if (hasNoLength(marker)) {
      kept.push(bytes.subarray(at, at + 2))
      at += 2
      continue
    }
    if (at + 4 > bytes.length) return null
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end < at + 4 || end > bytes.length) return null
    // JFIF must stand first, so what is added comes behind it.
    if (!isTurnTold && marker !== 0xe0) {
      kept.push(orientationSegment(orientation))
      isTurnTold = true
    }
    if (isPicture(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end))
    at = end
    if (marker !== sos) continue
    const scanEnd = endOfScan(bytes, at)
    if (scanEnd < 0) return null
    kept.push(bytes.subarray(at, scanEnd))
    at = scanEnd
  }
  return null
}

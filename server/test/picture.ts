// Pictures for tests.
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Left half red, right half blue, so that turning it is seen. */
export const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c00' } }).composite([
    {
      input: { create: { width: Math.ceil(width / 2), height, channels: 3, background: '#00c' } },
      left: Math.floor(width / 2),
      top: 0,
    },
  ])

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

export const pngText = (text: string) => pngChunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1'))

/** A PNG that says how many pixels it has, all of them black. */
export function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + width / 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)), { level: 9 })
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const ascii = 2
const long = 4
const owner = 33432
const places = 34853
const areaInformation = 28

/** A little-endian TIFF whose directory also says whose it is, and has a directory of places (TIFF 6.0 §2, Exif 2.32 §4.6.6). */
export function tiffSaying(tiff: Buffer, whose: string, where: string): Buffer {
  const at = tiff.readUInt32LE(4)
  const end = at + 2 + tiff.readUInt16LE(at) * 12
  const entries = Array.from({ length: tiff.readUInt16LE(at) }, (_, index) =>
    tiff.subarray(at + 2 + index * 12, at + 14 + index * 12),
  )
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16LE(tag, 0)
    bytes.writeUInt16LE(type, 2)
    bytes.writeUInt32LE(count, 4)
    bytes.writeUInt32LE(value, 8)
    return bytes
  }
  const directory = (of: Buffer[], next: Buffer) => {
    const count = Buffer.alloc(2)
    count.writeUInt16LE(of.length)
    const sorted = of.toSorted((one, other) => one.readUInt16LE(0) - other.readUInt16LE(0))
    return Buffer.concat([count, ...sorted, next])
  }
  const whereAt = tiff.length + whose.length
  const placesAt = whereAt + where.length
  const placed = directory([entry(areaInformation, ascii, where.length, whereAt)], Buffer.alloc(4))
  const said = [entry(owner, ascii, whose.length, tiff.length), entry(places, long, 1, placesAt)]
  const first = directory([...entries, ...said], tiff.subarray(end, end + 4))
  const whole = Buffer.concat([tiff, Buffer.from(whose), Buffer.from(where), placed, first])
  whole.writeUInt32LE(placesAt + placed.length, 4)
  return whole
}

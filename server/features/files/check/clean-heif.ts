// Takes out of a HEIC or AVIF what is not the picture: Exif with its places, XMP, descriptions. In place, so that nothing
// else moves: what said something is written over (ISO/IEC 14496-12 §8.11, ISO/IEC 23008-12 §6.5.20 and annex A).
import { exifOf } from './orientation.ts'

type Box = { type: string; at: number; body: number; end: number }

/** Items that are said of the picture and are no part of it. */
const sayingItems = new Set(['Exif', 'mime', 'uri '])
const sayingBoxes = new Set(['udta', 'meta'])
const upright = 1
/** How far the Exif begins behind its own length field. */
const exifOffset = Buffer.alloc(4)
const fullBoxHead = 4

/** Throws a RangeError for boxes that do not fit into one another, as reading beyond the end does. */
function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  for (let at = from; at < to; ) {
    const short = bytes.readUInt32BE(at)
    const head = short === 1 ? 16 : 8
    const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    const end = at + length
    if (length < head || end > to) throw new RangeError('a box that does not fit')
    yield { type: bytes.toString('latin1', at + 4, at + 8), at, body: at + head, end }
    at = end
  }
}

/** Reads one number of so many bytes after the other. */
function numbersFrom(bytes: Buffer, from: number) {
  let at = from
  return (size: number): number => {
    at += size
    if (size === 0) return 0
    return size === 8 ? Number(bytes.readBigUInt64BE(at - 8)) : bytes.readUIntBE(at - size, size)
  }
}

/** The ids of saying items, and whether each is an Exif (§8.11.6). */
function sayingItemsOf(bytes: Buffer, { body, end }: Box): Map<number, boolean> {
  const countSize = bytes.readUInt8(body) === 0 ? 2 : 4
  const found = new Map<number, boolean>()
  for (const entry of boxesIn(bytes, body + fullBoxHead + countSize, end)) {
    const version = bytes.readUInt8(entry.body)
    if (version < 2) throw new RangeError('an item of an older kind')
    const idSize = version === 2 ? 2 : 4
    const typeAt = entry.body + fullBoxHead + idSize + 2
    const type = bytes.toString('latin1', typeAt, typeAt + 4)
    if (sayingItems.has(type)) found.set(bytes.readUIntBE(entry.body + fullBoxHead, idSize), type === 'Exif')
  }
  return found
}

type Place = { id: number; from: number; to: number }

/** Where in the file each item lies (§8.11.3). `inner`: where the meta box's own data begin. */
function* placesOf(bytes: Buffer, { body }: Box, inner: number | undefined): Generator<Place> {
  const version = bytes.readUInt8(body)
  const sizes = bytes.readUInt16BE(body + fullBoxHead)
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version === 0 ? 0 : sizes & 15
  const idSize = version < 2 ? 2 : 4
  const next = numbersFrom(bytes, body + fullBoxHead + 2)
  for (let items = next(idSize); items > 0; items -= 1) {
    const id = next(idSize)
    const method = version === 0 ? 0 : next(2) & 15
    const isElsewhere = next(2) !== 0
    const base = next(baseSize)
    for (let extents = next(2); extents > 0; extents -= 1) {
      next(indexSize)
      const offset = base + next(offsetSize)
      const length = next(lengthSize)
      const start = method === 0 ? 0 : method === 1 ? inner : undefined
      const isKnown = !isElsewhere && start !== undefined && length > 0
      const from = isKnown ? start + offset : Number.NaN
      yield { id, from, to: from + length }
    }
  }
}

function eraseItems(bytes: Buffer, meta: Box): void {
  const boxes = [...boxesIn(bytes, meta.body + fullBoxHead, meta.end)]
  const find = (type: string) => boxes.find((box) => box.type === type)
  const [infos, locations] = [find('iinf'), find('iloc')]
  if (!infos || !locations) return
  const saying = sayingItemsOf(bytes, infos)
  const emptyExif = Buffer.concat([exifOffset, exifOf(upright)])
  for (const { id, from, to } of placesOf(bytes, locations, find('idat')?.body)) {
    const isExif = saying.get(id)
    if (isExif === undefined) continue
    if (!(from >= 0 && to <= bytes.length)) throw new RangeError('an item that lies nowhere')
    bytes.fill(isExif ? 0 : ' ', from, to)
    if (isExif && to - from >= emptyExif.length) emptyExif.copy(bytes, from)
  }
  for (const properties of boxesIn(bytes, find('iprp')?.body ?? 0, find('iprp')?.end ?? 0))
    if (properties.type === 'ipco')
      for (const { type, body, end } of boxesIn(bytes, properties.body, properties.end))
        if (type === 'udes') bytes.fill(0, body + fullBoxHead, end)
}

function eraseBox(bytes: Buffer, { at, body, end }: Box): void {
  bytes.write('free', at + 4, 'latin1')
  bytes.fill(0, body, end)
}

/** Sequences and live pictures say things of their own about the whole and about each track. */
function eraseInMovie(bytes: Buffer, movie: Box): void {
  for (const box of boxesIn(bytes, movie.body, movie.end)) {
    if (sayingBoxes.has(box.type)) eraseBox(bytes, box)
    else if (box.type === 'trak') eraseInMovie(bytes, box)
  }
}

/** The same picture without its metadata, of the same length, or null for what is not built like a HEIF. */
export function cleanHeif(bytes: Buffer): Buffer | null {
  const cleaned = Buffer.from(bytes)
  try {
    for (const box of boxesIn(cleaned, 0, cleaned.length)) {
      if (box.type === 'meta') eraseItems(cleaned, box)
      else if (box.type === 'moov') eraseInMovie(cleaned, box)
      else if (box.type === 'uuid') eraseBox(cleaned, box)
    }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  return cleaned
}

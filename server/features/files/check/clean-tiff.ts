// Takes out of a TIFF what is not the picture: Exif with its places, XMP, IPTC, descriptions, who and when. In place, so
// that the pixels stay where they are: directories get shorter, what they pointed to is written over (TIFF 6.0 §2 and §8).

/** Document name, description, make, model, page, software, date, artist, computer, XMP, copyright, IPTC, Photoshop's two,
 * and print settings; Exif and places have directories of their own. */
const sayingTags = new Set([
  269, 270, 271, 272, 285, 305, 306, 315, 316, 700, 33432, 33723, 34377, 37724, 50341,
])
const sayingDirectories = new Set([34665, 34853, 40965])
const innerPictures = 330
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const entryBytes = 12
const classicTiff = 42

type Entry = { at: number; tag: number; count: number; length: number }

class Directories {
  readonly #bytes: Buffer
  readonly #isLittle: boolean
  readonly #seen = new Set<number>()
  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#isLittle = bytes.toString('latin1', 0, 2) === 'II'
  }
  short(at: number): number {
    return this.#isLittle ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at)
  }
  long(at: number): number {
    return this.#isLittle ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at)
  }
  /** Of the directory and those that follow it, the saying entries. */
  clean(first: number): void {
    for (let at = first; at !== 0 && this.#isNew(at); ) {
      const entries = this.#entriesAt(at)
      const end = at + 2 + entries.length * entryBytes
      const next = this.long(end)
      const kept: Buffer[] = []
      for (const entry of entries) {
        if (sayingTags.has(entry.tag) || sayingDirectories.has(entry.tag)) this.#erase(entry)
        else kept.push(Buffer.from(this.#bytes.subarray(entry.at, entry.at + entryBytes)))
        if (entry.tag === innerPictures) for (const place of this.#longsOf(entry)) this.clean(place)
      }
      this.#bytes.fill(0, at, end + 4)
      const shorter = Buffer.concat(kept)
      shorter.copy(this.#bytes, at + 2)
      this.#write(at, kept.length, 2)
      this.#write(at + 2 + shorter.length, next, 4)
      at = next
    }
  }
  /** A loop of directories ends where it began. */
  #isNew(at: number): boolean {
    const isNew = !this.#seen.has(at)
    this.#seen.add(at)
    return isNew
  }
  #entriesAt(at: number): Entry[] {
    return Array.from({ length: this.short(at) }, (_, index) => {
      const place = at + 2 + index * entryBytes
      const count = this.long(place + 4)
      return {
        at: place,
        tag: this.short(place),
        count,
        length: count * (bytesOfType[this.short(place + 2)] ?? 0),
      }
    })
  }
  /** Four bytes or fewer stand in the entry itself. */
  #placeOf({ at, length }: Entry): number {
    const place = length > 4 ? this.long(at + 8) : at + 8
    if (place + length > this.#bytes.length) throw new RangeError('a value beyond the end')
    return place
  }
  #longsOf(entry: Entry): number[] {
    const place = this.#placeOf(entry)
    return Array.from({ length: entry.length / 4 }, (_, index) => this.long(place + 4 * index))
  }
  #erase(entry: Entry): void {
    if (sayingDirectories.has(entry.tag)) this.#eraseDirectory(this.long(entry.at + 8))
    else this.#bytes.fill(0, this.#placeOf(entry), this.#placeOf(entry) + entry.length)
  }
  #eraseDirectory(at: number): void {
    if (!this.#isNew(at)) return
    const entries = this.#entriesAt(at)
    for (const entry of entries) this.#erase(entry)
    this.#bytes.fill(0, at, at + 2 + entries.length * entryBytes)
  }
  #write(at: number, value: number, size: 2 | 4): void {
    if (this.#isLittle) this.#bytes.writeUIntLE(value, at, size)
    else this.#bytes.writeUIntBE(value, at, size)
  }
}

/** The same picture without its metadata, of the same length, or null for what is not built like a TIFF (BigTIFF is not). */
export function cleanTiff(bytes: Buffer): Buffer | null {
  const cleaned = Buffer.from(bytes)
  try {
    const directories = new Directories(cleaned)
    if (directories.short(2) !== classicTiff) return null
    directories.clean(directories.long(4))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  return cleaned
}

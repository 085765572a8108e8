// Chance that comes out the same every time, and ids made of words.
import { createHash } from 'node:crypto'

/** Numbers from 0 to 1 that depend on `seed` only (mulberry32, by Tommy Ettinger, public domain). */
export function chanceOf(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE()
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <Item>(chance: () => number, items: readonly Item[]): Item =>
  items[Math.floor(chance() * items.length)] as Item

/** A UUID of version 8 (RFC 9562 §5.8) made of a text: the same text always gives the same one. */
export function idOf(text: string): string {
  const bytes = createHash('sha256').update(`nucleus demo ${text}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

// macOS keeps the sizes of an icon in one .icns file: named parts, each a PNG. "@2x" is a part of its own, with twice the
// pixels.

/** The parts that may be PNGs everywhere; 16 and 32 pixels are shown from their doubles. */
export const icnsParts = {
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
} as const

const headerBytes = 8

const part = (name: string, content: Buffer): Buffer => {
  const header = Buffer.alloc(headerBytes)
  header.write(name, 0, 'ascii')
  header.writeUInt32BE(headerBytes + content.length, 4)
  return Buffer.concat([header, content])
}

/** @param pngOf the picture with that many pixels */
export function writeIcns(pngOf: (size: number) => Buffer): Buffer {
  const parts = Object.entries(icnsParts).map(([name, size]) => part(name, pngOf(size)))
  return part('icns', Buffer.concat(parts))
}

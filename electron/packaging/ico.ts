// Windows keeps the sizes of an icon in one .ico file: a small table, then each picture as a PNG.

export type Picture = { size: number; png: Buffer }

const headerBytes = 6
const entryBytes = 16

export function writeIco(pictures: readonly Picture[]): Buffer {
  const table = Buffer.alloc(headerBytes + entryBytes * pictures.length)
  // 1: icons, where 2 would be pointers.
  table.writeUInt16LE(1, 2)
  table.writeUInt16LE(pictures.length, 4)
  let offset = table.length
  for (const [index, { size, png }] of pictures.entries()) {
    const at = headerBytes + entryBytes * index
    // A byte holds no 256: it is written as 0.
    table.writeUInt8(size % 256, at)
    table.writeUInt8(size % 256, at + 1)
    table.writeUInt16LE(1, at + 4)
    table.writeUInt16LE(32, at + 6)
    table.writeUInt32LE(png.length, at + 8)
    table.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([table, ...pictures.map(({ png }) => png)])
}

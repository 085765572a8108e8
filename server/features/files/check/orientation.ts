// The one thing of a picture's Exif that is kept: which way up it is shown (Exif 2.32 §4.6.4, tag 0x0112, in a TIFF of
// one entry).

const orientationTag = 0x0112
const shortType = 3

/** Nothing is written for a picture that is shown as it lies. */
export const isTurned = (orientation: number) => orientation > 1 && orientation <= 8

export function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(orientationTag, 10)
  tiff.writeUInt16BE(shortType, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}

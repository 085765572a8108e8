// A picture without its metadata, whatever format it has; also one that is too large to be drawn, or that nothing here can
// draw.
import sharp from 'sharp'
import { cleanHeif } from './clean-heif.ts'
import { cleanJpeg } from './clean-jpeg.ts'
import { cleanPng } from './clean-png.ts'
import { cleanTiff } from './clean-tiff.ts'
import { cleanWebp } from './clean-webp.ts'

const cleaners: Record<string, (bytes: Buffer, orientation: number) => Buffer | null> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/tiff': cleanTiff,
  'image/avif': cleanHeif,
  'image/heic': cleanHeif,
  'image/heif': cleanHeif,
  'image/heic-sequence': cleanHeif,
  'image/heif-sequence': cleanHeif,
}

/** null: there was nothing to take out; impossible: its parts are not understood. */
export type Cleaned = Buffer | null | 'impossible'

async function orientationOf(bytes: Buffer): Promise<number> {
  // Its head alone is read, so its pixels may be as many as they like.
  const { orientation } = await sharp(bytes, { limitInputPixels: false }).metadata()
  return orientation ?? 1
}

export async function clean(bytes: Buffer, contentType: string): Promise<Cleaned> {
  const cleaner = cleaners[contentType]
  if (!cleaner) return null
  // What has no readable head is shown by nobody.
  const cleaned = cleaner(bytes, await orientationOf(bytes).catch(() => 1))
  if (!cleaned) return 'impossible'
  return cleaned.equals(bytes) ? null : cleaned
}

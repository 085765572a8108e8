// Thumbnails of a picture. Runs in the inspector's process, where a picture made to
// burst a program bursts nothing else.
import sharp from 'sharp'
import { thumbnailSizes } from '../../../../contract/files.ts'

/** More pixels than any camera takes in one picture; beyond that a few kilobytes could ask for gigabytes. */
const mostPixels = 120_000_000
const quality = 80

/** Its loaders alone are asked; anything else stays a download. */
export const drawableTypes = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/tiff',
])

export type Drawn = {
  width: number
  height: number
  thumbnails: { longerSide: number; bytes: Buffer }[]
}

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].map((format) => `VipsForeignLoad${format}`),
})

/** From the largest down, each from the one before: the picture itself is decoded once. */
async function drawThumbnails(bytes: Buffer, longerSide: number, isShown: boolean) {
  // What a browser can't show needs at least one, whatever its size.
  const wanted = thumbnailSizes.filter((size, index) => size < longerSide || (!isShown && index === 0))
  const thumbnails: Drawn['thumbnails'] = []
  let source = sharp(bytes, {
    limitInputPixels: mostPixels,
    sequentialRead: true,
    failOn: 'error',
  }).autoOrient()
  for (const size of wanted.toReversed()) {
    const fitted = source.resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
    const { data, info } = await fitted.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    const raw = { width: info.width, height: info.height, channels: info.channels }
    thumbnails.push({ longerSide: size, bytes: await sharp(data, { raw }).webp({ quality }).toBuffer() })
    source = sharp(data, { raw })
  }
  // Nothing was drawn of a small one: decode it all the same, to know that it can be.
  if (wanted.length === 0) await source.raw().toBuffer()
  return thumbnails.reverse()
}

/** Throws for what can't be drawn: damaged, too many pixels, not what it says. */
export async function draw(bytes: Buffer, isShown: boolean): Promise<Drawn> {
  const { autoOrient } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata()
  const { width, height } = autoOrient
  const thumbnails = await drawThumbnails(bytes, Math.max(width, height), isShown)
  return { width, height, thumbnails }
}

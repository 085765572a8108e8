// Decodes a background picture, in the window: the worker may read neither object URLs nor drawings (SVG).
import { EffectUnavailable } from './effect-unavailable.ts'

/** No camera of a call is larger. */
const longestSide = 1920

/** @param url one of our own files, or an object URL @throws EffectUnavailable when there is no picture there */
export async function loadPicture(url: string): Promise<ImageBitmap> {
  const image = new Image()
  image.src = url
  try {
    await image.decode()
    const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight))
    return await createImageBitmap(image, {
      resizeWidth: Math.max(1, Math.round(image.naturalWidth * scale)),
      resizeHeight: Math.max(1, Math.round(image.naturalHeight * scale)),
      resizeQuality: 'medium',
    })
  } catch {
    throw new EffectUnavailable('the picture cannot be read')
  }
}

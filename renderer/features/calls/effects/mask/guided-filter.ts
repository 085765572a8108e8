// Makes the mask follow the edges of the picture (He, Sun, Tang: "Guided Image Filtering", 2010; and "Fast Guided
// Filter", 2015, for the coefficients at low resolution). In every small square the mask is taken to be a straight
// line of the brightness: mask ≈ slope · brightness + offset. Slope and offset are smooth, so they can be computed on
// the small mask and applied to the full picture, whose edges then become the mask's.
import { boxFilter, type Size } from './box-filter.ts'

export type GuidedFilter = {
  /** Per pixel of the mask, for brightness from 0 to 1; valid until the next run. */
  slope: Float32Array
  offset: Float32Array
  /** @param guide brightness, 0 to 1 @param mask confidence, 0 to 1 */
  run(guide: Float32Array, mask: Float32Array): void
}

/**
 * @param radius half the square's side, in pixels of the mask
 * @param flatness below this variance of the brightness a square counts as flat and the mask is only smoothed there
 */
export function createGuidedFilter(size: Size, radius: number, flatness: number): GuidedFilter {
  const length = size.width * size.height
  const room = () => new Float32Array(length)
  const [product, square, between, meanGuide, meanMask, meanProduct, meanSquare] = [
    room(),
    room(),
    room(),
    room(),
    room(),
    room(),
    room(),
  ] as const
  const slope = room()
  const offset = room()

  function run(guide: Float32Array, mask: Float32Array): void {
    for (let i = 0; i < length; i++) {
      const brightness = guide[i] as number
      product[i] = brightness * (mask[i] as number)
      square[i] = brightness * brightness
    }
    boxFilter(guide, meanGuide, between, size, radius)
    boxFilter(mask, meanMask, between, size, radius)
    boxFilter(product, meanProduct, between, size, radius)
    boxFilter(square, meanSquare, between, size, radius)
    for (let i = 0; i < length; i++) {
      const brightness = meanGuide[i] as number
      const confidence = meanMask[i] as number
      const variance = (meanSquare[i] as number) - brightness * brightness
      const covariance = (meanProduct[i] as number) - brightness * confidence
      const rise = covariance / (variance + flatness)
      product[i] = rise
      square[i] = confidence - rise * brightness
    }
    boxFilter(product, slope, between, size, radius)
    boxFilter(square, offset, between, size, radius)
  }

  return { slope, offset, run }
}

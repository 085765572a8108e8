// Between red, green, blue and the camera's brightness and colour differences, by the numbers of the standards:
// ITU-R BT.601 and BT.709, in the range of television (16 to 235) or the full one.
import type { Planes } from './planes.ts'
import { halfOf } from './planes.ts'

export type ColourRule = { redShare: number; blueShare: number; isFullRange: boolean }

/** @param space of the frame; a camera that says nothing speaks BT.601 in television's range */
export function colourRuleOf(space: { matrix?: string | null; fullRange?: boolean | null }): ColourRule {
  const isHd = space.matrix === 'bt709'
  return {
    redShare: isHd ? 0.2126 : 0.299,
    blueShare: isHd ? 0.0722 : 0.114,
    isFullRange: space.fullRange === true,
  }
}

const within = (value: number) => Math.min(255, Math.max(0, value))

/** Turns RGBA pixels into planes of the same size. */
export function planesFromPixels(pixels: Uint8ClampedArray, planes: Planes, rule: ColourRule): void {
  const { redShare, blueShare, isFullRange } = rule
  const greenShare = 1 - redShare - blueShare
  const [lumaScale, lumaFloor, chromaScale] = isFullRange ? [1, 0, 1] : [219 / 255, 16, 224 / 255]
  const { width, height, y: luma, u, v } = planes
  const chromaWidth = halfOf(width)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x)
      const red = pixels[at] as number
      const blue = pixels[at + 2] as number
      const bright = redShare * red + greenShare * (pixels[at + 1] as number) + blueShare * blue
      luma[y * width + x] = within(lumaFloor + lumaScale * bright + 0.5)
      if ((x | y) & 1) continue
      const chroma = (y >> 1) * chromaWidth + (x >> 1)
      u[chroma] = within(128.5 + ((blue - bright) / (1 - blueShare)) * 0.5 * chromaScale)
      v[chroma] = within(128.5 + ((red - bright) / (1 - redShare)) * 0.5 * chromaScale)
    }
  }
}

/** One pixel of planes as RGBA, written at `at`; the target array clamps. */
export function writePixel(
  to: Uint8ClampedArray,
  at: number,
  luma: number,
  u: number,
  v: number,
  rule: ColourRule,
): void {
  const bright = rule.isFullRange ? luma : (luma - 16) * (255 / 219)
  const scale = rule.isFullRange ? 2 : (2 * 255) / 224
  const red = bright + scale * (1 - rule.redShare) * (v - 128)
  const blue = bright + scale * (1 - rule.blueShare) * (u - 128)
  to[at] = red
  to[at + 1] = (bright - rule.redShare * red - rule.blueShare * blue) / (1 - rule.redShare - rule.blueShare)
  to[at + 2] = blue
  to[at + 3] = 255
}

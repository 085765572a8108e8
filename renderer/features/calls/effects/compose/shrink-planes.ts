// Makes the small pictures out of the camera's planes, each small pixel the mean of those it covers: taking single
// ones would sparkle when the picture moves.
import { type ColourRule, writePixel } from './colours.ts'
import { halfOf, type Planes } from './planes.ts'
import { backdropSize, maskSize, type SmallFrame } from './sizes.ts'

export type PlaneShrinker = { small: SmallFrame; shrink(planes: Planes, rule: ColourRule): void }

export function createPlaneShrinker(): PlaneShrinker {
  const bright = new Float32Array(maskSize.width * maskSize.height)
  const room = () => new Float32Array(backdropSize.width * backdropSize.height)
  const small: SmallFrame = {
    pixels: new ImageData(maskSize.width, maskSize.height),
    luma: new Float32Array(bright.length),
    channels: [room(), room(), room()],
  }

  function shrink(planes: Planes, rule: ColourRule) {
    const [luma, u, v] = small.channels
    shrinkPlane(planes.y, planes.width, planes.height, bright, maskSize.width, maskSize.height)
    shrinkPlane(
      planes.u,
      halfOf(planes.width),
      halfOf(planes.height),
      u,
      backdropSize.width,
      backdropSize.height,
    )
    shrinkPlane(
      planes.v,
      halfOf(planes.width),
      halfOf(planes.height),
      v,
      backdropSize.width,
      backdropSize.height,
    )
    for (let y = 0; y < maskSize.height; y++) {
      for (let x = 0; x < maskSize.width; x++) {
        const at = y * maskSize.width + x
        const colour = (y >> 1) * backdropSize.width + (x >> 1)
        const value = bright[at] as number
        small.luma[at] = value / 255
        writePixel(small.pixels.data, 4 * at, value, u[colour] as number, v[colour] as number, rule)
      }
    }
    halveLuma(bright, luma)
  }

  return { small, shrink }
}

function halveLuma(from: Float32Array, to: Float32Array) {
  const { width, height } = backdropSize
  for (let y = 0; y < height; y++) {
    let at = 2 * y * maskSize.width
    for (let x = 0; x < width; x++, at += 2) {
      const upper = (from[at] as number) + (from[at + 1] as number)
      const lower = (from[at + maskSize.width] as number) + (from[at + maskSize.width + 1] as number)
      to[y * width + x] = (upper + lower) / 4
    }
  }
}

/** The mean over whole pixels: the rims of the squares are rounded, by less than half a pixel of the camera. */
export function shrinkPlane(
  from: Uint8Array,
  fromWidth: number,
  fromHeight: number,
  to: Float32Array,
  width: number,
  height: number,
): void {
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * fromHeight) / height)
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * fromHeight) / height))
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * fromWidth) / width)
      const right = Math.max(left + 1, Math.floor(((x + 1) * fromWidth) / width))
      let sum = 0
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++) sum += from[row * fromWidth + column] as number
      to[y * width + x] = sum / ((bottom - top) * (right - left))
    }
  }
}

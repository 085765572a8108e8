// The blurred background, without a halo: what belongs to the person does not take part in the blur, so nothing of it
// shines out around the silhouette. Each pixel counts as much as it is background (premultiplied), and the sum is
// divided by what took part; under the person the background is continued from around.
import type { WorkerBackground } from '../background-messages.ts'
import { boxFilter } from '../mask/box-filter.ts'
import { backdropSize, type Channels, maskSize } from './sizes.ts'

/** Half the box's side in pixels of the backdrop; three boxes one after another come close to a Gauss curve. */
const radii = { light: 2, strong: 5, hidden: 9 }
export type Blur = keyof typeof radii

/** Behind a picture nobody sees the blur: there it only tells what light is at the person's edges. */
export const blurFor = (background: WorkerBackground): Blur =>
  background.kind === 'blur' ? background.strength : 'light'

const length = backdropSize.width * backdropSize.height
/** Keeps the division sane deep inside the person, where nothing took part. */
const least = 1e-3

export type Backdrop = {
  /** The blurred picture, 0 to 255; valid until the next draw. */
  channels: Channels
  /** @param mask confidence at `maskSize`; null blurs everything, the person too */
  draw(source: Channels, mask: Float32Array | null, blur: Blur): void
}

export function createBackdrop(): Backdrop {
  const room = () => new Float32Array(length)
  const channels = [room(), room(), room()] as const
  const share = room()
  const between = room()
  const blurred = room()

  function blurThrice(plane: Float32Array, radius: number) {
    boxFilter(plane, blurred, between, backdropSize, radius)
    boxFilter(blurred, plane, between, backdropSize, radius)
    boxFilter(plane, blurred, between, backdropSize, radius)
    plane.set(blurred)
  }

  function draw(source: Channels, mask: Float32Array | null, blur: Blur) {
    if (mask) shareOfBackground(mask, share, between)
    else share.fill(1)
    for (let c = 0; c < 3; c++) weigh(source[c] as Float32Array, share, channels[c] as Float32Array)
    for (const plane of channels) blurThrice(plane, radii[blur])
    blurThrice(share, radii[blur])
    for (const plane of channels)
      for (let i = 0; i < length; i++) plane[i] = (plane[i] as number) / (share[i] as number)
  }

  return { channels, draw }
}

/** Colour times share, with a trace of the background's mean colour everywhere. */
function weigh(from: Float32Array, share: Float32Array, to: Float32Array) {
  let sum = 0
  let total = 0
  for (let i = 0; i < length; i++) {
    sum += (from[i] as number) * (share[i] as number)
    total += share[i] as number
  }
  const trace = (sum / total) * least
  for (let i = 0; i < length; i++) {
    const part = share[i] as number
    to[i] = (from[i] as number) * (part - least) + trace
  }
}

/** How much each pixel is background, from `least` to 1; the pixels next to the person are left out as well. */
function shareOfBackground(mask: Float32Array, share: Float32Array, between: Float32Array) {
  const { width, height } = backdropSize
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 2 * y * maskSize.width + 2 * x
      between[y * width + x] = Math.max(
        mask[at] as number,
        mask[at + 1] as number,
        mask[at + maskSize.width] as number,
        mask[at + maskSize.width + 1] as number,
      )
    }
  }
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width
    const here = y * width
    const below = Math.min(height - 1, y + 1) * width
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - 1)
      const right = Math.min(width - 1, x + 1)
      const person = Math.max(
        between[here + x] as number,
        between[here + left] as number,
        between[here + right] as number,
        between[above + x] as number,
        between[below + x] as number,
      )
      const background = person < 1 ? 1 - person : 0
      share[here + x] = least + (1 - least) * background * background
    }
  }
}

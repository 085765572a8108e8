// The two small pictures on which everything but the last step is computed, whatever the camera gives.
import type { Size } from '../mask/box-filter.ts'

/** What the model takes and gives (Google's "selfie segmentation landscape"). */
export const maskSize: Size = { width: 256, height: 144 }
/** The background is blurred at half of that: finer would be lost in the blur. */
export const backdropSize: Size = { width: 128, height: 72 }

export type Channels = readonly [Float32Array, Float32Array, Float32Array]

/** A frame made small. The arrays are the reader's own and hold until its next frame. */
export type SmallFrame = {
  /** For the model: RGBA at `maskSize`. */
  pixels: ImageData
  /** Brightness from 0 to 1 at `maskSize`, which guides the mask's edges. */
  luma: Float32Array
  /** Colours from 0 to 255 at `backdropSize`, in the drawer's own colour space. */
  channels: Channels
}

// What the two ways of drawing, with and without a graphics card, have in common.
import type { WorkerBackground } from '../background-messages.ts'
import type { Cutout } from './cutout.ts'
import type { SmallFrame } from './sizes.ts'

export type Drawer = {
  name: 'cpu' | 'webgl'
  /** Makes a frame small. The frame stays the caller's. @param isSmaller draws it half as large in the end */
  take(frame: VideoFrame, isSmaller: boolean): Promise<SmallFrame>
  /**
   * Draws the frame taken last.
   * @param cutout the person; null hides everything: nobody is cut out where there is no mask
   * @returns a new frame, for the caller to close
   */
  draw(frame: VideoFrame, cutout: Cutout | null, background: WorkerBackground): VideoFrame
  close(): void
}

/** What a finished frame takes over from the camera's: the moment it was taken. */
export const timesOf = (frame: VideoFrame) => ({
  timestamp: frame.timestamp,
  ...(frame.duration === null ? {} : { duration: frame.duration }),
})

/** Where to draw a picture so that it covers the whole, cut at the sides it is too long on. */
export function coverRect(picture: { width: number; height: number }, width: number, height: number) {
  const scale = Math.max(width / picture.width, height / picture.height)
  const [wide, high] = [picture.width * scale, picture.height * scale]
  return [(width - wide) / 2, (height - high) / 2, wide, high] as const
}

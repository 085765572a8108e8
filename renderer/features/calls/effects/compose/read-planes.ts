// Brings a camera frame into planes, whatever form it comes in.
import { type ColourRule, colourRuleOf, planesFromPixels } from './colours.ts'
import { halvePlanes, type Planes, planesOfSize, splitColours } from './planes.ts'

export type ReadFrame = { planes: Planes; rule: ColourRule }
export type PlaneReader = {
  /** The planes are the reader's own and hold until the next frame. @param isHalved reads it half as large */
  read(frame: VideoFrame, isHalved: boolean): Promise<ReadFrame>
}

export function createPlaneReader(): PlaneReader {
  let whole: Planes | null = null
  let halved: Planes | null = null
  let raw = new Uint8Array(0)
  let canvas: OffscreenCanvas | null = null

  async function copy(frame: VideoFrame, length: number): Promise<Uint8Array> {
    if (raw.length !== length) raw = new Uint8Array(length)
    await frame.copyTo(raw)
    return raw
  }

  async function fill(frame: VideoFrame, planes: Planes): Promise<ColourRule> {
    const rule = colourRuleOf(frame.colorSpace)
    const colours = planes.u.length + planes.v.length
    if (frame.format === 'I420' && frame.allocationSize() === planes.all.length) {
      await frame.copyTo(planes.all)
    } else if (frame.format === 'NV12' && frame.allocationSize() === planes.all.length) {
      const bytes = await copy(frame, planes.all.length)
      planes.y.set(bytes.subarray(0, planes.y.length))
      splitColours(bytes.subarray(planes.y.length, planes.y.length + colours), planes)
    } else {
      // On the graphics card, with an alpha channel, in RGB: the browser turns it into pixels.
      planesFromPixels(pixelsOf(frame, planes.width, planes.height), planes, rule)
    }
    return rule
  }

  function pixelsOf(frame: VideoFrame, width: number, height: number): Uint8ClampedArray {
    if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('there is no 2d canvas')
    context.drawImage(frame, 0, 0, width, height)
    return context.getImageData(0, 0, width, height).data
  }

  return {
    async read(frame, isHalved) {
      const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight }
      whole = planesOfSize(whole, width, height)
      const rule = await fill(frame, whole)
      if (!isHalved) return { planes: whole, rule }
      halved = planesOfSize(halved, (width >> 2) << 1, (height >> 2) << 1)
      halvePlanes(whole, halved)
      return { planes: halved, rule }
    },
  }
}

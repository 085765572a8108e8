// Draws without a graphics card: from the camera's planes to planes again, in numbers, with no canvas in between.
import { blurFor, createBackdrop } from './backdrop.ts'
import { createPlaneBlender } from './blend-planes.ts'
import { type ColourRule, planesFromPixels } from './colours.ts'
import { coverRect, type Drawer, timesOf } from './drawer.ts'
import { type Planes, planesOfSize } from './planes.ts'
import { createPlaneReader, type ReadFrame } from './read-planes.ts'
import { createPlaneShrinker } from './shrink-planes.ts'

export function createCpuDrawer(): Drawer {
  const reader = createPlaneReader()
  const { small, shrink } = createPlaneShrinker()
  const backdrop = createBackdrop()
  const blender = createPlaneBlender()
  const pictures = createPictureKeeper()
  let taken: ReadFrame | null = null
  let finished: Planes | null = null

  return {
    name: 'cpu',
    async take(frame, isSmaller) {
      taken = await reader.read(frame, isSmaller)
      shrink(taken.planes, taken.rule)
      return small
    },
    draw(frame, cutout, background) {
      if (!taken) throw new Error('no frame was taken')
      const { planes, rule } = taken
      const to = planesOfSize(finished, planes.width, planes.height)
      finished = to
      const picture = background.kind === 'picture' ? pictures.planes(background.picture, planes, rule) : null
      if (!cutout && picture) blender.spread(picture, to)
      else {
        backdrop.draw(small.channels, cutout?.mask ?? null, cutout ? blurFor(background) : 'hidden')
        if (cutout) blender.blend(planes, cutout.filter, backdrop.channels, picture, to)
        else blender.spread(backdrop.channels, to)
      }
      return frameOf(to, frame)
    },
    close: () => {},
  }
}

function frameOf(planes: Planes, camera: VideoFrame): VideoFrame {
  return new VideoFrame(planes.all as Uint8Array<ArrayBuffer>, {
    format: 'I420',
    codedWidth: planes.width,
    codedHeight: planes.height,
    ...timesOf(camera),
    colorSpace: camera.colorSpace.toJSON(),
  })
}

/** Turns a picture into planes once, not at every frame. */
function createPictureKeeper() {
  let kept: { picture: ImageBitmap; rule: ColourRule; planes: Planes } | null = null

  function planes(picture: ImageBitmap, like: Planes, rule: ColourRule): Planes {
    const isSame =
      kept?.picture === picture &&
      kept.rule.redShare === rule.redShare &&
      kept.rule.isFullRange === rule.isFullRange &&
      kept.planes.width === like.width &&
      kept.planes.height === like.height
    if (kept && isSame) return kept.planes
    const context = new OffscreenCanvas(like.width, like.height).getContext('2d', {
      willReadFrequently: true,
    })
    if (!context) throw new Error('there is no 2d canvas')
    context.drawImage(picture, ...coverRect(picture, like.width, like.height))
    const drawn = planesOfSize(null, like.width, like.height)
    planesFromPixels(context.getImageData(0, 0, like.width, like.height).data, drawn, rule)
    kept = { picture, rule, planes: drawn }
    return drawn
  }

  return { planes }
}

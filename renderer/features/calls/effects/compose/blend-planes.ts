// The last step without a GPU, and the only one that touches every pixel: person over background, in the camera's own
// planes. The mask is slope · brightness + offset, both read between the pixels of the small mask.
import type { GuidedFilter } from '../mask/guided-filter.ts'
import { halfOf, type Planes } from './planes.ts'
import { backdropSize, type Channels, maskSize } from './sizes.ts'

/** What is surely behind and surely in front: a mask this close to the end is taken as the end. */
export const surelyBehind = 0.2
export const surelyInFront = 0.9

/** For each pixel of a long line the two of a short one it lies between, and its share of the right one. */
type Steps = { left: Uint16Array; share: Float32Array }

export function stepsBetween(short: number, long: number): Steps {
  const left = new Uint16Array(long)
  const share = new Float32Array(long)
  for (let i = 0; i < long; i++) {
    const place = Math.min(short - 1, Math.max(0, ((i + 0.5) * short) / long - 0.5))
    left[i] = Math.min(short - 2, Math.floor(place))
    share[i] = place - (left[i] as number)
  }
  return { left, share }
}

/** One line of a small picture, between two of its rows. */
function mixRows(from: Float32Array, width: number, row: number, share: number, to: Float32Array) {
  const above = row * width
  for (let x = 0; x < width; x++) {
    const upper = from[above + x] as number
    to[x] = upper + share * ((from[above + width + x] as number) - upper)
  }
}

export type PlaneBlender = {
  /**
   * Person over a background.
   * @param seen the blurred background of the camera, to take its light out of the person's edges
   * @param behind a picture of the camera's size; null: what is seen
   */
  blend(camera: Planes, filter: GuidedFilter, seen: Channels, behind: Planes | null, to: Planes): void
  /** The background alone. */
  spread(behind: Channels | Planes, to: Planes): void
}

export function createPlaneBlender(): PlaneBlender {
  let tables = makeTables(2, 2)
  const tablesFor = (width: number, height: number) => {
    if (tables.width !== width || tables.height !== height) tables = makeTables(width, height)
    return tables
  }
  return {
    blend(camera, filter, seen, behind, to) {
      const ready = tablesFor(camera.width, camera.height)
      spreadOver(seen, to, ready)
      drawMask(camera.y, filter, ready)
      lay(camera.y, to.y, behind?.y ?? to.y, ready.mask)
      halveMask(ready)
      lay(camera.u, to.u, behind?.u ?? to.u, ready.chromaMask)
      lay(camera.v, to.v, behind?.v ?? to.v, ready.chromaMask)
    },
    spread: (behind, to) => spreadOver(behind, to, tablesFor(to.width, to.height)),
  }
}

type Tables = ReturnType<typeof makeTables>

function makeTables(width: number, height: number) {
  return {
    width,
    height,
    maskColumns: stepsBetween(maskSize.width, width),
    maskRows: stepsBetween(maskSize.height, height),
    columns: stepsBetween(backdropSize.width, width),
    rows: stepsBetween(backdropSize.height, height),
    chromaColumns: stepsBetween(backdropSize.width, halfOf(width)),
    chromaRows: stepsBetween(backdropSize.height, halfOf(height)),
    slopes: new Float32Array(maskSize.width),
    offsets: new Float32Array(maskSize.width),
    line: new Float32Array(backdropSize.width),
    /** The finished mask, 0 to 255, which the colours need as well. */
    mask: new Uint8Array(width * height),
    chromaMask: new Uint8Array(halfOf(width) * halfOf(height)),
  }
}

function spreadOver(behind: Channels | Planes, to: Planes, tables: Tables) {
  if ('all' in behind) return to.all.set(behind.all)
  spreadPlane(behind[0], to.y, tables.columns, tables.rows, tables.line)
  spreadPlane(behind[1], to.u, tables.chromaColumns, tables.chromaRows, tables.line)
  spreadPlane(behind[2], to.v, tables.chromaColumns, tables.chromaRows, tables.line)
}

function spreadPlane(from: Float32Array, to: Uint8Array, columns: Steps, rows: Steps, line: Float32Array) {
  const width = columns.left.length
  const { left, share } = columns
  for (let y = 0; y < rows.left.length; y++) {
    mixRows(from, backdropSize.width, rows.left[y] as number, rows.share[y] as number, line)
    const start = y * width
    for (let x = 0; x < width; x++) {
      const at = left[x] as number
      const before = line[at] as number
      to[start + x] = before + (share[x] as number) * ((line[at + 1] as number) - before) + 0.5
    }
  }
}

function drawMask(camera: Uint8Array, filter: GuidedFilter, tables: Tables) {
  const { width, height, maskColumns, maskRows, slopes, offsets, mask } = tables
  const { left, share } = maskColumns
  const scale = 255 / (surelyInFront - surelyBehind)
  for (let y = 0; y < height; y++) {
    const row = maskRows.left[y] as number
    const rowShare = maskRows.share[y] as number
    mixRows(filter.slope, maskSize.width, row, rowShare, slopes)
    mixRows(filter.offset, maskSize.width, row, rowShare, offsets)
    const start = y * width
    for (let x = 0; x < width; x++) {
      const at = left[x] as number
      const part = share[x] as number
      const slope = slopes[at] as number
      const offset = offsets[at] as number
      const rise = slope + part * ((slopes[at + 1] as number) - slope)
      const floor = offset + part * ((offsets[at + 1] as number) - offset)
      const person = (rise * (camera[start + x] as number) * (1 / 255) + floor - surelyBehind) * scale
      mask[start + x] = person <= 0 ? 0 : Math.min(person, 255)
    }
  }
}

/**
 * Person over background. At the person's edge a pixel holds light of both; what the camera saw behind is taken out
 * again before the new background is put there, or a bright wall would leave a bright rim before a dark picture.
 * @param to what the camera saw behind, and where the result goes
 */
function lay(camera: Uint8Array, to: Uint8Array, behind: Uint8Array, mask: Uint8Array) {
  for (let i = 0; i < mask.length; i++) {
    const person = mask[i] as number
    if (person === 255) to[i] = camera[i] as number
    else if (person === 0) to[i] = behind[i] as number
    else {
      const mixed = camera[i] as number
      // (255 - person) / person would be exact; more than 1 would make noise of the model's doubts.
      const gain = person > 127 ? (255 - person) / person : 1
      const pure = mixed + gain * (mixed - (to[i] as number))
      const front = pure < 0 ? 0 : Math.min(pure, 255)
      const back = behind[i] as number
      to[i] = back + (front - back) * person * (1 / 255) + 0.5
    }
  }
}

function halveMask({ width, height, mask, chromaMask }: Tables) {
  const chromaWidth = halfOf(width)
  for (let y = 0; y < halfOf(height); y++) {
    const upper = 2 * y * width
    const lower = Math.min(2 * y + 1, height - 1) * width
    for (let x = 0; x < chromaWidth; x++) {
      const right = Math.min(2 * x + 1, width - 1)
      const sum =
        (mask[upper + 2 * x] as number) +
        (mask[upper + right] as number) +
        (mask[lower + 2 * x] as number) +
        (mask[lower + right] as number)
      chromaMask[y * chromaWidth + x] = (sum + 2) >> 2
    }
  }
}

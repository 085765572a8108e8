// From the model's confidence to a mask that one can cut along: calm over time, and along the picture's own edges.
import { createIslandDropper } from '../mask/drop-islands.ts'
import { createGuidedFilter, type GuidedFilter } from '../mask/guided-filter.ts'
import { smoothMask } from '../mask/smooth-mask.ts'
import { maskSize, type SmallFrame } from './sizes.ts'

export type Cutout = {
  /** The confidence so far, 0 to 1, at `maskSize`. */
  mask: Float32Array
  filter: GuidedFilter
}

export type CutoutMaker = {
  cutout: Cutout
  /**
   * Takes what the model said about this frame, and changes it; null: it was not asked, the last mask is bent to the
   * new picture.
   */
  update(small: SmallFrame, fresh: Float32Array | null): void
  /** Forgets the last mask, after a pause in which the person may have moved anywhere. */
  forget(): void
}

const radius = 4
/** Variance of the brightness (0…1)²: contrasts below about 0.03 are noise. */
const flatness = 0.001

export function createCutoutMaker(): CutoutMaker {
  const mask = new Float32Array(maskSize.width * maskSize.height)
  const filter = createGuidedFilter(maskSize, radius, flatness)
  const dropIslands = createIslandDropper(maskSize)
  let isFirst = true
  return {
    cutout: { mask, filter },
    update(small, fresh) {
      if (fresh) dropIslands(fresh)
      if (fresh && isFirst) mask.set(fresh)
      else if (fresh) smoothMask(mask, fresh)
      if (fresh) isFirst = false
      filter.run(small.luma, mask)
    },
    forget: () => {
      isFirst = true
    },
  }
}

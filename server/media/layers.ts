// Which layers of a picture a tile needs, as pure rules. Sizes in device pixels.
import type { Tile } from '../../contract/call-signals.ts'
import { cameraLayers } from '../../contract/call-signals.ts'

export type Layers = { spatialLayer: number; temporalLayer: number }

/** Drawn larger than this against its layer a picture looks soft; less is not seen. */
const largestStretch = 1.3
/** A picture smaller than this needs no 30 frames a second. */
const calmHeight = 120
const aspect = 16 / 9
const mostTemporal = 2
/** Text must be read: from this height on a screen comes at full size. */
const readableHeight = 360

/** The least layers that look right in the tile. `layerCount`: spatial layers that the publisher has. */
export function layersFor(source: 'camera' | 'screen', layerCount: number, tile: Tile): Layers {
  const top = Math.max(0, layerCount - 1)
  if (source === 'screen') {
    const isRead = tile.isImportant || tile.height >= readableHeight
    return { spatialLayer: isRead ? top : 0, temporalLayer: mostTemporal }
  }
  // A tile of another shape is filled: the larger side decides.
  const wanted = Math.max(tile.height, tile.width / aspect)
  const heights = cameraLayers.slice(cameraLayers.length - layerCount).map(({ height }) => height)
  const enough = heights.findIndex((height) => height * largestStretch >= wanted)
  return {
    spatialLayer: enough < 0 ? top : enough,
    temporalLayer: wanted < calmHeight ? 1 : mostTemporal,
  }
}

/** 1 to 255: who gets bandwidth first when there is too little for all. */
export function priorityOf(source: 'camera' | 'screen', tile: Tile): number {
  if (source === 'screen') return tile.isImportant ? 255 : 200
  if (tile.isImportant) return 150
  return Math.min(120, Math.max(1, Math.round((tile.width * tile.height) / 8000)))
}

import { describe, expect, test } from 'vitest'
import type { Tile } from '../../contract/call-signals.ts'
import { layersFor, priorityOf } from './layers.ts'

const tile = (width: number, height: number, isImportant = false): Tile => ({
  producerId: 'p',
  width,
  height,
  isImportant,
})

describe('the layers of a camera', () => {
  test.each([
    ['a thumbnail', tile(160, 90), { spatialLayer: 0, temporalLayer: 1 }],
    ['a small tile', tile(320, 180), { spatialLayer: 0, temporalLayer: 2 }],
    ['a little stretched', tile(400, 225), { spatialLayer: 0, temporalLayer: 2 }],
    ['a tile of a grid of nine', tile(640, 360), { spatialLayer: 1, temporalLayer: 2 }],
    ['the speaker', tile(1280, 720), { spatialLayer: 2, temporalLayer: 2 }],
    ['larger than the camera', tile(3840, 2160), { spatialLayer: 2, temporalLayer: 2 }],
    ['a wide and low one, which is filled', tile(1280, 200), { spatialLayer: 2, temporalLayer: 2 }],
  ])('for %s are the least that look right', (_, shown, layers) => {
    expect(layersFor('camera', 3, shown)).toEqual(layers)
  })

  test('are those there are', () => {
    expect(layersFor('camera', 1, tile(1280, 720))).toMatchObject({ spatialLayer: 0 })
    expect(layersFor('camera', 2, tile(640, 360))).toMatchObject({ spatialLayer: 0 })
    expect(layersFor('camera', 2, tile(1280, 720))).toMatchObject({ spatialLayer: 1 })
  })
})

test('a screen comes whole where it is read, and small in a strip', () => {
  expect(layersFor('screen', 2, tile(900, 500))).toMatchObject({ spatialLayer: 1 })
  expect(layersFor('screen', 2, tile(300, 170, true))).toMatchObject({ spatialLayer: 1 })
  expect(layersFor('screen', 2, tile(300, 170))).toMatchObject({ spatialLayer: 0 })
})

test('bandwidth goes to the screen first, then to the speaker, then by size', () => {
  const order = [
    priorityOf('screen', tile(100, 60, true)),
    priorityOf('screen', tile(100, 60)),
    priorityOf('camera', tile(100, 60, true)),
    priorityOf('camera', tile(1920, 1080)),
    priorityOf('camera', tile(640, 360)),
    priorityOf('camera', tile(160, 90)),
  ]
  expect(order).toEqual(order.toSorted((a, b) => b - a))
  expect(new Set(order).size).toBe(order.length)
  expect(Math.min(...order)).toBeGreaterThanOrEqual(1)
  expect(Math.max(...order)).toBeLessThanOrEqual(255)
})

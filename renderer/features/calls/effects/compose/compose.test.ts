import { describe, expect, it } from 'vitest'
import { createGuidedFilter } from '../mask/guided-filter.ts'
import { createBackdrop } from './backdrop.ts'
import { createPlaneBlender, stepsBetween } from './blend-planes.ts'
import { colourRuleOf, planesFromPixels, writePixel } from './colours.ts'
import { halvePlanes, makePlanes, splitColours } from './planes.ts'
import { shrinkPlane } from './shrink-planes.ts'
import { backdropSize, type Channels, maskSize } from './sizes.ts'

const plane = (value: (x: number, y: number) => number, { width, height } = backdropSize) =>
  Float32Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width)))

describe('the backdrop', () => {
  // A black person, 64 to 192 of 256, before a white wall.
  const isPerson = (x: number) => x >= 64 && x < 192
  const mask = plane((x) => (isPerson(x) ? 1 : 0), maskSize)
  const room = plane((x) => (isPerson(2 * x) ? 0 : 200))
  const source: Channels = [room, room, room]

  it.each(['light', 'strong'] as const)(
    'has no shadow of the person around the silhouette when %s',
    (blur) => {
      const backdrop = createBackdrop()
      backdrop.draw(source, mask, blur)
      const row = 36 * backdropSize.width
      for (let x = 0; x < 32; x++) expect(backdrop.channels[0][row + x]).toBeGreaterThan(195)
    },
  )

  it('would have one if the person took part', () => {
    const backdrop = createBackdrop()
    backdrop.draw(source, null, 'strong')
    expect(backdrop.channels[0][36 * backdropSize.width + 31]).toBeLessThan(150)
  })

  it('keeps the brightness of a whole picture', () => {
    const backdrop = createBackdrop()
    const level = plane(() => 90)
    backdrop.draw([level, level, level], null, 'hidden')
    for (const value of backdrop.channels[1]) expect(value).toBeCloseTo(90, 1)
  })

  it('is never without a number, not even where all is person', () => {
    const backdrop = createBackdrop()
    backdrop.draw(source, new Float32Array(mask.length).fill(1), 'light')
    expect(backdrop.channels.every((channel) => channel.every(Number.isFinite))).toBe(true)
  })
})

describe('blending', () => {
  const [width, height] = [512, 288]
  const camera = makePlanes(width, height)
  const behind = makePlanes(width, height)
  const to = makePlanes(width, height)
  behind.all.fill(10)
  // A dark person to the left of 256, a bright wall to the right, and one column of light of both.
  for (let at = 0; at < camera.y.length; at++) {
    const x = at % width
    camera.y[at] = x < 256 ? 60 : x === 256 ? 95 : 200
  }
  const guide = plane((x) => (x < 128 ? 60 : 200) / 255, maskSize)
  const mask = plane((x) => (x < 128 ? 1 : 0), maskSize)
  const filter = createGuidedFilter(maskSize, 4, 0.001)
  filter.run(guide, mask)
  const seen = [plane(() => 200), plane(() => 128), plane(() => 128)] as const

  it('gives the person as the camera saw them and the picture as it is', () => {
    createPlaneBlender().blend(camera, filter, seen, behind, to)
    const row = 100 * width
    expect([...to.y.subarray(row, row + 200)].every((value) => value === 60)).toBe(true)
    expect([...to.y.subarray(row + 300, row + width)].every((value) => value === 10)).toBe(true)
  })

  it('leaves no bright rim of the wall before a dark picture', () => {
    createPlaneBlender().blend(camera, filter, seen, behind, to)
    expect(Math.max(...to.y.subarray(100 * width, 101 * width))).toBeLessThanOrEqual(66)
  })

  it('lies between the right pixels when it enlarges', () => {
    const { left, share } = stepsBetween(4, 8)
    const places = [...left].map((at, i) => at + (share[i] as number))
    expect(places).toEqual([0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3])
  })
})

describe('planes', () => {
  it.each([
    ['BT.601 of television', colourRuleOf({})],
    ['BT.709, full range', colourRuleOf({ matrix: 'bt709', fullRange: true })],
  ])('come back as the colours they were made of, %s', (_, rule) => {
    const colours = [
      [230, 40, 60],
      [20, 200, 90],
      [128, 128, 128],
      [250, 250, 250],
    ] as const
    for (const [red, green, blue] of colours) {
      const planes = makePlanes(2, 2)
      planesFromPixels(
        Uint8ClampedArray.from({ length: 16 }, (__, i) => [red, green, blue, 255][i % 4] as number),
        planes,
        rule,
      )
      const back = new Uint8ClampedArray(4)
      writePixel(back, 0, planes.y[0] as number, planes.u[0] as number, planes.v[0] as number, rule)
      for (const [i, value] of [red, green, blue].entries())
        expect(Math.abs((back[i] as number) - value)).toBeLessThan(4)
    }
  })

  it('are taken apart, halved and made small by the mean', () => {
    const planes = makePlanes(4, 2)
    splitColours(Uint8Array.of(1, 2, 3, 4), planes)
    expect([...planes.u, ...planes.v]).toEqual([1, 3, 2, 4])
    planes.y.set([10, 20, 0, 4, 30, 40, 0, 0])
    const half = makePlanes(2, 1)
    halvePlanes({ ...planes, u: new Uint8Array(4), v: new Uint8Array(4) }, half)
    expect([...half.y]).toEqual([25, 1])
    const small = new Float32Array(2)
    shrinkPlane(planes.y, 4, 2, small, 2, 1)
    expect([...small]).toEqual([25, 1])
  })
})

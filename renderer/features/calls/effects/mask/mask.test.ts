import { describe, expect, it } from 'vitest'
import { boxFilter } from './box-filter.ts'
import { createIslandDropper } from './drop-islands.ts'
import { createGuidedFilter } from './guided-filter.ts'
import { smoothMask } from './smooth-mask.ts'

const size = { width: 64, height: 32 }
const length = size.width * size.height
const fill = (value: (x: number, y: number) => number) =>
  Float32Array.from({ length }, (_, at) => value(at % size.width, Math.floor(at / size.width)))

describe('boxFilter', () => {
  it.each([0, 1, 3, 7])(
    'is the mean of the square around, radius %i, at the rim of what is inside',
    (radius) => {
      const from = fill((x, y) => Math.sin(x * 1.7) + Math.cos(y * 0.9) * x)
      const to = new Float32Array(length)
      boxFilter(from, to, new Float32Array(length), size, radius)
      const slow = fill((x, y) => {
        let [sum, count] = [0, 0]
        for (let row = Math.max(0, y - radius); row <= Math.min(size.height - 1, y + radius); row++) {
          for (
            let column = Math.max(0, x - radius);
            column <= Math.min(size.width - 1, x + radius);
            column++
          ) {
            sum += from[row * size.width + column] as number
            count++
          }
        }
        return sum / count
      })
      for (let at = 0; at < length; at++) expect(to[at]).toBeCloseTo(slow[at] as number, 3)
    },
  )
})

describe('smoothMask', () => {
  it('quiets a mask that wavers', () => {
    const shown = Float32Array.of(0.5)
    const seen: number[] = []
    for (let frame = 0; frame < 40; frame++) {
      smoothMask(shown, Float32Array.of(frame % 2 ? 0.55 : 0.45))
      seen.push(shown[0] as number)
    }
    const late = seen.slice(-10)
    expect(Math.max(...late) - Math.min(...late)).toBeLessThan(0.05)
  })

  it('follows a real change at once, with nothing trailing behind', () => {
    const shown = Float32Array.of(1, 0)
    smoothMask(shown, Float32Array.of(0, 1))
    expect([...shown]).toEqual([0, 1])
  })
})

describe('the guided filter', () => {
  it("moves a blurry, misplaced edge of the mask to the picture's", () => {
    const guide = fill((x) => (x < 30 ? 0.8 : 0.3))
    // The model is unsure between 24 and 36, and wrong by two pixels.
    const mask = fill((x) => Math.min(1, Math.max(0, (34 - x) / 8)))
    const { slope, offset, run } = createGuidedFilter(size, 4, 0.001)
    run(guide, mask)
    const row = 16 * size.width
    const at = (x: number) =>
      (slope[row + x] as number) * (guide[row + x] as number) + (offset[row + x] as number)
    expect(at(29) - at(30)).toBeGreaterThan(0.4)
    expect((mask[row + 29] as number) - (mask[row + 30] as number)).toBeLessThan(0.2)
    expect(at(10)).toBeCloseTo(1, 2)
    expect(at(50)).toBeCloseTo(0, 2)
  })
})

describe('dropping islands', () => {
  const person = (x: number, y: number) => x >= 20 && x < 44 && y >= 8
  const mask = fill((x, y) => {
    if (person(x, y)) return 1
    if (x >= 54 && x < 58 && y < 4) return 0.9
    return x < 4 && y >= 28 ? 0.9 : 0
  })
  createIslandDropper(size)(mask)
  const at = (x: number, y: number) => mask[y * size.width + x]

  it('sinks a small one in mid-air', () => expect(at(55, 1)).toBe(0))
  it('leaves the person', () => expect([at(20, 8), at(43, 31), at(30, 20)]).toEqual([1, 1, 1]))
  it('leaves a hand that comes in from below', () => expect(at(1, 30)).toBeCloseTo(0.9))
  it('leaves a second person, and an empty room', () => {
    const two = fill((x) => (x < 30 || x > 50 ? 1 : 0))
    const before = two.slice()
    createIslandDropper(size)(two)
    expect(two).toEqual(before)
    expect(() => createIslandDropper(size)(new Float32Array(length))).not.toThrow()
  })
})

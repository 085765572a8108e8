import { describe, expect, test } from 'vitest'
import { fitInto, sizeText } from './sizes.ts'

describe('the size of a file', () => {
  test.each([
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1 kB'],
    [2.44 * 1024 ** 2, '2.4 MB'],
    [12.4 * 1024 ** 2, '12 MB'],
    [1024 ** 3, '1 GB'],
  ])('of %i bytes is said as %s', (bytes, words) => {
    expect(sizeText(bytes, 'en')).toBe(words)
  })
})

describe('a picture in a message', () => {
  const box = { width: 360, height: 280 }
  test.each([
    ['stands in its own size when that is small', [100, 80], [100, 80]],
    ['fits the width', [3600, 1800], [360, 180]],
    ['fits the height', [1000, 2000], [140, 280]],
    ['is no hairline', [20, 4000], [20, 280]],
    ['that is a strip keeps a width one can hit', [300, 6000], [72, 280]],
  ])('%s', (_, [width, height], [shownWidth, shownHeight]) => {
    const size = { width: width as number, height: height as number }
    expect(fitInto(size, box)).toEqual({ width: shownWidth, height: shownHeight })
  })
})

import { describe, expect, test } from 'vitest'
import { restoreWindow } from './window-state.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const screen = { x: 1440, y: 0, width: 2560, height: 1440 }

describe('a window', () => {
  test('stands where it stood', () => {
    const kept = { x: 1600, y: 100, width: 1200, height: 900, isMaximized: true }
    expect(restoreWindow(kept, [laptop, screen])).toEqual(kept)
  })

  test('comes back to the primary display when its own is gone', () => {
    const kept = { x: 1600, y: 100, width: 1200, height: 900, isMaximized: false }
    expect(restoreWindow(kept, [laptop])).toEqual({
      x: 80,
      y: 53,
      width: 1280,
      height: 820,
      isMaximized: false,
    })
  })

  test('has a title bar that can be taken hold of', () => {
    for (const kept of [
      { x: -1190, y: 100, width: 1200, height: 700 },
      { x: 200, y: -400, width: 1200, height: 700 },
      { x: 200, y: 895, width: 1200, height: 700 },
    ])
      expect(restoreWindow(kept, [laptop])).toMatchObject({ x: 80, y: 53 })
    expect(restoreWindow({ x: -900, y: 100, width: 1200, height: 700 }, [laptop])).toMatchObject({ x: -900 })
  })

  test('is no larger than its display and no smaller than can be read', () => {
    expect(restoreWindow({ x: 100, y: 100, width: 5000, height: 5000 }, [laptop])).toMatchObject({
      width: 1440,
      height: 875,
    })
    expect(restoreWindow({ x: 100, y: 100, width: 130, height: 40 }, [laptop])).toMatchObject({
      width: 640,
      height: 480,
    })
  })

  test.each([[null], ['{'], [{ x: 1 }], [{ x: Number.NaN, y: 0, width: 1, height: 1 }]])(
    'is in the middle after %s',
    (kept) => {
      expect(restoreWindow(kept, [laptop])).toEqual({
        x: 80,
        y: 53,
        width: 1280,
        height: 820,
        isMaximized: false,
      })
    },
  )
})

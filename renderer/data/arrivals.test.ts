// How long a window rests between two times of taking in what is pushed to it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { restBetweenArrivals, watchTouch } from './arrivals.ts'

let page: { visibilityState: string }
let window: EventTarget

beforeEach(() => {
  vi.useFakeTimers()
  page = { visibilityState: 'visible' }
  window = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', window)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('little while it is touched, longer on its own, longest when nobody sees it', () => {
  const stop = watchTouch()
  expect(restBetweenArrivals()).toBe(1000)
  window.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(14_000)
  expect(restBetweenArrivals()).toBe(100)
  vi.advanceTimersByTime(2000)
  expect(restBetweenArrivals()).toBe(1000)
  window.dispatchEvent(new Event('pointermove'))
  page.visibilityState = 'hidden'
  expect(restBetweenArrivals()).toBe(2000)
  page.visibilityState = 'visible'
  stop()
  vi.advanceTimersByTime(20_000)
  window.dispatchEvent(new Event('keydown'))
  expect(restBetweenArrivals()).toBe(1000)
})

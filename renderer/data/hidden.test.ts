import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchHidden } from './hidden.ts'

let page: EventTarget & { visibilityState?: string }
const turn = (to: 'hidden' | 'visible') => {
  page.visibilityState = to
  page.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('rests five minutes after it was hidden, not when it is looked at in between, and no more once it is over', () => {
  const rest = vi.fn()
  const stop = watchHidden(rest)
  vi.advanceTimersByTime(600_000)
  turn('hidden')
  vi.advanceTimersByTime(299_000)
  turn('visible')
  vi.advanceTimersByTime(600_000)
  expect(rest).not.toHaveBeenCalled()
  turn('hidden')
  vi.advanceTimersByTime(300_000)
  expect(rest).toHaveBeenCalledTimes(1)
  turn('visible')
  turn('hidden')
  stop()
  vi.advanceTimersByTime(600_000)
  expect(rest).toHaveBeenCalledTimes(1)
})

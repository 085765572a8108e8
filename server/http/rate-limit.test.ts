import { describe, expect, test } from 'vitest'
import { AppError } from '../core/errors.ts'
import { createRateLimiter } from './rate-limit.ts'

const rate = { limit: 3, perSeconds: 60 }

function limiterAt(factor = 1) {
  let now = 0
  const limiter = createRateLimiter(factor, () => now)
  /** null: let through; otherwise the wait in ms. */
  const take = (key = 'alice') => {
    try {
      limiter.take(key, rate)
      return null
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
      expect((error as AppError).code).toBe('rate_limited')
      return (error as AppError).retryAfterMs
    }
  }
  const wait = (ms: number) => {
    now += ms
  }
  return { limiter, take, wait }
}

describe('the rate limiter', () => {
  test('lets the limit through at once and then names the wait until the next token', () => {
    const { take } = limiterAt()
    expect([take(), take(), take(), take()]).toEqual([null, null, null, 20_000])
  })

  test('lets one more through after exactly the wait it named', () => {
    const { take, wait } = limiterAt()
    for (let call = 0; call < 3; call += 1) take()
    wait(19_999)
    expect(take()).toBe(1)
    wait(1)
    expect(take()).toBeNull()
    expect(take()).toBe(20_000)
  })

  test('saves up no more than the limit, however long somebody waits', () => {
    const { take, wait } = limiterAt()
    take()
    wait(59_000)
    expect([take(), take(), take(), take()]).toEqual([null, null, null, 20_000])
  })

  test('counts each key by itself', () => {
    const { take } = limiterAt()
    for (let call = 0; call < 4; call += 1) take('alice')
    expect(take('bob')).toBeNull()
  })

  test('a refused call costs nothing: knocking does not lengthen the wait', () => {
    const { take, wait } = limiterAt()
    for (let call = 0; call < 100; call += 1) take()
    wait(20_000)
    expect(take()).toBeNull()
  })

  test('multiplies every limit by the factor, but never below one call', () => {
    const { take } = limiterAt(2)
    expect(Array.from({ length: 7 }, () => take())).toEqual([null, null, null, null, null, null, 10_000])
    const tiny = limiterAt(0.001)
    expect([tiny.take(), tiny.take()]).toEqual([null, 60_000])
  })

  test('forgets callers whose bucket is full again, so memory follows the callers of the last minutes', () => {
    const { limiter, take, wait } = limiterAt()
    for (let caller = 0; caller < 1000; caller += 1) take(`caller ${caller}`)
    expect(limiter.size()).toBe(1000)
    wait(60_000)
    take('late')
    expect(limiter.size()).toBe(1)
  })
})

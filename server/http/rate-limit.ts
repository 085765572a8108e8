// Token buckets in memory: a caller may save up to the limit and gets it back evenly over the period.
import type { Rate } from '../../contract/command.ts'
import type { Context } from '../core/context.ts'
import { AppError } from '../core/errors.ts'
import { perContext } from '../core/per-context.ts'

type Bucket = { tokens: number; at: number; full: number; perMs: number }

/** At every door that asks who one is. A whole office may share one address, so this only stops floods. */
const addressRate: Rate = { limit: 30_000, perSeconds: 60 }
const pruneEveryMs = 60_000

const limiterOf = perContext((context) => createRateLimiter(context.config.rateLimitFactor))

/** Lets `caller` do `what` once more, or throws rate_limited and counts that. */
export function limitRate(
  context: Context,
  by: 'person' | 'address',
  caller: string,
  what: string,
  rate: Rate,
): void {
  try {
    limiterOf(context).take(`${by}:${what}:${caller}`, rate)
  } catch (error) {
    context.metrics.rateLimited.inc({ by })
    throw error
  }
}

/** Whatever an address asks for, before anybody is looked up. */
export const limitFlood = (context: Context, address: string): void =>
  limitRate(context, 'address', address, 'anything', addressRate)

export type RateLimiter = ReturnType<typeof createRateLimiter>

/** `factor` multiplies every limit (RATE_LIMIT_FACTOR). */
export function createRateLimiter(factor: number, nowMs: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>()
  let prunedAt = nowMs()

  const refilled = (bucket: Bucket, now: number) =>
    Math.min(bucket.full, bucket.tokens + (now - bucket.at) * bucket.perMs)
  /** Full buckets are as good as none: drop them, so that memory follows the callers of the last minutes. */
  const prune = (now: number) => {
    if (now - prunedAt < pruneEveryMs) return
    prunedAt = now
    for (const [key, bucket] of buckets) if (refilled(bucket, now) >= bucket.full) buckets.delete(key)
  }
  return {
    /** Takes one token of `key`, or throws rate_limited with the time until the next one. */
    take(key: string, rate: Rate): void {
      const now = nowMs()
      prune(now)
      const full = Math.max(1, rate.limit * factor)
      const bucket = buckets.get(key) ?? {
        tokens: full,
        at: now,
        full,
        perMs: full / (rate.perSeconds * 1000),
      }
      bucket.tokens = refilled(bucket, now)
      bucket.at = now
      buckets.set(key, bucket)
      if (bucket.tokens < 1) {
        const retryAfterMs = Math.ceil((1 - bucket.tokens) / bucket.perMs)
        throw new AppError(
          'rate_limited',
          `Too many requests. Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
          { retryAfterMs },
        )
      }
      bucket.tokens -= 1
    },
    size: () => buckets.size,
  }
}

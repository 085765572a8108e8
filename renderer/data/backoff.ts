// Waiting before another try: full jitter, so that thousands of clients cut at once come back spread out.

/** Between 0 and min(30 s, 1 s · 2^attempt); attempt counts from 0. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(30_000, 1000 * 2 ** Math.min(attempt, 10))
}

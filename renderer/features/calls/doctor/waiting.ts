// Waiting that ends: after a while, or when the person cancels.

export class OutOfTime extends Error {
  override name = 'OutOfTime'
}

/** The promise's result; rejects with OutOfTime, or with the signal's reason. What comes later is handed to `late`. */
export function within<Result>(
  promise: Promise<Result>,
  limitMs: number,
  signal: AbortSignal,
  late: (result: Result) => void = () => {},
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const end = (settle: () => void) => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      settle()
    }
    const abort = () => end(() => reject(signal.reason))
    const timer = setTimeout(() => end(() => reject(new OutOfTime(`not within ${limitMs} ms`))), limitMs)
    signal.addEventListener('abort', abort)
    promise.then(
      (result) => (isOver ? late(result) : end(() => resolve(result))),
      (error) => end(() => reject(error)),
    )
    if (signal.aborted) abort()
  })
}

/** Rejects when it is cancelled. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  within(new Promise<void>((resolve) => setTimeout(resolve, ms)), ms + 1000, signal)

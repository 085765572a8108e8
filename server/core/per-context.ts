// Something a server has one of, made at its first use: a cache, a batch. Two servers in one process share nothing.
import type { Context } from './context.ts'

export function perContext<Made>(make: (context: Context) => Made): (context: Context) => Made {
  const made = new WeakMap<Context, Made>()
  return (context) => {
    const existing = made.get(context)
    if (existing !== undefined) return existing
    const fresh = make(context)
    made.set(context, fresh)
    return fresh
  }
}

// What is loaded when it is wanted, for what must not take the window with it where it can't be: nothing is shown until it is
// there, and it is tried again.
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { backoffMs } from '../data/backoff.ts'

// biome-ignore lint/suspicious/noExplicitAny: what React.lazy itself asks for
export function lazyAgain<Part extends ComponentType<any>>(
  load: () => Promise<Part>,
): LazyExoticComponent<Part> {
  return lazy(async () => {
    for (let failures = 0; ; failures++) {
      try {
        return { default: await load() }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, backoffMs(failures)))
      }
    }
  })
}

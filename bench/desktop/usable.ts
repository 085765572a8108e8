// When the first screen is there: one can write, and the channel's messages are on screen.
import type { Page } from '@playwright/test'

type Watched = { usableAtMs?: number }
const limitMs = 60_000

/** Runs in the page, before its own scripts. */
function watch(): void {
  performance.setResourceTimingBufferSize(2000)
  const window = globalThis as unknown as Watched
  const look = () => {
    const place = document.querySelector<HTMLElement>('main [data-composer] [contenteditable]')
    const list = document.querySelector('main [role=log]')
    const row = [...(list?.querySelectorAll('[role=article]') ?? [])].at(-1)?.getBoundingClientRect()
    const box = list?.getBoundingClientRect()
    const isSeen = row && box && row.height > 0 && row.bottom > box.top && row.top < box.bottom
    place?.focus()
    const isUsable = isSeen && place && document.activeElement === place
    // What this frame drew is on screen when the next one begins.
    requestAnimationFrame(isUsable ? () => (window.usableAtMs = performance.now()) : look)
  }
  requestAnimationFrame(look)
}

/** Tells the page's next documents to look out for it. */
export const watchUsable = (page: Page): Promise<unknown> => page.addInitScript(watch)

/** Milliseconds from the start of the navigation; waits for it. */
export async function usableAt(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => (globalThis as unknown as Watched).usableAtMs, undefined, {
    timeout: limitMs,
  })
  return (await handle.jsonValue()) as number
}

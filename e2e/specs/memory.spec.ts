// Going from channel to channel all day: the memory of the page stays where it was.
// NUCLEUS_LONG=1 makes the 10,000 switches of the acceptance list instead of the 600 of every run.
import type { CDPSession, Page } from '@playwright/test'
import { goToChannel, makeChannel, message, timeline } from '../fixtures/chat.ts'
import { expect, test } from '../fixtures/workspace.ts'

const isLong = process.env.NUCLEUS_LONG === '1'
const switches = isLong ? 10_000 : 600
/** What may be left over, however many switches: caches that fill once, compiled code, the odd uncollected island. */
const most = { heapMb: 4, nodes: 1500, listeners: 100 }

async function measure(cdp: CDPSession) {
  // What a first collection sets free may hold more that a second one finds.
  for (let turn = 0; turn < 3; turn++) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return { heapMb: usedSize / 2 ** 20, nodes: metric('Nodes'), listeners: metric('JSEventListeners') }
}

/** Presses the links of the sidebar one after the other, each once the one before is drawn. */
const go = (page: Page, times: number, names: string[]) =>
  page.evaluate(
    async ([times, names]) => {
      // The name alone: the line also says what waits there.
      const nameOf = (link: Element) => link.querySelector('bdi')?.textContent ?? ''
      const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')].filter((link) =>
        names.includes(nameOf(link)),
      )
      if (links.length !== names.length) throw new Error(`found ${links.length} of ${names.length} channels`)
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      for (let turn = 0; turn < times; turn++) {
        const link = links[turn % links.length]!
        link.click()
        const isThere = () =>
          document.querySelector('main [role=log]')?.getAttribute('aria-label')?.endsWith(nameOf(link))
        const until = performance.now() + 5000
        do {
          await frame()
          if (performance.now() > until) throw new Error(`${nameOf(link)} did not open`)
        } while (!isThere())
      }
    },
    [times, names] as const,
  )

test(`${switches} channel switches leave the heap, the page and its listeners as they were`, async ({
  workspace,
}) => {
  test.setTimeout(isLong ? 1_800_000 : 240_000)
  const anna = await workspace.person('Memory Anna')
  const rooms = await Promise.all(Array.from({ length: 6 }, () => makeChannel(workspace, [anna])))
  for (const room of rooms) {
    for (let index = 0; index < 25; index++)
      await workspace.owner.send(room.id, `message **${index}** with \`code\` in ${room.name}`)
  }
  const { page } = anna
  await page.setViewportSize({ width: 900, height: 600 })
  await goToChannel(page, rooms[0]!.id)
  await expect(message(timeline(page), 'message 24')).toBeVisible()
  const cdp = await anna.context.newCDPSession(page)
  await cdp.send('Performance.enable')
  const names = rooms.map(({ name }) => name)
  // The first rounds fill what is meant to stay: open timelines, parsed messages, compiled code.
  await go(page, 90, names)
  const before = await measure(cdp)
  await go(page, switches, names)
  const after = await measure(cdp)
  const grown = {
    heapMb: after.heapMb - before.heapMb,
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
  }
  test.info().annotations.push({ type: 'grown', description: JSON.stringify({ before, after }) })
  for (const what of ['heapMb', 'nodes', 'listeners'] as const)
    expect(grown[what], what).toBeLessThan(most[what])
})

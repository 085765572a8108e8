// Going from channel to channel: what is left over in the page's memory, after everything that can be collected was.
import type { CDPSession, Page } from '@playwright/test'
import { paths } from '../../renderer/app/paths.ts'
import { progress, type Row } from '../load/report.ts'
import { openBrowser, withProfile } from './browser.ts'
import type { Stage } from './stage.ts'
import { usableAt, watchUsable } from './usable.ts'

type Held = { heapMb: number; nodes: number; listeners: number }
/** Every channel a few times: fills what is meant to stay, such as open timelines and compiled code. */
const warmRounds = 3
/** A call that a page answers in good time, and a look at the memory in between. */
const slice = 1000

async function heldBy(cdp: CDPSession): Promise<Held> {
  // What a first collection sets free may hold more that a second one finds.
  for (let turn = 0; turn < 3; turn++) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
  return { heapMb: usedSize / 2 ** 20, nodes: metric('Nodes'), listeners: metric('JSEventListeners') }
}

/**
 * Presses the sidebar's links in turn, each once the one before is drawn, and at last `home`; answers how many links there
 * are. What has been read may be drawn in another place or not at all, so the next one is asked for anew each time.
 */
const go = (page: Page, times: number, home: string): Promise<number> =>
  page.evaluate(
    async ([times, home]) => {
      const links = () => [...document.querySelectorAll<HTMLAnchorElement>('nav a[href^="/c/"]')]
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const open = async (link: HTMLAnchorElement) => {
        const address = link.pathname
        // A press on the one that is open changes nothing.
        if (location.pathname === address) return
        const before = document.querySelector('main [role=log]')
        link.click()
        const isThere = () => {
          const list = document.querySelector('main [role=log]')
          return location.pathname === address && list !== before && list?.querySelector('[role=article]')
        }
        const until = performance.now() + 10_000
        do {
          await frame()
          if (performance.now() > until) throw new Error(`${address} did not open`)
        } while (!isThere())
      }
      for (let turn = 0; turn < times; turn++) {
        const now = links()
        const at = now.findIndex(({ pathname }) => pathname === location.pathname)
        await open(now[(at + 1) % now.length] as HTMLAnchorElement)
      }
      const last = links().find(({ pathname }) => pathname === home)
      if (!last) throw new Error(`${home} is not in the sidebar`)
      await open(last)
      return links().length
    },
    [times, home] as const,
  )

export async function measureHeap(stage: Stage): Promise<Row[]> {
  return withProfile(stage.folder, 'heap', async (profile) => {
    const { page, cdp, close } = await openBrowser(stage, profile)
    try {
      await watchUsable(page)
      await page.goto(stage.url + paths.channel(stage.open.id))
      await usableAt(page)
      await cdp.send('Performance.enable')
      // It ends where it began, so that the same screen is compared.
      const home = paths.channel(stage.open.id)
      const count = await go(page, 0, home)
      await go(page, warmRounds * count, home)
      const before = await heldBy(cdp)
      progress(`${count} conversations; before: ${said(before)}`)
      const began = performance.now()
      for (let done = 0; done < stage.switches; done += slice) {
        const times = Math.min(slice, stage.switches - done)
        await go(page, times, home)
        progress(`after ${done + times}: ${said(await heldBy(cdp))}`)
      }
      const eachMs = (performance.now() - began) / stage.switches
      const after = await heldBy(cdp)
      return [
        {
          key: 'heapAfterSwitchesMb',
          value: after.heapMb,
          note: `after ${stage.switches} switches, ${eachMs.toFixed(0)} ms each`,
        },
        { key: 'heapGrowthMb', value: after.heapMb - before.heapMb, goal: { most: 20 } },
        { key: 'nodesGrowth', value: after.nodes - before.nodes, note: `of ${before.nodes} DOM nodes` },
        { key: 'listenersGrowth', value: after.listeners - before.listeners, note: `of ${before.listeners}` },
      ]
    } finally {
      await close()
    }
  })
}

const said = ({ heapMb, nodes, listeners }: Held) =>
  `${heapMb.toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`

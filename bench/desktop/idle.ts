// What the window takes of one core while nobody touches it: in silence, while a company works, and hidden.
import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '../../renderer/app/paths.ts'
import { progress, type Row } from '../load/report.ts'
import { type Opened, openBrowser, withProfile } from './browser.ts'
import { type ProcessKind, percentDuring } from './processes.ts'
import type { Stage } from './stage.ts'
import { Traffic } from './traffic.ts'
import { usableAt, watchUsable } from './usable.ts'

/** After the start the browser tidies up for a while, which is no cost of being idle. */
const calmMs = 15_000

/** Another tab comes before it: to the page that is what a minimised window is. */
async function hide({ context, page }: Opened): Promise<void> {
  await (await context.newPage()).bringToFront()
  await page.waitForFunction(() => document.visibilityState === 'hidden', undefined, { polling: 200 })
}

const parts = (percents: Record<ProcessKind, number>) =>
  (['renderer', 'gpu', 'browser', 'other'] as const)
    .map((kind) => `${kind} ${percents[kind].toFixed(2)}`)
    .join(', ')

async function under(stage: Stage, opened: Opened, what: string, goal: number | null): Promise<Row[]> {
  const isBusy = what.startsWith('busy')
  const traffic = new Traffic(stage)
  if (isBusy) {
    await traffic.connect()
    // The first seconds compile what all others run.
    await traffic.run(5000)
  }
  const before = traffic.count
  const percents = await opened.alone(() =>
    percentDuring(opened.pid, () => (isBusy ? traffic.run(stage.idleMs) : wait(stage.idleMs))),
  )
  const events = (traffic.count - before) / (stage.idleMs / 1000)
  traffic.close()
  // A hidden page lays nothing out; looked at again, it shows what came.
  await opened.page.bringToFront()
  if (isBusy) await opened.page.getByText(traffic.lastInOpen).first().waitFor({ state: 'attached' })
  progress(`${what}: ${percents.all.toFixed(2)} % (${parts(percents)}), ${events.toFixed(1)} events/s`)
  const name = what === 'busy' ? 'idleCpuPercent' : `idle${what[0]?.toUpperCase()}${what.slice(1)}CpuPercent`
  return [
    { key: name, value: percents.all, ...(goal ? { goal: { most: goal } } : {}), note: parts(percents) },
  ]
}

export async function measureIdle(stage: Stage): Promise<Row[]> {
  return withProfile(stage.folder, 'idle', async (profile) => {
    const opened = await openBrowser(stage, profile)
    try {
      await watchUsable(opened.page)
      await opened.page.goto(stage.url + paths.channel(stage.open.id))
      await usableAt(opened.page)
      await wait(calmMs)
      const rows = [
        ...(await under(stage, opened, 'silent', 0.5)),
        ...(await under(stage, opened, 'busy', 3)),
      ]
      for (const what of ['hiddenSilent', 'busyHidden']) {
        await hide(opened)
        await wait(calmMs)
        rows.push(...(await under(stage, opened, what, null)))
      }
      return rows
    } finally {
      await opened.close()
    }
  })
}

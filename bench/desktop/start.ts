// From the start of the navigation until one can write and read: with an empty profile, and on a second start.
import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '../../renderer/app/paths.ts'
import { percentile, progress, type Row } from '../load/report.ts'
import { type Opened, openBrowser, withProfile } from './browser.ts'
import type { Stage } from './stage.ts'
import { usableAt, watchUsable } from './usable.ts'

/** The client's files are kept after the first screen; then the browser compiles what it kept. */
const keptMs = 3000

async function startAt(opened: Opened, address: string): Promise<number> {
  await watchUsable(opened.page)
  await opened.page.goto(address, { waitUntil: 'commit' })
  return usableAt(opened.page)
}

/** Waits until the service worker has every file, and what was seen is written down. */
async function settle({ page }: Opened): Promise<void> {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready
    return registration.active?.state === 'activated'
  })
  await wait(keptMs)
}

async function once(stage: Stage, profile: string, address: string): Promise<number> {
  const opened = await openBrowser(stage, profile)
  try {
    const usableAtMs = await startAt(opened, address)
    await settle(opened)
    return usableAtMs
  } finally {
    await opened.close()
  }
}

export async function measureStart(stage: Stage): Promise<Row[]> {
  const cold: number[] = []
  const warm: number[] = []
  // A new window has no last channel: a cold start is led to the one in which the others begin by themselves.
  const address = stage.url + paths.channel(stage.open.id)
  // The first one of all warms the server and the system's own cache of files.
  await withProfile(stage.folder, 'first', (profile) => once(stage, profile, address))
  for (let round = 0; round < stage.starts; round++) {
    await withProfile(stage.folder, `start-${round}`, async (profile) => {
      cold.push(await once(stage, profile, address))
      // The start after the first is the first that finds the worker in place, and what it compiled.
      for (const turn of [0, 1]) {
        const ms = await once(stage, profile, stage.url)
        if (turn > 0) warm.push(ms)
      }
    })
  }
  const list = (times: number[]) => times.map((time) => Math.round(time)).join(' ')
  progress(`cold (ms): ${list(cold)}; warm (ms): ${list(warm)}`)
  return [
    { key: 'startToUsableColdMs', value: percentile(cold, 0.5), note: `of ${list(cold)}` },
    { key: 'startToUsableMs', value: percentile(warm, 0.5), goal: { most: 1500 }, note: `of ${list(warm)}` },
  ]
}

// What the background blur costs without a graphics card: 640×360 at 30 frames per second, in Chromium, from a camera
// that moves in front of a real face to the finished track, by the page of the browser tests.
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { cameraFlags, serveEffectsPage } from '../../e2e/fixtures/effects-page.ts'

const frames = 900
/** Ten seconds: until then the program of the model is still being compiled to its fastest form. */
const warmUp = 300

export type BlurCost = {
  /** In the worker: from having read a frame to having written the finished one. */
  blurFrameP95Ms: number
  blurFrameP50Ms: number
  /** On the page's main thread, above 50 ms, while those frames passed. */
  blurMainThreadLongTasks: number
  frames: number
  /** From the moment the raw frame reaches a reader in the page until the finished one of the same time does. */
  blurWholePathP50Ms: number
  blurWholePathP95Ms: number
}

type Measured = { frameMs: number[]; wholePathMs: number[]; longTasksMs: number[] }

/** @throws when there is no Chromium, or the effect does not start */
export async function measureBlur(): Promise<BlurCost> {
  const served = await serveEffectsPage()
  const browser = await chromium.launch({ ...systemBrowser(), args: flags(served.cameraFile) })
  try {
    const page = await browser.newPage()
    await page.goto(served.url)
    const drawnBy = await page.evaluate<string>(`effectsPage.start({ kind: 'blur', strength: 'strong' })`)
    if (drawnBy !== 'cpu') throw new Error(`the blur was drawn by ${drawnBy}, not by the processor alone`)
    const measured = await page.evaluate<Measured>(`effectsPage.measure(${frames}, ${warmUp})`)
    return {
      blurFrameP95Ms: percentile(measured.frameMs, 0.95),
      blurFrameP50Ms: percentile(measured.frameMs, 0.5),
      blurMainThreadLongTasks: measured.longTasksMs.filter((ms) => ms > 50).length,
      frames: measured.frameMs.length,
      blurWholePathP50Ms: percentile(measured.wholePathMs, 0.5),
      blurWholePathP95Ms: percentile(measured.wholePathMs, 0.95),
    }
  } finally {
    await browser.close()
    await served.stop()
  }
}

function systemBrowser() {
  const found = [process.env.NUCLEUS_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser']
  const executablePath = found.find((path) => path && existsSync(path))
  return executablePath ? { executablePath } : {}
}

const flags = (cameraFile: string) => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  ...cameraFlags(cameraFile),
]

function percentile(values: number[], share: number): number {
  if (values.length === 0) throw new Error('no frame was measured')
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.floor(share * (sorted.length - 1))] as number) * 100) / 100
}

// How even the picture is while a card is dragged over a board of 2,000 tasks, in Chromium: the time from frame to frame.
import { existsSync } from 'node:fs'
import { chromium, type Page } from '@playwright/test'
import type { TaskId } from '../../contract/ids.ts'
import { paths } from '../../renderer/app/paths.ts'
import { systemChromium } from '../calls/browser-people.ts'
import { post } from '../load/http.ts'
import type { LoadPerson } from '../load/people.ts'
import { percentile, progress, type Row } from '../load/report.ts'
import { makeBenchBoard } from './board.ts'

const taskCount = 2000
const moves = 600
const size = { width: 1280, height: 800 }

/** Keeps the moment of every frame in the page. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames: number[] = []
    Object.assign(window, { frames })
    const next = (at: number) => {
      frames.push(at)
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
}

const framesOf = async (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as { frames: number[] }).frames)

/** Over the lists and along them, to where they begin to scroll, and back. */
const placeAt = (step: number) => ({
  x: 620 + 300 * Math.sin(step / 40),
  y: 440 + 330 * Math.sin(step / 17),
})

/** It was a drag, and not only a mouse that went by: the server has the task in another place. */
async function whenMoved(url: string, token: string, taskId: TaskId): Promise<void> {
  const until = performance.now() + 10_000
  while (performance.now() < until) {
    const { tasks } = await post(url, token, 'tasks.find', { taskIds: [taskId] })
    if ((tasks[0]?.revision ?? 0) > 1) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the dragged card was dropped nowhere')
}

export async function measureDrag(url: string, databaseUrl: string): Promise<Row[]> {
  if (!existsSync(new URL('../../dist/client/index.html', import.meta.url)))
    throw new Error('the client is not built: npm start builds it')
  progress(`drag: over a board of ${taskCount} tasks, ${moves} moves of the mouse`)
  const { board, people } = await makeBenchBoard(url, databaseUrl, {
    key: 'DRAG',
    peopleCount: 20,
    taskCount,
  })
  const executablePath = systemChromium()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const context = await browser.newContext({ viewport: size })
    const { token } = people[0] as LoadPerson
    const { hostname } = new URL(url)
    await context.addCookies([{ name: 'nucleus_session', value: token, domain: hostname, path: '/' }])
    const page = await context.newPage()
    await page.goto(url + paths.board(board.id))
    const card = page.locator('[data-task]').nth(3)
    await card.waitFor()
    const taskId = (await card.getAttribute('data-task')) as TaskId
    await watchFrames(page)
    await card.hover()
    await page.mouse.down()
    const before = (await framesOf(page)).length
    for (let step = 0; step < moves; step += 1) {
      const { x, y } = placeAt(step)
      await page.mouse.move(x, y)
      // A hand moves no faster than the screen.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    }
    const frames = (await framesOf(page)).slice(before)
    await page.mouse.up()
    await whenMoved(url, token, taskId)
    const times = frames.slice(1).map((at, index) => at - (frames[index] as number))
    const note = `median ${percentile(times, 0.5).toFixed(1)} ms, worst ${Math.max(...times).toFixed(0)} ms, ${times.length} frames`
    return [{ key: 'dragFrameP95Ms', value: percentile(times, 0.95), goal: { most: 20 }, note }]
  } finally {
    await browser.close()
  }
}

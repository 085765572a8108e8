// A server, and people in Chromium pages whose cameras show the time, who do what people do.
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import type { PersonId } from '../../contract/ids.ts'
import { freePort, startDatabase, startServer } from '../../server/test/server-process.ts'
import { createChannel, createPeople, createWorkspace } from '../load/people.ts'
import { paintTimeCode, readTimeCode, type Sighting, timeBits } from './time-code.ts'

export type BenchPerson = { personId: PersonId; token: string; page: Page; context: BrowserContext }
export type Camera = { width: number; height: number; fps: number; grains: number }
export type BrowserBench = Awaited<ReturnType<typeof openBrowserBench>>

const usualCamera: Camera = { width: 1280, height: 720, fps: 30, grains: 12 }
const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
  // Pages that are not in front must go on painting, as other machines would.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
]

/** The system's Chromium, as the browser tests take it. */
export const systemChromium = () =>
  [process.env.NUCLEUS_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (path) => path && existsSync(path),
  )

export const launchChromium = (executablePath = systemChromium(), more: string[] = []): Promise<Browser> =>
  chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...flags, ...more] })

/** `count` people in one channel. `settings`: of the server. */
export async function openBrowserBench(
  count: number,
  options: { settings?: Record<string, string>; host?: string; chromiumPath?: string; flags?: string[] } = {},
) {
  const { settings = {}, host = '127.0.0.1', chromiumPath } = options
  const database = await startDatabase()
  const port = await freePort()
  const url = `http://${host}:${port}`
  const server = await startServer(database.url, port, { PUBLIC_URL: url, ...settings })
  await createWorkspace(database.url)
  const people = await createPeople(database.url, count, 'Bench')
  const channelId = await createChannel(
    database.url,
    'bench',
    people.map(({ personId }) => personId),
  )
  const browser = await launchChromium(chromiumPath, options.flags)
  return {
    server,
    channelId,
    /** Opens the channel as person `index`, with a camera of this kind. */
    async open(
      index: number,
      camera = usualCamera,
      viewport = { width: 1280, height: 800 },
    ): Promise<BenchPerson> {
      const person = people[index] as (typeof people)[number]
      const context = await browser.newContext({ baseURL: url, viewport })
      await context.addCookies([{ name: 'nucleus_session', value: person.token, url }])
      const page = await context.newPage()
      await page.addInitScript(paintTimeCode, { ...camera, bits: timeBits })
      await page.goto(`/c/${channelId}`)
      await page.getByRole('button', { name: /^(Call|Join the call.*)$/ }).waitFor()
      return { ...person, page, context }
    },
    async close() {
      await browser.close()
      await server.stop()
      await database.stop()
    },
  }
}

/** Opens the look at oneself, with camera and microphone on. */
export async function prepare({ page }: BenchPerson): Promise<void> {
  await page.getByRole('button', { name: /^(Call|Join the call.*)$/ }).click()
  const screen = page.getByTestId('call-prepare')
  const toggle = screen.getByRole('button', { name: /^Turn camera (on|off)$/ })
  await toggle.waitFor()
  const isOff = screen.getByRole('button', { name: 'Turn camera on' })
  if (await isOff.isVisible()) await isOff.click()
  const isMuted = screen.getByRole('button', { name: 'Unmute', exact: true })
  if (await isMuted.isVisible()) await isMuted.click()
  await screen.locator('video').waitFor()
}

export const clickJoin = ({ page }: BenchPerson): Promise<void> =>
  page
    .getByTestId('call-prepare')
    .getByRole('button', { name: /^(Start call|Join now)$/ })
    .click()

export async function join(person: BenchPerson): Promise<void> {
  await prepare(person)
  await clickJoin(person)
  await person.page.getByRole('toolbar', { name: 'Call controls' }).waitFor()
}

export async function leave({ page }: BenchPerson): Promise<void> {
  const controls = page.getByRole('toolbar', { name: 'Call controls' })
  await controls.getByRole('button', { name: /^Leave$/ }).click()
  await controls.waitFor({ state: 'detached' })
}

export const watch = ({ page }: BenchPerson, whom: BenchPerson): Promise<void> =>
  page.evaluate(readTimeCode, { personId: whom.personId, bits: timeBits })

export const sightingsOf = ({ page }: BenchPerson): Promise<Sighting[]> =>
  page.evaluate(() => (window as unknown as { sightings: Sighting[] }).sightings)

/** Waits until a picture that was painted after a moment has been seen, and says when. */
export async function seenAfter(
  { page }: BenchPerson,
  momentMs: number,
  timeoutMs = 30_000,
): Promise<number> {
  const handle = await page.waitForFunction(
    (moment) =>
      (window as unknown as { sightings: Sighting[] }).sightings.find(
        ({ paintedAtMs }) => paintedAtMs > moment,
      )?.seenAtMs ?? 0,
    momentMs,
    { timeout: timeoutMs, polling: 50 },
  )
  return (await handle.jsonValue()) as number
}

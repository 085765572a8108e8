// What choosing layers saves: a Chromium page in a grid of nine downloads what its tiles need, against the same grid when
// every picture comes in its largest layer. The server runs in this process, so that the others need no browsers.
import type { Page } from '@playwright/test'
import type { SessionId } from '../../contract/ids.ts'
import { buildApp, createContext } from '../../server/app.ts'
import { readConfig } from '../../server/core/config.ts'
import { type LiveCall, liveCallsOf } from '../../server/features/calls/live-call.ts'
import { freePort, startDatabase } from '../../server/test/server-process.ts'
import { createChannel, createPeople, createWorkspace } from '../load/people.ts'
import { progress } from '../load/report.ts'
import { join, launchChromium } from './browser-people.ts'
import { seatGhost } from './ghosts.ts'
import { type Part, short } from './part.ts'

const others = 8
const settleMs = 12_000
const measureMs = 10_000
const usual = { width: 1280, height: 800 }
const large = { width: 4000, height: 2500 }

/** Runs in the page before anything else: keeps every connection, so that its traffic can be read. */
function keepConnections(): void {
  const page = window as unknown as {
    connections: RTCPeerConnection[]
    RTCPeerConnection: typeof RTCPeerConnection
  }
  page.connections = []
  const Original = page.RTCPeerConnection
  page.RTCPeerConnection = class extends Original {
    constructor(...options: ConstructorParameters<typeof Original>) {
      super(...options)
      page.connections.push(this)
    }
  }
}

const receivedBytes = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { connections } = window as unknown as { connections: RTCPeerConnection[] }
    let bytes = 0
    for (const connection of connections)
      for (const entry of (await connection.getStats()).values())
        if (entry.type === 'inbound-rtp' && entry.kind === 'video') bytes += entry.bytesReceived
    return bytes
  })

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Kilobits of video per second, once layers and bandwidth have settled. */
async function measureRate(page: Page): Promise<number> {
  await pause(settleMs)
  const [from, began] = [await receivedBytes(page), performance.now()]
  await pause(measureMs)
  return ((await receivedBytes(page)) - from) * (8 / (performance.now() - began))
}

async function openServer(databaseUrl: string) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = { LOG_LEVEL: 'error', RATE_LIMIT_FACTOR: '1000', MEDIA_PORT: '0', MEDIA_WORKERS: '1' }
  const context = createContext(readConfig({ ...settings, PORT: `${port}`, PUBLIC_URL: url }), databaseUrl)
  const app = await buildApp(context)
  await app.http.listen({ host: '127.0.0.1', port })
  return { app, context, url }
}

async function openViewer(url: string, token: string, channelId: string) {
  const browser = await launchChromium()
  const context = await browser.newContext({ baseURL: url, viewport: usual })
  await context.addCookies([{ name: 'nucleus_session', value: token, url }])
  const page = await context.newPage()
  await page.addInitScript(keepConnections)
  await page.goto(`/c/${channelId}`)
  return { browser, context, page }
}

export async function measureGrid(): Promise<Part> {
  const database = await startDatabase()
  const server = await openServer(database.url)
  await createWorkspace(database.url)
  const [me, ...people] = await createPeople(database.url, others + 1, 'Bench')
  if (!me) throw new Error('nobody was made')
  const ids = [me, ...people].map(({ personId }) => personId)
  const channelId = await createChannel(database.url, 'bench', ids)
  const { browser, ...viewer } = await openViewer(server.url, me.token, channelId)
  const stops: (() => void)[] = []
  try {
    await join({ ...me, ...viewer })
    const live = [...liveCallsOf(server.context).values()][0] as LiveCall
    const place = [...live.seats.values()][0]?.peer?.place
    if (!place) throw new Error('the viewer has no media')
    for (const { personId } of people) {
      const session = await server.context.db.session.findFirstOrThrow({ where: { personId } })
      stops.push(await seatGhost(live, place, { personId, sessionId: session.id as SessionId }))
    }
    await viewer.page.getByTestId('call-tile').nth(others).waitFor()
    progress(`a grid of nine at ${usual.width}×${usual.height}`)
    const chosen = await measureRate(viewer.page)
    progress('the same with every largest layer')
    await viewer.page.setViewportSize(large)
    const everything = await measureRate(viewer.page)
    return {
      rows: [{ key: 'gridBytesRatio', value: chosen / everything, goal: { most: 0.4 } }],
      details: { chosenKbps: short(chosen), everythingKbps: short(everything) },
      lines: [
        `grid of ${others} others: ${short(chosen)} kbit/s at ${usual.width}×${usual.height}, ${short(everything)} kbit/s with every largest layer`,
      ],
    }
  } finally {
    for (const stop of stops) stop()
    await browser.close()
    await server.app.stop()
    await database.stop()
  }
}

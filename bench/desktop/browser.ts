// Chromium as a person has it: a profile that stays, windows that may be hidden. Started by ourselves, because Playwright
// tells the pages it starts that they are always looked at.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import { systemChromium } from '../calls/browser-people.ts'
import type { Stage } from './stage.ts'

export type Opened = {
  /** The program's first process; the others came of it. */
  pid: number
  context: BrowserContext
  page: Page
  cdp: CDPSession
  /** Without Playwright, which is told of every packet: that would be measured, too. Pages are other objects afterwards. */
  alone: <Result>(work: () => Promise<Result>) => Promise<Result>
  close: () => Promise<void>
}

const startMs = 30_000
const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--headless=new',
  '--remote-debugging-port=0',
  '--window-size=1280,800',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-dev-shm-usage',
  // Else it ignores what goes from channel to channel more than two hundred times in ten seconds.
  '--disable-ipc-flooding-protection',
]

/** The address where the browser takes orders; it says so on its stderr. */
async function addressOf(child: ReturnType<typeof spawn>): Promise<string> {
  const lines = createInterface({ input: child.stderr as NodeJS.ReadableStream })
  const timer = setTimeout(() => child.kill('SIGKILL'), startMs)
  for await (const line of lines) {
    const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1]
    if (!address) continue
    clearTimeout(timer)
    child.stderr?.resume()
    return address
  }
  throw new Error('Chromium did not start')
}

/** Starts Chromium on a profile folder, signed in as the viewer, on an empty page. */
export async function openBrowser({ url, viewer }: Stage, profile: string): Promise<Opened> {
  const program = systemChromium() ?? chromium.executablePath()
  const child = spawn(program, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  const gone = once(child, 'exit')
  const address = await addressOf(child)
  const attach = async () => {
    const browser = await chromium.connectOverCDP(address, { noDefaults: true })
    const context = browser.contexts()[0] as BrowserContext
    const page = context.pages()[0] ?? (await context.newPage())
    return { browser, context, page, cdp: await context.newCDPSession(page) }
  }
  let attached = await attach()
  // A session of a day, as a sign-in gives: it outlives the browser.
  const expires = Date.now() / 1000 + 86_400
  const [domain, name] = [new URL(url).hostname, 'nucleus_session']
  await attached.context.addCookies([
    { name, value: viewer.token, domain, path: '/', httpOnly: true, expires },
  ])
  return {
    pid: child.pid as number,
    get context() {
      return attached.context
    },
    get page() {
      return attached.page
    },
    get cdp() {
      return attached.cdp
    },
    async alone(work) {
      await attached.browser.close()
      try {
        return await work()
      } finally {
        attached = await attach()
      }
    },
    async close() {
      const orders = await attached.browser.newBrowserCDPSession()
      await orders.send('Browser.close').catch(() => {})
      await gone
      process.off('exit', end)
    },
  }
}

/** A folder for a profile that is gone after the work. */
export async function withProfile<Result>(
  folder: string,
  name: string,
  work: (profile: string) => Promise<Result>,
): Promise<Result> {
  const profile = join(folder, name)
  return work(profile).finally(() => rmSync(profile, { recursive: true, force: true }))
}

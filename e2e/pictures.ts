// Draws docs/pictures/app.png and board.png, the pictures in the README: the demo workspace as alice sees it, 1280×800,
// light.
// Run it with `node e2e/pictures.ts` once the client is built; it starts a server of its own and ends it.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { demoPassword, emailOf } from '../server/demo/people.ts'
import { freePort } from '../server/test/server-process.ts'
import { message, sidebarLine, thread, timeline } from './fixtures/chat.ts'

const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

async function startDemo() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const data = mkdtempSync(join(tmpdir(), 'nucleus-pictures-'))
  const env = { ...process.env, PORT: String(port), PUBLIC_URL: url, NUCLEUS_DATA: data, LOG_LEVEL: 'error' }
  const child = spawn(process.execPath, [inRepository('server/index.ts'), '--demo'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // It says where it is once the demo workspace is there.
  for await (const chunk of child.stdout) if (String(chunk).includes('Nucleus is at')) break
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  return { url, stop }
}

async function draw(url: string) {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))
  const executablePath = process.env.NUCLEUS_CHROMIUM ?? system
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  })
  const data = { email: emailOf('alice'), password: demoPassword }
  await page.request.post('/api/sessions.signIn', { data })
  await page.goto('/')
  await sidebarLine(page, 'operations').click()
  await message(timeline(page), 'Who takes the orange phone')
    .getByRole('button', { name: /replies/ })
    .click()
  await message(thread(page), 'safety risk').waitFor()
  await message(timeline(page), 'no errors in 60 min').last().hover()
  mkdirSync(inRepository('docs/pictures'), { recursive: true })
  await page.screenshot({ path: inRepository('docs/pictures/app.png'), animations: 'disabled' })
  await sidebarLine(page, 'Pip 2 launch').click()
  await page.getByRole('button', { name: /Battery: two weeks longer/ }).click()
  await page.getByRole('checkbox', { name: 'Ten nights in the cold box' }).waitFor()
  await page.mouse.move(0, 0)
  await page.screenshot({ path: inRepository('docs/pictures/board.png'), animations: 'disabled' })
  await browser.close()
}

const demo = await startDemo()
await draw(demo.url).finally(demo.stop)

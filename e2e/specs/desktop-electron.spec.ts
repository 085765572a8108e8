// The journeys of desktop.spec.ts with Electron's own binary, where there is one.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { findElectronBinary } from '../../scripts/electron-binary.js'
import { goToChannel, makeChannel, message, unique } from '../fixtures/chat.ts'
import { expect, password, test } from '../fixtures/workspace.ts'

const found = findElectronBinary({ root: process.cwd() })
const [binary, reason] = 'path' in found ? [found.path, ''] : [undefined, found.missing]

test.skip(!binary, reason)

async function start(args: string[] = []): Promise<ElectronApplication> {
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-electron-'))
  const isRoot = process.getuid?.() === 0
  return _electron.launch({
    executablePath: binary as string,
    args: ['dist/desktop/main.js', `--user-data-dir=${folder}`, ...(isRoot ? ['--no-sandbox'] : []), ...args],
  })
}

/** The page whose address begins like this: windows and the views in them. */
async function pageOf(app: ElectronApplication, address: string): Promise<Page> {
  const find = () => app.windows().find((page) => page.url().startsWith(address))
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  return find() as Page
}

test('first start, sign-in, a message, a badge, a link, waking and a hung page', async ({ workspace }) => {
  const [ada, bob] = [await workspace.person(unique('Ada')), await workspace.person(unique('Bob'))]
  const room = await makeChannel(workspace, [ada, bob])
  const app = await start()
  const shell = await pageOf(app, 'nucleus-app://pages/window')
  await shell.getByLabel('Address of the server').fill(workspace.url)
  await shell.keyboard.press('Enter')
  const page = await pageOf(app, workspace.url)
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await goToChannel(page, room.id)

  await bob.client.send(room.id, 'seen in Electron')
  await expect(message(page, 'seen in Electron')).toBeVisible()
  expect(await page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined')
  expect(await page.evaluate(() => typeof (window as { nucleusDesktop?: unknown }).nucleusDesktop)).toBe(
    'object',
  )

  const { message: sent } = await bob.client.send(room.id, 'by a link')
  const link = `nucleus://${new URL(workspace.url).host}/c/${room.id}/m/${sent.id}`
  await app.evaluate(({ app }, given) => void app.emit('second-instance', {}, ['nucleus', given]), link)
  await expect(message(page, 'by a link')).toBeVisible()

  await ada.context.setOffline(false)
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
  await bob.client.send(room.id, 'after waking')
  await expect(message(page, 'after waking')).toBeVisible()
  await app.close()
})

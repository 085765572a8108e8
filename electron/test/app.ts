// Starts the app's main against the stand-in, with a folder of its own, and asks it as pages do.
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DesktopCallName, DesktopInput, DesktopNews, DesktopOutput } from '../../contract/desktop.ts'
import type { DesktopView } from '../../contract/desktop-views.ts'
import { startDesktop } from '../main/desktop.ts'
import type { ManagedSettings } from '../main/managed/settings.ts'
import { clearDesk, desk } from './stand-in/desk.ts'
import { BrowserWindow, openPages, type WebContents } from './stand-in/pages.ts'
import { forgetSessions } from './stand-in/sessions.ts'

/** @param folder of an earlier start, to start again with what it kept */
export function startApp({
  managed = {},
  args = [] as string[],
  folder = mkdtempSync(join(tmpdir(), 'nucleus-desktop-')),
}: {
  managed?: ManagedSettings
  args?: string[]
  folder?: string
} = {}) {
  clearDesk()
  forgetSessions()
  BrowserWindow.all = []
  openPages.length = 0
  desk.userData = folder
  const desktop = startDesktop({ managed, args })
  const window = BrowserWindow.all[0] as BrowserWindow
  window.emit('ready-to-show')
  return { desktop, window, folder, view: () => ask(window.webContents, 'shell.read', {}) }
}

/** The pages of servers, in the order they were opened. */
export const serverPages = (): WebContents[] => openPages.filter(({ url }) => url.startsWith('http'))

/** The page of a server, once it is loaded. */
export async function serverPage(origin: string): Promise<WebContents> {
  for (;;) {
    const page = serverPages().find(({ url }) => url.startsWith(origin))
    if (page) return page
    await once(desk.events, 'loaded')
  }
}

/** The own windows besides the main one. */
export const otherWindows = (): BrowserWindow[] => BrowserWindow.all.slice(1)

/** A call over the bridge. `frame`: which document of the page makes it. */
export async function ask<Name extends DesktopCallName>(
  page: WebContents,
  name: Name,
  input: DesktopInput<Name>,
  frame: { url?: string; isTop?: boolean } = {},
): Promise<DesktopOutput<Name>> {
  const handler = desk.handlers.get('nucleus:call')
  if (!handler) throw new Error('nobody answers calls')
  const { url = page.url, isTop = true } = frame
  const event = { sender: page, senderFrame: { url, parent: isTop ? null : {} } }
  return (await handler(event, name, input)) as DesktopOutput<Name>
}

/** The next news of this name for a page. */
export function news<Name extends keyof DesktopNews>(
  page: WebContents,
  name: Name,
): Promise<DesktopNews[Name]> {
  return new Promise((resolve) => {
    const hear = (to: WebContents, told: string, what: DesktopNews[Name]) => {
      if (to !== page || told !== name) return
      desk.events.off('news', hear)
      resolve(what)
    }
    desk.events.on('news', hear)
  })
}

/** Resolves with the first view that is as wanted. */
export async function viewOf(
  window: BrowserWindow,
  isWanted: (view: DesktopView) => boolean,
): Promise<DesktopView> {
  for (;;) {
    const next = news(window.webContents, 'shell.changed')
    const now = await ask(window.webContents, 'shell.read', {})
    if (isWanted(now)) return now
    await next
  }
}

/** A page that has come. */
export const arrive = (page: WebContents): void => void page.emit('dom-ready')

export type Door = { origin: string; close: () => Promise<void> }

/** Something that listens on this machine. */
export async function openDoor(listener: RequestListener): Promise<Door> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const peek = { product: 'nucleus', version: '0.1.0', isSetUp: true, name: 'Tern & Tide' }

export const openNucleus = (answer: object = peek): Promise<Door> =>
  openDoor((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)),
  )

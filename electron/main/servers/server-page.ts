// One server's page: loads the client that the server hands out, keeps it inside, and says how it is.
import { type Session, session, WebContentsView } from 'electron'
import type { DesktopAbout } from '../../../contract/desktop.ts'
import { admit } from '../core/calls.ts'
import { guardPage } from '../security/guard.ts'
import { offerContextMenu } from '../system/context-menu.ts'
import { askBeforeLeaving } from '../system/leaving.ts'
import { preferencesOf } from '../windows/page.ts'

/** Cookies, storage and connections of one server, and of no other. */
export const partitionOf = (origin: string): string => `persist:${new URL(origin).host}`
export const sessionOf = (origin: string): Session => session.fromPartition(partitionOf(origin))

/** More crashes than this in the time, and reloading by itself only burns the battery. */
const mostCrashes = 3
const crashWindowMs = 60_000

export type PageNews = {
  shown: () => void
  /** Chromium's name of the error. */
  failed: (error: string) => void
  crashed: () => void
  hung: () => void
  recovered: () => void
}

export type ServerPage = {
  readonly origin: string
  readonly view: WebContentsView
  /** Loads it anew, at this path. */
  load(path: string): void
  close(): void
}

export function openServerPage(
  origin: string,
  disabledFeatures: DesktopAbout['disabledFeatures'],
  news: PageNews,
): ServerPage {
  const view = new WebContentsView({
    webPreferences: preferencesOf({ origin, partition: partitionOf(origin), disabledFeatures }),
  })
  const page = view.webContents
  admit(page, { from: 'server', origin })
  guardPage(page, origin)
  offerContextMenu(page)
  askBeforeLeaving(page)
  const crashes: number[] = []
  let isFailed = false
  page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) isFailed = false
  })
  page.on('did-fail-load', (_event, code, error, _url, isMainFrame) => {
    // -3: given up for another one.
    if (!isMainFrame || code === -3) return
    isFailed = true
    news.failed(error)
  })
  page.on('dom-ready', () => {
    if (!isFailed) news.shown()
  })
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = performance.now()
    crashes.push(now)
    while (crashes[0] !== undefined && now - crashes[0] > crashWindowMs) crashes.shift()
    // Drafts and what was not yet sent are kept by the page itself, and come back with it.
    if (crashes.length <= mostCrashes) page.reload()
    else news.crashed()
  })
  page.on('unresponsive', news.hung)
  page.on('responsive', news.recovered)
  return {
    origin,
    view,
    load(path) {
      // What goes wrong is told by did-fail-load.
      page.loadURL(origin + path).catch(() => {})
    },
    close: () => page.close(),
  }
}

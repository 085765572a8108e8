// Files that a page saves: into the folder for downloads under a free name, with progress on the app's icon, and a notice
// that leads to the file.
import { existsSync } from 'node:fs'
import { basename, join, parse } from 'node:path'
import { app, type BrowserWindow, type DownloadItem, Notification, type Session, shell } from 'electron'
import { words } from '../core/words.ts'

const running = new Set<DownloadItem>()

/** @param isAllowed false: IT switched it off, and nothing is saved. */
export function keepDownloads(session: Session, isAllowed: boolean, window: () => BrowserWindow): void {
  session.on('will-download', (event, item) => {
    if (!isAllowed) return event.preventDefault()
    item.setSavePath(freePath(app.getPath('downloads'), item.getFilename(), existsSync))
    running.add(item)
    item.on('updated', () => showProgress(window()))
    item.once('done', (_event, state) => {
      running.delete(item)
      showProgress(window())
      if (state !== 'cancelled') tellOf(item, state === 'completed')
    })
  })
}

function showProgress(window: BrowserWindow): void {
  const items = [...running]
  const total = items.reduce((sum, item) => sum + item.getTotalBytes(), 0)
  const received = items.reduce((sum, item) => sum + item.getReceivedBytes(), 0)
  // Above one the system shows that something goes on, without saying how far it is.
  window.setProgressBar(items.length === 0 ? -1 : total > 0 ? received / total : 2)
}

function tellOf(item: DownloadItem, isWhole: boolean): void {
  if (!Notification.isSupported()) return
  const path = item.getSavePath()
  const body = isWhole ? words.downloaded : words.notDownloaded
  const notice = new Notification({ title: basename(path), body, silent: true })
  if (isWhole) notice.on('click', () => shell.showItemInFolder(path))
  notice.show()
}

/** "plan.pdf", else "plan (1).pdf" and so on. `isTaken` tells whether there is such a file. */
export function freePath(folder: string, wanted: string, isTaken: (path: string) => boolean): string {
  const { name, ext } = parse(nameOnly(wanted))
  for (let count = 0; ; count += 1) {
    const path = join(folder, count === 0 ? `${name}${ext}` : `${name} (${count})${ext}`)
    if (!isTaken(path)) return path
  }
}

/** What no system, or not every one, takes in a name. */
const unfit = /[\p{Cc}<>:"|?*]/gu
const nameOnly = (wanted: string) => basename(wanted.replaceAll('\\', '/')).replace(unfit, '_') || 'file'

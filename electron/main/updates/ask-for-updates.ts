// "Check for updates…": says what was found, and restarts when the person wants it.
import { app, type BaseWindow, dialog } from 'electron'
import { words } from '../core/words.ts'
import type { Found, Updates } from './updates.ts'

const restart = 0

export async function askForUpdates(window: BaseWindow, updates: Updates): Promise<void> {
  const found = await updates.check()
  if (window.isDestroyed()) return
  const isReady = found.kind === 'ready'
  const { response } = await dialog.showMessageBox(window, {
    type: found.kind === 'failed' ? 'warning' : 'info',
    ...said(found),
    buttons: isReady ? [words.restartNow, words.later] : [words.ok],
    defaultId: 0,
    cancelId: isReady ? 1 : 0,
    noLink: true,
  })
  if (isReady && response === restart) updates.install()
}

function said(found: Found): { message: string; detail: string } {
  if (found.kind === 'none') return { message: words.noUpdate, detail: words.thisVersion(app.getVersion()) }
  if (found.kind === 'failed') return { message: words.updateUnknown, detail: words.updateUnknownDetail }
  const isReady = found.kind === 'ready'
  return {
    message: isReady ? words.updateReady(found.version) : words.updateComing(found.version),
    detail: isReady ? words.updateReadyDetail : words.updateComingDetail,
  }
}

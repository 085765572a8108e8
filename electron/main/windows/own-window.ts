// A window that shows one of the app's own pages.
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { admit } from '../core/calls.ts'
import { guardPage } from '../security/guard.ts'
import { ownOrigin } from '../security/pages.ts'
import { preferencesOf } from './page.ts'

export function openOwnWindow(
  page: 'window' | 'pick' | 'ring',
  options: BrowserWindowConstructorOptions,
): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Nucleus',
    ...options,
    // In memory: these pages keep nothing.
    webPreferences: preferencesOf({ origin: ownOrigin, partition: 'own' }),
  })
  admit(window.webContents, { from: 'shell', origin: ownOrigin })
  guardPage(window.webContents, ownOrigin)
  void window.loadURL(`${ownOrigin}/${page}`)
  return window
}

// What the desktop app's preload put into this page; undefined in a browser.
import type { DesktopBridge } from '../../contract/desktop.ts'

declare global {
  interface Window {
    nucleusDesktop?: DesktopBridge
  }
}

export const desktop = typeof window === 'undefined' ? undefined : window.nucleusDesktop

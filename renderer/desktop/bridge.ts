// Desktop app or plain browser: the only file that asks. Outside of a browser (tests) it does nothing.
import type { DesktopBridge } from '../../contract/desktop.ts'

declare global {
  interface Window {
    nucleusDesktop?: DesktopBridge
  }
}

export type Notice = {
  title: string
  body: string
  /** A later notice with the same tag replaces this one. */
  tag: string
  icon?: string | undefined
  onClick: () => void
}

/** Known to browsers, not yet to TypeScript. */
type Renotifying = NotificationOptions & { renotify: boolean }

const desktop = typeof window === 'undefined' ? undefined : window.nucleusDesktop

export const bridge = {
  platform: desktop?.platform ?? null,

  /** The number on the app's icon (0 clears it), or a dot for plain unread. A browser's tab shows it by itself. */
  setBadge(badge: number | 'dot'): void {
    desktop?.setBadge(badge)
  },

  /** Brings the window to the front. */
  focus(): void {
    if (desktop) desktop.focus()
    else if (typeof window !== 'undefined') window.focus()
  },

  /** Shows a notice outside the window, if the viewer allowed it. */
  notify(notice: Notice): void {
    if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
    try {
      const { title, body, tag, icon } = notice
      // `renotify`: a second message in a conversation is news, though it takes the place of the first.
      const options: Renotifying = { body, tag, renotify: true, ...(icon ? { icon } : {}) }
      const shown = new Notification(title, options)
      shown.onclick = () => {
        shown.close()
        bridge.focus()
        notice.onClick()
      }
    } catch {
      // Some mobile browsers have the name and refuse to construct it.
    }
  },
}

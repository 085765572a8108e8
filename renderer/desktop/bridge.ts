// Desktop app or plain browser: the only file that asks. Outside of a browser (tests) it does nothing.
import type { DesktopBridge } from '../../contract/desktop.ts'
import { drawBadge } from './favicon.ts'

declare global {
  interface Window {
    nucleusDesktop?: DesktopBridge
  }
}

export type Badge = number | 'dot'
export type Notice = {
  title: string
  body: string
  /** A later notice with the same tag replaces this one. */
  tag: string
  icon?: string | undefined
  onClick: () => void
}

const desktop = typeof window === 'undefined' ? undefined : window.nucleusDesktop
const hasNotices = typeof Notification !== 'undefined'
let badge: Badge = 0
let title = typeof document === 'undefined' ? '' : document.title

export const bridge = {
  isDesktop: desktop !== undefined,
  platform: desktop?.platform ?? null,

  /** Shows how many messages call the viewer (0 clears), or a dot for plain unread ones. */
  setBadge(next: Badge): void {
    if (badge === next) return
    badge = next
    showTitle()
    if (desktop) desktop.setBadge(next)
    else if (typeof document !== 'undefined') drawBadge(next)
  },

  /** The page's title, without the badge: the one way to set it. */
  setTitle(next: string): void {
    title = next
    showTitle()
  },

  /** Brings the window to the front. */
  focus(): void {
    if (desktop) desktop.focus()
    else if (typeof window !== 'undefined') window.focus()
  },

  /** What the viewer allowed: ask, when it is `default`, after a click of theirs. */
  noticePermission: (): NotificationPermission | 'unsupported' =>
    hasNotices ? Notification.permission : 'unsupported',

  async askForNotices(): Promise<NotificationPermission | 'unsupported'> {
    return hasNotices ? await Notification.requestPermission() : 'unsupported'
  },

  /** Shows a notice outside the window, if the viewer allowed it. */
  notify(notice: Notice): void {
    if (!hasNotices || Notification.permission !== 'granted') return
    try {
      const { title, body, tag, icon } = notice
      const shown = new Notification(title, { body, tag, ...(icon ? { icon } : {}) })
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

function showTitle(): void {
  if (typeof document === 'undefined') return
  const mark = badge === 0 ? '' : badge === 'dot' ? '• ' : `(${badge > 99 ? '99+' : badge}) `
  document.title = desktop ? title : mark + title
}

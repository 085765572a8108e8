// Desktop app or plain browser: the only file that asks. Outside of a browser (tests) it does nothing.
import type { DesktopCallName, DesktopInput, DesktopNews } from '../../contract/desktop.ts'
import type { RingView } from '../../contract/desktop-views.ts'
import { desktop } from './own-bridge.ts'

export type Notice = {
  title: string
  body: string
  /** A later notice with the same tag replaces this one. */
  tag: string
  icon?: string | undefined
  /** The desktop app may ask for attention with it: somebody calls the viewer. */
  isCalling?: boolean
  onClick: () => void
  /** Where the system lets one answer in the notice. */
  onReply?: (text: string) => void
}

/** Known to browsers, not yet to TypeScript. */
type Renotifying = NotificationOptions & { renotify: boolean }

/** Notices of the desktop app that may still be pressed, by their tags. */
const shown = new Map<string, Notice>()
const mostShown = 50

/** A refusal is the app's word against ours: what was asked is not done, and the client goes on. */
function ask<Name extends DesktopCallName>(name: Name, input: DesktopInput<Name>): void {
  desktop?.call(name, input).catch(() => {})
}

function hear<Name extends keyof DesktopNews>(name: Name, listener: (news: DesktopNews[Name]) => void) {
  return desktop?.on(name, listener) ?? (() => {})
}

hear('notice.pressed', ({ tag }) => shown.get(tag)?.onClick())
hear('notice.replied', ({ tag, text }) => shown.get(tag)?.onReply?.(text))

export const bridge = {
  isDesktop: desktop !== undefined,
  hear,

  /** The workspace's name, where the app shows several. */
  describe: (name: string): void => ask('server.describe', { name }),

  /** The number on the app's icon (0 clears it), or a dot for plain unread. A browser's tab shows it by itself. */
  setBadge: (badge: number | 'dot'): void => ask('badge.set', { badge }),

  /** Whether the person asked the system for silence; a browser does not know. */
  isQuiet: async (): Promise<boolean> =>
    (await desktop?.call('quiet.read', {}).catch(() => null))?.isQuiet ?? false,

  /** What rings, for a window over everything else. */
  showRings: (rings: RingView[]): void => ask('ring.show', { rings }),

  /** The computer stays awake in a call. */
  tellCall: (state: { isInCall: boolean; isMuted: boolean }): void => ask('call.changed', state),

  /** Opens the server's page to sign in, in the system's browser; news `signIn.came` brings what it led to. */
  signInOutside: (): void => ask('signIn.begin', {}),

  /** The version that was fetched and waits for a restart, or null. */
  readUpdate: async (): Promise<string | null> => (await desktop?.call('update.read', {}))?.version ?? null,

  /** Leaves the app and starts the new version. */
  installUpdate: (): void => ask('update.install', {}),

  /** Brings the window to the front. */
  focus(): void {
    if (desktop) ask('window.focus', {})
    else if (typeof window !== 'undefined') window.focus()
  },

  /** Shows a notice outside the window, if the viewer allowed it. */
  notify(notice: Notice): void {
    if (desktop) showNotice(notice)
    else showInBrowser(notice)
  },
}

function showInBrowser(notice: Notice): void {
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
}

function showNotice(notice: Notice): void {
  const { title, body, tag, isCalling = false, onReply } = notice
  shown.delete(tag)
  shown.set(tag, notice)
  const [oldest] = shown.keys()
  if (shown.size > mostShown && oldest !== undefined) shown.delete(oldest)
  ask('notice.show', { tag, title, body, isCalling, canReply: onReply !== undefined })
}

// What the desktop app's preload bridge offers the client as `window.nucleusDesktop`; absent in a browser.

export type DesktopBridge = {
  platform: 'linux' | 'mac' | 'windows'
  version: string
  /** The number on the app's icon: mentions and direct messages; 0 clears it, 'dot' marks plain unread. */
  setBadge(badge: number | 'dot'): void
  /** Brings the window to the front, after a click on a notification. */
  focus(): void
}

// The mark on the app's icon: a number where the system draws one, an overlay in Windows' taskbar, and a dot where only that
// is known.
import { app, type BrowserWindow, nativeImage } from 'electron'
import type { Badge } from '../../../contract/desktop-views.ts'
import { platform } from '../core/platform.ts'
import { words } from '../core/words.ts'
import { inPackage } from '../windows/page.ts'

export function showBadge(window: BrowserWindow, badge: Badge): void {
  if (platform === 'windows') {
    const name = badge === 'dot' ? 'overlay-unread.png' : 'overlay-mention.png'
    const overlay = badge === 0 ? null : nativeImage.createFromPath(inPackage(`icons/${name}`))
    window.setOverlayIcon(overlay, badge === 'dot' ? words.unread : words.mentions(badge))
  } else if (platform === 'mac') app.dock?.setBadge(badge === 'dot' ? '•' : badge > 0 ? String(badge) : '')
  // Unity's launchers know numbers only.
  else app.setBadgeCount(badge === 'dot' ? 0 : badge)
}

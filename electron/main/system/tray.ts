// The icon in the system's tray: a mark for what is unread, and a menu for those whose window is hidden.
import { Menu, nativeImage, Tray } from 'electron'
import type { Badge, DesktopView } from '../../../contract/desktop-views.ts'
import { platform } from '../core/platform.ts'
import { words } from '../core/words.ts'
import { inPackage } from '../windows/page.ts'

export type TrayWishes = { toFront: () => void; choose: (origin: string) => void; quit: () => void }

const imageOf = (badge: Badge) => {
  const mark = badge === 'dot' ? 'unread' : badge > 0 ? 'mention' : 'plain'
  // macOS colours it for its menu bar, by the ending of the name.
  const name = platform === 'mac' ? `tray-${mark}Template.png` : `tray-${mark}.png`
  return nativeImage.createFromPath(inPackage(`icons/${name}`))
}

/** null where the system has no tray. */
export function openTray(wishes: TrayWishes): { show(view: DesktopView, badge: Badge): void } | null {
  let tray: Tray
  try {
    tray = new Tray(imageOf(0))
  } catch {
    return null
  }
  tray.on('click', wishes.toFront)
  let shown: Badge = 0
  return {
    show({ servers }, badge) {
      if (badge !== shown) tray.setImage(imageOf(badge))
      shown = badge
      tray.setToolTip(tipOf(badge))
      tray.setContextMenu(
        Menu.buildFromTemplate([
          ...servers.map(({ origin, name, badge }) => ({
            label: badge === 0 ? name : `${name} (${badge === 'dot' ? '•' : badge})`,
            click: () => {
              wishes.choose(origin)
              wishes.toFront()
            },
          })),
          { type: 'separator' as const },
          { label: words.open, click: wishes.toFront },
          { label: words.quit, click: wishes.quit },
        ]),
      )
    },
  }
}

const tipOf = (badge: Badge): string =>
  badge === 0 ? 'Nucleus' : badge === 'dot' ? words.unread : words.mentions(badge)

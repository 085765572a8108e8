// The app's menu: on macOS in the bar of the screen, elsewhere behind Alt. Its shortcuts work everywhere.
import { app, type BaseWindow, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { DesktopView } from '../../../contract/desktop-views.ts'
import { platform } from '../core/platform.ts'
import { words } from '../core/words.ts'

export type MenuWishes = {
  /** The page that is seen. */
  page: () => WebContents | null
  addServer: () => void
  choose: (origin: string) => void
  canPrint: boolean
  /** null: this app does not update itself. */
  checkForUpdates: (() => void) | null
}

export function showMenu({ servers, isAddressFixed }: DesktopView, wishes: MenuWishes): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(templateOf(servers, isAddressFixed, wishes)))
}

type Item = MenuItemConstructorOptions

const templateOf = (servers: DesktopView['servers'], isAddressFixed: boolean, wishes: MenuWishes): Item[] => [
  ...(platform === 'mac' ? [{ role: 'appMenu' as const }] : []),
  { label: words.file, submenu: fileMenu(isAddressFixed, wishes) },
  { role: 'editMenu' },
  { label: words.view, submenu: viewMenu(wishes) },
  { label: words.window, submenu: windowMenu(servers, wishes) },
  { label: words.help, role: 'help', submenu: helpMenu(wishes) },
]

const fileMenu = (isAddressFixed: boolean, { addServer, page, canPrint }: MenuWishes): Item[] => [
  ...(isAddressFixed ? [] : [{ label: words.addServer, click: addServer }]),
  ...(canPrint
    ? [{ label: words.print, accelerator: 'CommandOrControl+P', click: () => page()?.print() }]
    : []),
  { type: 'separator' },
  platform === 'mac'
    ? { role: 'close' }
    : { label: words.quit, accelerator: 'Control+Q', click: () => app.quit() },
]

const helpMenu = ({ checkForUpdates }: MenuWishes): Item[] => [
  ...(checkForUpdates ? [{ label: words.checkForUpdates, click: checkForUpdates }] : []),
  ...(platform === 'mac' ? [] : [{ role: 'about' as const }]),
]

/** Zoom is of the page that is seen, not of the frame around it, which the roles would take. */
function viewMenu({ page }: MenuWishes): Item[] {
  const zoom = (change: (level: number) => number) => () => {
    const seen = page()
    seen?.setZoomLevel(Math.max(-3, Math.min(5, change(seen.getZoomLevel()))))
  }
  return [
    { label: words.reload, accelerator: 'CommandOrControl+R', click: () => page()?.reload() },
    { type: 'separator' },
    { label: words.zoomIn, accelerator: 'CommandOrControl+Plus', click: zoom((level) => level + 0.5) },
    { label: words.zoomOut, accelerator: 'CommandOrControl+-', click: zoom((level) => level - 0.5) },
    { label: words.actualSize, accelerator: 'CommandOrControl+0', click: zoom(() => 0) },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
}

const windowMenu = (servers: DesktopView['servers'], { choose }: MenuWishes): Item[] => [
  { role: 'minimize' },
  {
    label: words.closeWindow,
    accelerator: 'CommandOrControl+W',
    click: (_item, window?: BaseWindow) => window?.close(),
  },
  ...(servers.length > 1 ? [{ type: 'separator' as const }] : []),
  ...(servers.length > 1 ? servers.slice(0, 9) : []).map(({ origin, name }, at) => ({
    label: name,
    accelerator: `CommandOrControl+${at + 1}`,
    click: () => choose(origin),
  })),
]

// Stands in for the module `electron` where its binary is not: main runs against it for real, in unit tests and, with pages
// in Chromium, in browser tests. What it lacks fails by name, and what Electron lacks it can't have: the compiler compares.
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type Electron from 'electron'
import { desk, note } from './desk.ts'
import { requestAsChromium } from './net.ts'
import { strict } from './strict.ts'

export { BrowserWindow, WebContentsView } from './pages.ts'
export { session } from './sessions.ts'

/** The names of one of Electron's modules, each with something behind it. */
const module = <Module extends object>(name: string, has: { [Key in keyof Module]?: unknown }): Module =>
  strict(name, has) as Module

export const app = module<Electron.App>('app', {
  on: (event: string, listener: () => void) => void desk.events.on(`app:${event}`, listener),
  once: (event: string, listener: () => void) => void desk.events.once(`app:${event}`, listener),
  whenReady: async () => {},
  requestSingleInstanceLock: () => desk.isFirstInstance,
  enableSandbox: () => note('app.enableSandbox'),
  setAsDefaultProtocolClient: (scheme: string) => note('app.setAsDefaultProtocolClient', scheme),
  getPath: (name: string) => join(desk.userData, name === 'userData' ? '' : name),
  getVersion: () => process.env.NUCLEUS_DESKTOP_VERSION ?? '0.1.0',
  getName: () => 'Nucleus',
  isPackaged: process.env.APPIMAGE !== undefined,
  getLocale: () => 'en-GB',
  quit() {
    desk.events.emit('app:before-quit')
    note('app.quit')
    desk.events.emit('app:quit', {}, 0)
  },
  setBadgeCount(count: number) {
    desk.badge = count
  },
  dock: undefined,
})

export const autoUpdater = module<Electron.AutoUpdater>('autoUpdater', {
  emit: (event: string) => note('autoUpdater.emit', event),
})

export const net = module<Electron.Net>('net', { request: requestAsChromium })

export const ipcMain = module<Electron.IpcMain>('ipcMain', {
  handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) =>
    void desk.handlers.set(channel, handler),
})

export const protocol = module<Electron.Protocol>('protocol', {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) =>
    note('protocol.register', ...schemes.map(({ scheme, privileges }) => [scheme, privileges])),
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) =>
    void desk.schemes.set(scheme, handler),
})

type Template = (Electron.MenuItemConstructorOptions | Electron.MenuItem)[]

export class Menu {
  items: Template
  constructor(items: Template = []) {
    this.items = items
  }
  static buildFromTemplate(items: Template): Menu {
    return new Menu(items)
  }
  static setApplicationMenu(menu: Menu | null): void {
    desk.menu = menu as unknown as Electron.Menu
  }
  popup(): void {
    desk.popups.push(this as unknown as Electron.Menu)
  }
}

export const nativeImage = module<typeof Electron.nativeImage>('nativeImage', {
  createFromPath: (path: string) => ({ path }),
})

export class Tray extends EventEmitter {
  shown: (typeof desk.trays)[number]
  constructor(image: { path: string }) {
    super()
    this.shown = { image: image.path, menu: null, tip: '', events: this }
    desk.trays.push(this.shown)
    // biome-ignore lint/correctness/noConstructorReturn: what the stand-in lacks must fail
    return strict('Tray', this)
  }
  setImage(image: { path: string }): void {
    this.shown.image = image.path
  }
  setToolTip(tip: string): void {
    this.shown.tip = tip
  }
  setContextMenu(menu: Electron.Menu): void {
    this.shown.menu = menu
  }
}

export class Notification extends EventEmitter {
  static isSupported = () => true
  options: Electron.NotificationConstructorOptions
  constructor(options: Electron.NotificationConstructorOptions) {
    super()
    this.options = options
    // biome-ignore lint/correctness/noConstructorReturn: what the stand-in lacks must fail
    return strict('Notification', this)
  }
  show(): void {
    desk.notices.push({
      ...this.options,
      press: () => void this.emit('click'),
      reply: (text) => void this.emit('reply', { reply: text }),
    })
  }
  close = () => void this.emit('close')
}

export const powerMonitor = module<Electron.PowerMonitor>('powerMonitor', {
  on: (event: string, listener: () => void) => void desk.events.on(`power:${event}`, listener),
})

export const powerSaveBlocker = module<Electron.PowerSaveBlocker>('powerSaveBlocker', {
  start() {
    const id = desk.blockers.size + 1
    desk.blockers.add(id)
    return id
  },
  stop: (id: number) => desk.blockers.delete(id),
})

export const globalShortcut = module<Electron.GlobalShortcut>('globalShortcut', {
  register: (key: string, press: () => void) => Boolean(desk.shortcuts.set(key, press)),
  unregister: (key: string) => void desk.shortcuts.delete(key),
  isRegistered: (key: string) => desk.shortcuts.has(key),
})

export const desktopCapturer = module<Electron.DesktopCapturer>('desktopCapturer', {
  getSources: async () => desk.sources,
})

export const shell = module<Electron.Shell>('shell', {
  openExternal: async (url: string) => void desk.external.push(url),
  showItemInFolder: (path: string) => note('shell.showItemInFolder', path),
})

export const clipboard = module<Electron.Clipboard>('clipboard', {
  writeText: (text: string) => note('clipboard.writeText', text),
})

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }
export const screen = module<Electron.Screen>('screen', {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  getDisplayNearestPoint: () => display,
})

export const nativeTheme = module<Electron.NativeTheme>('nativeTheme', { shouldUseDarkColors: false })

export const safeStorage = module<Electron.SafeStorage>('safeStorage', {
  isEncryptionAvailable: () => desk.hasSafe,
  getSelectedStorageBackend: () => (desk.hasSafe ? 'gnome_libsecret' : 'basic_text'),
  encryptString: (text: string) => Buffer.from(`sealed ${[...text].reverse().join('')}`),
  decryptString(sealed: Buffer) {
    const text = sealed.toString()
    if (!text.startsWith('sealed ')) throw new Error('Error while decrypting the ciphertext')
    return [...text.slice(7)].reverse().join('')
  },
})

export const systemPreferences = module<Electron.SystemPreferences>('systemPreferences', {
  askForMediaAccess: async () => true,
})

export const dialog = module<Electron.Dialog>('dialog', {
  async showMessageBox(_window: unknown, { message }: Electron.MessageBoxOptions) {
    note('dialog', message)
    return { response: desk.answer, checkboxChecked: false }
  },
  showMessageBoxSync({ message }: Electron.MessageBoxOptions) {
    note('dialog', message)
    return desk.answer
  },
})

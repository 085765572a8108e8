// Pages, the views they are in, and windows, as far as main uses them.
import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { desk, note } from './desk.ts'
import { session } from './sessions.ts'
import { strict } from './strict.ts'

type Pick1<Thing, Key extends keyof Thing> = { [K in Key]: Thing[K] }
type Handler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

let pages = 0
/** Those that were made and not closed, in their order. */
export const openPages: WebContents[] = []

export class WebContents extends EventEmitter {
  id: number
  url = ''
  preferences: Electron.WebPreferences
  zoom = 0
  isThrottled = true
  isGone = false
  openHandler: Handler | null = null
  constructor(preferences: Electron.WebPreferences) {
    super()
    pages += 1
    this.id = pages
    this.preferences = preferences
    const page = strict('WebContents', this)
    openPages.push(page)
    // biome-ignore lint/correctness/noConstructorReturn: what the stand-in lacks must fail
    return page
  }
  get session() {
    return session.fromPartition(this.preferences.partition ?? '')
  }
  async loadURL(url: string): Promise<void> {
    this.url = url
    note('page.load', url)
    desk.events.emit('loaded')
    const { additionalArguments = [], partition = '', preload = '' } = this.preferences
    desk.carrier.load({ id: this.id, url, arguments: additionalArguments, partition, preload })
  }
  getURL = () => this.url
  reload(): void {
    note('page.reload', this.url)
    desk.carrier.reload(this.id)
  }
  send(channel: string, ...args: unknown[]): void {
    desk.events.emit('news', this, ...args)
    desk.carrier.send(this.id, channel, args)
  }
  close(): void {
    if (this.isGone) return
    this.isGone = true
    openPages.splice(
      openPages.findIndex(({ id }) => id === this.id),
      1,
    )
    desk.carrier.close(this.id)
    this.emit('destroyed')
  }
  isDestroyed = () => this.isGone
  focus = () => note('page.focus', this.url)
  setWindowOpenHandler(handler: Handler): void {
    this.openHandler = handler
  }
  setBackgroundThrottling(isThrottled: boolean): void {
    this.isThrottled = isThrottled
  }
  getZoomLevel = () => this.zoom
  setZoomLevel(level: number): void {
    this.zoom = level
  }
  print = () => note('page.print', this.url)
  replaceMisspelling = (word: string) => note('page.replaceMisspelling', word)
  copyImageAt = (x: number, y: number) => note('page.copyImageAt', x, y)
}

export class View extends EventEmitter {
  children: View[] = []
  isShown = true
  bounds = { x: 0, y: 0, width: 0, height: 0 }
  addChildView(view: View): void {
    this.children.push(view)
  }
  removeChildView(view: View): void {
    this.children = this.children.filter((one) => one !== view)
  }
  setVisible(isShown: boolean): void {
    this.isShown = isShown
  }
  setBounds(bounds: Electron.Rectangle): void {
    this.bounds = bounds
  }
}

export class WebContentsView extends View {
  webContents: WebContents
  constructor({ webPreferences = {} }: Electron.WebContentsViewConstructorOptions = {}) {
    super()
    this.webContents = new WebContents(webPreferences)
    // biome-ignore lint/correctness/noConstructorReturn: what the stand-in lacks must fail
    return strict('WebContentsView', this)
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  options: Electron.BrowserWindowConstructorOptions
  webContents: WebContents
  contentView: View
  isShown: boolean
  isInFront = false
  isLarge = false
  isSmall = false
  isGone = false
  progress = -1
  overlay: string | null = null
  bounds: Electron.Rectangle
  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    this.options = options
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options
    this.bounds = { x, y, width, height }
    this.webContents = new WebContents(webPreferences)
    this.contentView = new View()
    this.isShown = options.show !== false
    const window = strict('BrowserWindow', this)
    BrowserWindow.all.push(window)
    // biome-ignore lint/correctness/noConstructorReturn: what the stand-in lacks must fail
    return window
  }
  loadURL = (url: string) => this.webContents.loadURL(url)
  show(): void {
    this.isShown = true
    note('window.show')
  }
  showInactive(): void {
    this.isShown = true
    note('window.showInactive')
  }
  hide(): void {
    this.isShown = false
    this.isInFront = false
    note('window.hide')
  }
  focus(): void {
    this.isInFront = true
    note('window.focus')
    this.emit('focus')
  }
  blur(): void {
    this.isInFront = false
    this.emit('blur')
  }
  close(): void {
    let isHeld = false
    this.emit('close', { preventDefault: () => (isHeld = true) })
    if (isHeld || this.isGone) return
    this.isGone = true
    BrowserWindow.all = BrowserWindow.all.filter((one) => one !== this)
    this.webContents.close()
    this.emit('closed')
  }
  isDestroyed = () => this.isGone
  isFocused = () => this.isInFront
  isVisible = () => this.isShown
  isMinimized = () => this.isSmall
  isMaximized = () => this.isLarge
  maximize(): void {
    this.isLarge = true
  }
  restore(): void {
    this.isSmall = false
  }
  getContentBounds = () => this.bounds
  getNormalBounds = () => this.bounds
  flashFrame = (isOn: boolean) => note('window.flashFrame', isOn)
  setMenu = (menu: null) => note('window.setMenu', menu)
  setProgressBar(progress: number): void {
    this.progress = progress
  }
  setOverlayIcon(image: { path: string } | null): void {
    this.overlay = image?.path ?? null
  }
  setAlwaysOnTop = (isOn: boolean, level: string) => note('window.setAlwaysOnTop', isOn, level)
  setVisibleOnAllWorkspaces = (isOn: boolean) => note('window.setVisibleOnAllWorkspaces', isOn)
}

// Each name above is one of Electron's: the compiler says so.
type Names<Thing> = keyof Omit<Thing, keyof EventEmitter>
type Own =
  | 'options'
  | 'isShown'
  | 'isInFront'
  | 'isLarge'
  | 'isSmall'
  | 'isGone'
  | 'progress'
  | 'overlay'
  | 'bounds'
type OwnOfPage = 'url' | 'preferences' | 'zoom' | 'isThrottled' | 'isGone' | 'openHandler'
type Known = [
  Pick1<Electron.BrowserWindow, Exclude<Names<BrowserWindow>, Own>>,
  Pick1<Electron.WebContents, Exclude<Names<WebContents>, OwnOfPage>>,
  Pick1<Electron.WebContentsView, Exclude<Names<WebContentsView>, 'isShown' | 'bounds'>>,
]

export type { Known }

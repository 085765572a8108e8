// The window of the app: the app's own page (the bar of servers, and what is said when a server can't be shown) fills it, and
// the page of the active server lies over it.
import { type BrowserWindow, nativeTheme, screen, type WebContentsView } from 'electron'
import type { OpenKept } from '../core/kept.ts'
import { openOwnWindow } from './own-window.ts'
import { type Rectangle, restoreWindow } from './window-state.ts'

/** In device-independent pixels; the page draws the bar as wide. */
const barWidth = 60

export type MainWindow = {
  readonly window: BrowserWindow
  /** Puts one server's page over the own one, or none. */
  show(view: WebContentsView | null, hasBar: boolean): void
  drop(view: WebContentsView): void
  toFront(): void
}

export function openMainWindow(
  kept: OpenKept,
  wishes: { isHidden: boolean; hidesOnClose: () => boolean },
): MainWindow {
  const { isMaximized, ...bounds } = restoreWindow(kept.value.window, displays())
  const window = openOwnWindow('window', {
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#191a1f' : '#ffffff',
  })
  if (isMaximized) window.maximize()
  window.once('ready-to-show', () => {
    if (!wishes.isHidden) window.show()
  })

  let shown: { view: WebContentsView; hasBar: boolean } | null = null
  const layOut = () => {
    if (!shown) return
    const { width, height } = window.getContentBounds()
    const left = shown.hasBar ? barWidth : 0
    shown.view.setBounds({ x: left, y: 0, width: width - left, height })
  }
  window.on('resize', layOut)
  window.on('close', (event) => {
    const isMaximizedNow = window.isMaximized()
    kept.change((now) => ({ ...now, window: { ...window.getNormalBounds(), isMaximized: isMaximizedNow } }))
    if (!wishes.hidesOnClose()) return
    event.preventDefault()
    window.hide()
  })
  return {
    window,
    show(view, hasBar) {
      for (const child of window.contentView.children) child.setVisible(child === view)
      shown = view && { view, hasBar }
      if (!view) return window.webContents.focus()
      if (!window.contentView.children.includes(view)) window.contentView.addChildView(view)
      view.setVisible(true)
      layOut()
      view.webContents.focus()
    },
    drop(view) {
      if (shown?.view === view) shown = null
      window.contentView.removeChildView(view)
    },
    toFront() {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
  }
}

function displays(): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}

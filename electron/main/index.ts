// The app's first line: one instance of it, and what other programs hand over to that one.
import { app } from 'electron'
import { warn } from './core/log.ts'
import { product } from './core/product.ts'
import { type Desktop, startDesktop } from './desktop.ts'
import { type DeepLink, deepLinkIn, parseDeepLink } from './links/deep-link.ts'
import { thisMachine } from './managed/machine.ts'
import { readSources } from './managed/sources.ts'
import { registerOwnScheme } from './security/own-pages.ts'

let desktop: Desktop | null = null
/** What came before the app was ready. */
let waiting: DeepLink | null = null

function open(link: DeepLink | null): void {
  if (desktop) desktop.open(link)
  else waiting = link ?? waiting
}

if (app.requestSingleInstanceLock()) {
  app.enableSandbox()
  registerOwnScheme()
  app.setAsDefaultProtocolClient(product.scheme)
  app.on('second-instance', (_event, args) => open(deepLinkIn(args)))
  // macOS hands links over like this.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    open(parseDeepLink(url))
  })
  // The tray keeps it alive; where there is none, closing the window ends it.
  app.on('window-all-closed', () => app.quit())
  // What IT fixes is read while Electron gets ready.
  const managed = readSources(thisMachine())
  void app.whenReady().then(async () => {
    const { settings, complaints } = await managed
    for (const complaint of complaints) warn(complaint)
    desktop = startDesktop({ managed: settings, args: process.argv.slice(1) })
    if (waiting) desktop.open(waiting)
  })
} else {
  app.quit()
}

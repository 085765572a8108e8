// What keeps a page where it belongs: it never leaves its origin, opens no window, embeds nothing; links to elsewhere open
// in the system's browser.
import { shell, type WebContents } from 'electron'
import { leadingOf } from './pages.ts'

export function guardPage(page: WebContents, origin: string): void {
  const lead = (url: string) => {
    if (leadingOf(url, origin) === 'external') void shell.openExternal(url)
  }
  const hold = (event: { url: string; isMainFrame?: boolean; preventDefault: () => void }) => {
    if (leadingOf(event.url, origin) === 'inside') return
    event.preventDefault()
    // A frame that leads elsewhere is an accident or an attack, no wish to see it.
    if (event.isMainFrame !== false) lead(event.url)
  }
  page.on('will-frame-navigate', hold)
  page.on('will-redirect', hold)
  page.on('will-attach-webview', (event) => event.preventDefault())
  page.setWindowOpenHandler(({ url }) => {
    // What of the server itself is opened beside (the description of its API) is a document, not the app.
    if (leadingOf(url, origin) === 'inside') void shell.openExternal(url)
    else lead(url)
    return { action: 'deny' }
  })
}

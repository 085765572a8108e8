// Offers the bridge to the one page it is meant for, and nothing else: the top frame of the server, or of the app's own
// pages, that main named when it made the window. What is called is judged in main.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { DesktopAbout, DesktopBridge } from '../../contract/desktop.ts'

const flag = '--nucleus-bridge='
const told = process.argv.find((argument) => argument.startsWith(flag))

if (told && process.isMainFrame) {
  const about = JSON.parse(decodeURIComponent(told.slice(flag.length))) as DesktopAbout
  if (location.origin === about.origin) contextBridge.exposeInMainWorld('nucleusDesktop', bridgeOf(about))
}

/** News that came before anybody listened for them, as a link does that started the app. */
const mostWaiting = 20

function bridgeOf({ platform, version, disabledFeatures }: DesktopAbout): DesktopBridge {
  const listeners = new Map<string, Set<(news: never) => void>>()
  let waiting: { name: string; news: never }[] = []
  ipcRenderer.on('nucleus:news', (_event: IpcRendererEvent, ...told: unknown[]) => {
    const [name, news] = told as [string, never]
    const hearing = listeners.get(name)
    for (const listener of hearing ?? []) listener(news)
    if (!hearing) waiting = [...waiting, { name, news }].slice(-mostWaiting)
  })
  return {
    platform,
    version,
    disabledFeatures,
    call: (name, input) => ipcRenderer.invoke('nucleus:call', name, input),
    on(name, listener) {
      const hearing = listeners.get(name) ?? new Set()
      listeners.set(name, hearing.add(listener))
      const missed = waiting.filter((one) => one.name === name)
      waiting = waiting.filter((one) => one.name !== name)
      for (const { news } of missed) listener(news)
      return () => void hearing.delete(listener)
    },
  }
}

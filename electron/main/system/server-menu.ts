// The menu of one server in the bar.
import { type BrowserWindow, dialog, Menu } from 'electron'
import { words } from '../core/words.ts'
import type { Servers } from '../servers/servers.ts'

export function showServerMenu(window: BrowserWindow, servers: Servers, origin: string): void {
  const server = servers.view.servers.find((one) => one.origin === origin)
  if (!server) return
  const remove = async () => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: words.removeServer(server.name),
      detail: words.removeServerDetail,
      buttons: [words.remove, words.cancel],
      defaultId: 1,
      cancelId: 1,
    })
    if (response === 0) await servers.remove(origin)
  }
  Menu.buildFromTemplate([
    { label: words.reload, click: () => servers.retry(origin) },
    { type: 'separator' },
    { label: words.removeFromApp, enabled: !servers.view.isAddressFixed, click: () => void remove() },
  ]).popup({ window })
}

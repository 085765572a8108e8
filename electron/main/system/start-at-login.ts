// Starts the app with the computer, hidden, where IT wants it so: by the system's own list, on Linux by a file for it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { warn } from '../core/log.ts'
import { platform } from '../core/platform.ts'

/** https://specifications.freedesktop.org/autostart-spec */
const entryOf = (program: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Nucleus',
    `Exec="${program}" --hidden`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')

/** undefined: IT says nothing, and what the person chose in the system stays. */
export function setStartAtLogin(isWanted: boolean | undefined): void {
  if (isWanted === undefined || !app.isPackaged) return
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isWanted, args: ['--hidden'] })
    return
  }
  const folder = join(app.getPath('appData'), 'autostart')
  const file = join(folder, 'nucleus.desktop')
  try {
    if (isWanted) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, entryOf(process.env.APPIMAGE ?? process.execPath))
    } else rmSync(file, { force: true })
  } catch (error) {
    warn('starting with the computer could not be set', error)
  }
}

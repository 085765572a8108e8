// Electron's own archive holds an app that runs any script it is given. electron-builder takes it out of what it downloads, and
// leaves it in what it finds unpacked.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AfterPackContext } from 'electron-builder'

const places = ['resources', 'Electron.app/Contents/Resources']

export async function leaveOutDefaultApp({ appOutDir }: Pick<AfterPackContext, 'appOutDir'>) {
  for (const place of places) await rm(join(appOutDir, place, 'default_app.asar'), { force: true })
}

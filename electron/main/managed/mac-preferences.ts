// macOS' managed preferences: the files into which the system writes what configuration profiles force. Electron's
// getUserDefault would be shorter and mixes them with what the person set by `defaults write`.
import { product } from '../core/product.ts'
import { isMissing, whyNotOnlyRoots } from './file-owner.ts'
import type { Machine } from './machine.ts'
import { type Managed, readManaged } from './settings.ts'

const folder = '/Library/Managed Preferences'

async function readPreferences(machine: Machine, path: string): Promise<Managed> {
  const refused = (why: string): Managed => ({ settings: {}, complaints: [`${path}: ${why}`] })
  try {
    const why = await whyNotOnlyRoots(machine, path)
    if (why) return refused(`is left out, because ${why}`)
    const { code, output } = await machine.run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path])
    return code === 0 ? readManaged(JSON.parse(output), path) : refused('could not be read')
  } catch (error) {
    if (isMissing(error)) return { settings: {}, complaints: [] }
    return refused(error instanceof SyntaxError ? 'could not be read' : (error as Error).message)
  }
}

/** The machine's first: it is the stronger. */
export const readMacPreferences = (machine: Machine): Promise<Managed[]> =>
  Promise.all(
    [`${folder}/${product.appId}.plist`, `${folder}/${machine.userName}/${product.appId}.plist`].map((path) =>
      readPreferences(machine, path),
    ),
  )

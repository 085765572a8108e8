// Settings in a JSON file, on systems of every kind. Believed only when administrators alone can have written it.
import { posix, win32 } from 'node:path'
import { isMissing, whyNotOnlyRoots } from './file-owner.ts'
import type { Machine } from './machine.ts'
import { type Managed, readManaged } from './settings.ts'
import { whyNotOnlyAdministrators } from './windows-owner.ts'

export function managedFile({ platform, env }: Pick<Machine, 'platform' | 'env'>): string {
  if (platform === 'win32') return win32.join(env.ProgramData ?? 'C:\\ProgramData', 'Nucleus', 'managed.json')
  if (platform === 'darwin') return '/Library/Application Support/Nucleus/managed.json'
  return '/etc/nucleus/managed.json'
}

export async function readManagedFile(machine: Machine): Promise<Managed> {
  const path = managedFile(machine)
  const refused = (why: string): Managed => ({ settings: {}, complaints: [`${path}: ${why}`] })
  try {
    const why = await whyNotTrusted(machine, path)
    if (why) return refused(`is left out, because ${why}`)
    // Editors on Windows begin a file with a mark that JSON does not know.
    return readManaged(JSON.parse((await machine.readFile(path)).replace(/^\uFEFF/, '')), path)
  } catch (error) {
    if (isMissing(error)) return { settings: {}, complaints: [] }
    // What the parser says quotes the file.
    return refused(error instanceof SyntaxError ? 'is no JSON' : 'could not be read')
  }
}

async function whyNotTrusted(machine: Machine, path: string): Promise<string | null> {
  if (machine.platform === 'win32') {
    await machine.stat(path)
    return whyNotOnlyAdministrators(machine, path)
  }
  // Who may write to the folder may put another file there.
  return (
    (await whyNotOnlyRoots(machine, path)) ??
    (await whyNotOnlyRoots(machine, posix.dirname(path)).then((why) =>
      why ? `of its folder: ${why}` : null,
    ))
  )
}

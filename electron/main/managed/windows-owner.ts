// Whether administrators alone can have written a file, on Windows: everybody may make new files below ProgramData, so the
// place says nothing. Read as SDDL, which is the same in every language.
import { win32 } from 'node:path'
import type { Machine } from './machine.ts'

/** Administrators of the machine and of its domain, the system, and the installer of Windows itself. */
const trusted = new Set([
  'BA',
  'LA',
  'DA',
  'EA',
  'SY',
  'S-1-5-32-544',
  'S-1-5-18',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
])
const readingRights = new Set(['FR', 'FX', 'GR', 'GX', 'RC'])
/** Write, append, attributes, delete, change owner or rights: by the numbers of Windows' access masks. */
const writingMask = 0x500d0156

const mayWrite = (rights: string): boolean =>
  rights.startsWith('0x')
    ? (Number(rights) & writingMask) !== 0
    : (rights.match(/../g) ?? []).some((right) => !readingRights.has(right))

/** null: nobody but administrators writes there. */
export function judgeSddl(sddl: string): string | null {
  const owner = /^O:(S-[\d-]+|[A-Z]{2})/.exec(sddl)?.[1]
  if (!owner) return 'its owner could not be read'
  if (!trusted.has(owner)) return 'it does not belong to the administrators'
  const list = /D:[A-Z]*((?:\([^)]*\))*)/.exec(sddl)?.[1]
  // No list at all means that everybody may do everything.
  if (!list) return 'who may write to it could not be read'
  for (const [, entry = ''] of list.matchAll(/\(([^)]*)\)/g)) {
    const [kind = '', flags = '', rights = '', , , who = ''] = entry.split(';')
    // Denials take away, and what is only handed down does not hold for the file itself.
    if (kind === 'D' || flags.includes('IO')) continue
    if (mayWrite(rights) && !trusted.has(who)) return 'others than administrators may write to it'
  }
  return null
}

export async function whyNotOnlyAdministrators(machine: Machine, path: string): Promise<string | null> {
  const system = machine.env.SystemRoot ?? 'C:\\Windows'
  const powershell = win32.join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
  const question = `(Get-Acl -LiteralPath '${path.replaceAll("'", "''")}').Sddl`
  const answer = await machine
    .run(powershell, ['-NoProfile', '-NonInteractive', '-Command', question])
    .catch((error: Error) => error)
  if (answer instanceof Error) return `the question who may write to it ${answer.message}`
  return judgeSddl(answer.output.trim())
}

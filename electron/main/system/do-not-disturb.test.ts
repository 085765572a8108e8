import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { isQuietWanted } from './do-not-disturb.ts'

/** A system whose programs answer this. */
function onSystem(programs: Record<string, string>): void {
  const folder = mkdtempSync(join(tmpdir(), 'nucleus-quiet-'))
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  vi.stubEnv('PATH', [folder, '/usr/bin', '/bin'].join(delimiter))
}

test.skipIf(process.platform !== 'linux').each<[string, Record<string, string>, boolean]>([
  ['GNOME shows banners', { gsettings: 'echo true', busctl: 'exit 1' }, false],
  ['GNOME was asked for silence', { gsettings: 'echo false', busctl: 'exit 1' }, true],
  ['KDE was asked for silence', { gsettings: 'exit 1', busctl: 'echo "b true"' }, true],
  ['nobody can say', { gsettings: 'exit 1', busctl: 'exit 1' }, false],
  ['a program hangs', { gsettings: 'exec sleep 20', busctl: 'echo "b true"' }, true],
])('%s', async (_what, programs, isQuiet) => {
  onSystem(programs)
  expect(await isQuietWanted()).toBe(isQuiet)
})

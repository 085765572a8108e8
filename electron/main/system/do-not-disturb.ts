// Whether the person asked the system for silence. Native notices heed it by themselves; our ring, its window and the flashing
// of the icon have to ask. GNOME and KDE say so; Windows and macOS tell no program.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { platform } from '../core/platform.ts'

const run = promisify(execFile)
const limitMs = 1000

/** Each prints a word; the pattern means silence. */
const questions: [program: string, args: string[], isQuiet: RegExp][] = [
  ['gsettings', ['get', 'org.gnome.desktop.notifications', 'show-banners'], /^false/],
  // Desktop Notifications Specification 1.3, property Inhibited.
  [
    'busctl',
    [
      '--user',
      'get-property',
      'org.freedesktop.Notifications',
      '/org/freedesktop/Notifications',
      'org.freedesktop.Notifications',
      'Inhibited',
    ],
    /^b true/,
  ],
]

/** False where nobody can say. */
export async function isQuietWanted(): Promise<boolean> {
  if (platform !== 'linux') return false
  const answers = await Promise.all(
    questions.map(async ([program, args, isQuiet]) => {
      const { stdout } = await run(program, args, { timeout: limitMs }).catch(() => ({ stdout: '' }))
      return isQuiet.test(stdout)
    }),
  )
  return answers.includes(true)
}

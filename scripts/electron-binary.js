// Where Electron's own program is on this machine, if it is. Nothing is downloaded here: setup runs no package's install
// script, so the program comes when a person says so.
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** Its place in a folder of Electron's, by Node's names of the systems. */
const programs = {
  darwin: posix.join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
  linux: 'electron',
}

export const electronProgram = (platform) => programs[platform] ?? programs.linux

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

/**
 * @param {{ root: string, env?: Record<string, string | undefined>, platform?: string }} place
 * @returns {{ path: string } | { missing: string }} missing: a sentence that says what to do
 */
export function findElectronBinary({ root, env = process.env, platform = process.platform }) {
  const named = env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) {
    const path = join(named, electronProgram(platform))
    return existsSync(path)
      ? { path }
      : {
          missing: `ELECTRON_OVERRIDE_DIST_PATH names ${named}, where there is no ${electronProgram(platform)}.`,
        }
  }
  const electron = join(root, 'node_modules', 'electron')
  const installed = join(electron, 'dist', read(join(electron, 'path.txt')) ?? electronProgram(platform))
  if (!existsSync(installed)) return { missing: `Electron’s program is not on this machine. ${howToGetIt}` }
  const version = read(join(electron, 'dist', 'version'))?.replace(/^v/, '')
  const wanted = JSON.parse(read(join(electron, 'package.json')) ?? '{}').version
  // One that stayed from before an update of the packages.
  if (version !== wanted)
    return {
      missing: `Electron’s program here is ${version ?? 'of no known version'}, and ${wanted} is wanted. ${howToGetIt}`,
    }
  return { path: installed }
}

const howToGetIt =
  '"node node_modules/electron/install.js" downloads it; or name the folder of an unpacked one in ELECTRON_OVERRIDE_DIST_PATH.'

/**
 * Whether a window would have a place and somebody to look at it.
 * @param {{ platform?: string, env?: Record<string, string | undefined>, isTerminal?: boolean, userId?: number }} here
 */
export function canShowWindows({
  platform = process.platform,
  env = process.env,
  isTerminal = process.stdout.isTTY === true,
  userId = process.getuid?.(),
} = {}) {
  // Started by the system or by another program: nobody sits there.
  if (!isTerminal) return false
  if (platform === 'darwin' || platform === 'win32') return true
  // Chromium's sandbox refuses to be root's.
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY) && userId !== 0
}

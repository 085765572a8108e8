// Which program is taken for Electron, with folders made for the test.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canShowWindows, findElectronBinary } from './electron-binary.js'

describe('Electron’s program', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nucleus-electron-'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const write = (path: string, text = '') => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    return join(root, path)
  }
  const find = (env = {}, platform = 'linux') => findElectronBinary({ root, env, platform })
  const install = (version: string) => {
    write('node_modules/electron/package.json', '{ "version": "45.4.1" }')
    write('node_modules/electron/path.txt', 'electron')
    write('node_modules/electron/dist/version', version)
    return write('node_modules/electron/dist/electron')
  }

  test('is where the installed package says', () => {
    const path = install('45.4.1')
    expect(find()).toEqual({ path })
  })

  test('is the one of the folder that is named, by each system’s name', () => {
    install('45.4.1')
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'other') }
    expect(find(env)).toEqual({
      missing: expect.stringContaining(`names ${join(root, 'other')}, where there is no electron.`),
    })
    for (const [platform, name] of [
      ['linux', 'electron'],
      ['win32', 'electron.exe'],
      ['darwin', 'Electron.app/Contents/MacOS/Electron'],
    ] as const) {
      expect(find(env, platform)).toHaveProperty('missing')
      const path = write(`other/${name}`)
      expect(find(env, platform)).toEqual({ path })
    }
  })

  test('a package without its program, and none at all, say what to do', () => {
    const missing = {
      missing: expect.stringMatching(/is not on this machine\. .*install\.js.*ELECTRON_OVERRIDE_DIST_PATH/),
    }
    expect(find()).toEqual(missing)
    rmSync(install('45.4.1'))
    expect(find()).toEqual(missing)
  })

  test('one that stayed from before an update is not taken', () => {
    install('44.0.0')
    expect(find()).toEqual({ missing: expect.stringContaining('is 44.0.0, and 45.4.1 is wanted') })
  })
})

describe('a window has a place', () => {
  const there = { platform: 'linux', env: { DISPLAY: ':0' }, isTerminal: true, userId: 1000 }

  test.each([
    ['on a desktop', there, true],
    ['under Wayland', { ...there, env: { WAYLAND_DISPLAY: 'wayland-0' } }, true],
    ['on a Mac', { ...there, platform: 'darwin', env: {} }, true],
    ['on Windows', { ...there, platform: 'win32', env: {}, userId: undefined }, true],
    ['not without a display', { ...there, env: {} }, false],
    ['not for a service', { ...there, isTerminal: false }, false],
    ['not for a service on a Mac', { ...there, platform: 'darwin', isTerminal: false }, false],
    ['not for root on Linux', { ...there, userId: 0 }, false],
  ])('%s', (_name, here, isIt) => {
    expect(canShowWindows(here)).toBe(isIt)
  })
})

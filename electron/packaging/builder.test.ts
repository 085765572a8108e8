// electron-builder's own schema and its own work on a stand-in for Electron's folder: what comes out is read as Electron and
// package managers would read it. What only Windows or a Mac can do is checked by the schema alone.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { Arch, build, type Configuration, Platform } from 'electron-builder'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { builderConfiguration } from './builder.ts'
import { makeIcons } from './icons.ts'
import { listAsar, readAsar } from './test/asar.ts'
import { fakeElectron } from './test/fake-electron.ts'

const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
// electron-builder's own package, which is none of ours: it has no door of its own for this.
const schemaModule = ['app-builder-lib', 'out', 'util', 'config', 'config'].join('/')
const { validateConfiguration } = require(schemaModule) as {
  validateConfiguration(config: unknown, logger: { isEnabled: boolean }): Promise<void>
}
const validate = (config: unknown) => validateConfiguration(config, { isEnabled: false })
const packagingFolder = fileURLToPath(new URL('.', import.meta.url))

describe('electron-builder’s configuration', () => {
  const signing = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 's', CSC_LINK: 'c' }

  test('is valid by its own schema, also where the environment signs', async () => {
    await expect(validate(builderConfiguration({}))).resolves.toBeUndefined()
    await expect(
      validate(builderConfiguration({ ...signing, ELECTRON_OVERRIDE_DIST_PATH: '/e' }, 'preview')),
    ).resolves.toBeUndefined()
  })

  test('the schema would see a key that is none', async () => {
    const config = builderConfiguration({})
    await expect(validate({ ...config, applicationId: 'x' })).rejects.toThrow('applicationId')
    await expect(validate({ ...config, deb: { ...config.deb, dependencies: [] } })).rejects.toThrow('deb')
    await expect(validate({ ...config, mac: { ...config.mac, hardenedRuntime: 'yes' } })).rejects.toThrow(
      'hardenedRuntime',
    )
  })

  test('Electron is pinned, taken from the folder that is named, and updates come from nowhere until the app says', () => {
    const config = builderConfiguration({ ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' })
    expect(config.electronVersion).toMatch(/^\d+\.\d+\.\d+$/)
    expect(config.electronDist).toBe('/opt/electron')
    expect(config.publish).toEqual({
      provider: 'generic',
      url: 'https://updates.invalid/',
      channel: 'latest',
    })
  })

  test('is notarized only where the environment names an account', () => {
    expect(builderConfiguration({}).mac?.notarize).toBe(false)
    expect(builderConfiguration({ APPLE_ID: 'me' }).mac?.notarize).toBe(false)
    expect(builderConfiguration(signing).mac?.notarize).toBe(true)
  })

  test('macOS is told of everything that a call asks for', () => {
    const { mac } = builderConfiguration({})
    for (const file of [mac?.entitlements, mac?.entitlementsInherit]) {
      const text = readFileSync(join(packagingFolder, '../..', String(file)), 'utf8')
      for (const right of ['device.camera', 'device.audio-input', 'cs.allow-jit'])
        expect(text).toMatch(new RegExp(`<key>com.apple.security.${right}</key>\\s*<true/>`))
    }
    expect(Object.keys(mac?.extendInfo as object)).toEqual(
      expect.arrayContaining([
        'NSCameraUsageDescription',
        'NSMicrophoneUsageDescription',
        'NSScreenCaptureUsageDescription',
      ]),
    )
  })
})

describe('a package for Linux, of a stand-in for Electron', () => {
  let project = ''
  let app = ''
  // electron-builder changes the one it is given.
  const config = (): Configuration =>
    builderConfiguration({ ELECTRON_OVERRIDE_DIST_PATH: join(project, 'electron') })
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(join(project, path, '..'), { recursive: true })
    writeFileSync(join(project, path), content, { mode: 0o755 })
  }

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), 'nucleus-package-'))
    write(
      'electron/electron',
      fakeElectron(() => true),
    )
    write('electron/LICENSE', 'of Electron')
    write('electron/resources/default_app.asar', 'runs any script')
    cpSync(join(packagingFolder, '../../package.json'), join(project, 'package.json'))
    cpSync(join(packagingFolder, 'policies'), join(project, 'electron/packaging/policies'), {
      recursive: true,
    })
    write('dist/desktop/main.js', 'export const main = 1\n')
    write('dist/desktop/main.js.map', '{}')
    write('dist/desktop/pages/index.html', '<p>Connect</p>')
    write('dist/client/index.html', 'not of the desktop app')
    write('server/secret.ts', 'not of the desktop app')
    write('node_modules/zod/package.json', '{ "name": "zod", "version": "4.6.7" }')
    await makeIcons(join(project, 'dist/desktop/icons'))
    const targets = Platform.LINUX.createTarget('dir', Arch.x64)
    const wanted = config()
    const beforeBuild = vi.fn(wanted.beforeBuild as () => Promise<boolean>)
    await build({ projectDir: project, targets, config: { ...wanted, beforeBuild }, publish: 'never' })
    // Else it would have looked through all packages of the server.
    expect(beforeBuild).toHaveBeenCalled()
    app = join(project, 'dist/packages/linux-unpacked')
  })
  afterAll(() => rmSync(project, { recursive: true, force: true }))

  test('holds what was built for the desktop, and nothing else', () => {
    const files = listAsar(join(app, 'resources/app.asar'))
    expect(files).toContain('dist/desktop/main.js')
    expect(files).toContain('dist/desktop/pages/index.html')
    expect(files).toContain('dist/desktop/icons/tray-mention@2x.png')
    expect(files.filter((file) => !/^(package\.json|dist\/desktop\/)/.test(file))).toEqual([])
    expect(files.filter((file) => /\.map$|icons\/linux|\.ico$|\.icns$/.test(file))).toEqual([])
    expect(readFileSync(join(app, 'resources/policies/managed.json'), 'utf8')).not.toBe('')
  })

  test('Electron’s own app is left out', () => {
    expect(readdirSync(join(app, 'resources')).filter((name) => name.endsWith('.asar'))).toEqual(['app.asar'])
  })

  test('its package.json names main and tells nothing of the server', () => {
    const manifest = JSON.parse(readAsar(join(app, 'resources/app.asar'), 'package.json').toString())
    expect(manifest).toMatchObject({ name: 'nucleus', type: 'module', main: 'dist/desktop/main.js' })
    expect(manifest.desktopName).toBe('nucleus.desktop')
    for (const list of ['dependencies', 'devDependencies', 'optionalDependencies', 'scripts'])
      expect(manifest[list] ?? null).toBeNull()
  })

  test('its program has the fuses set', async () => {
    const wire = await getCurrentFuseWire(join(app, 'nucleus'))
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
  })

  test.each(['deb', 'rpm'])('%s: desktop entry, icons, what it needs and its name', async (format) => {
    let asked: string[] = []
    let entry = ''
    await build({
      projectDir: project,
      targets: Platform.LINUX.createTarget(format, Arch.x64),
      config: config(),
      publish: 'never',
      prepackaged: app,
      // Asked right before fpm would be called, which is not on this machine.
      async effectiveOptionComputed([args, desktopFile]: [string[], string]) {
        asked = args
        entry = readFileSync(desktopFile, 'utf8')
        return true
      },
    })
    expect(entry).toContain('MimeType=x-scheme-handler/nucleus;\n')
    expect(entry).toContain('Exec=/opt/Nucleus/nucleus %U\n')
    expect(entry).toContain('StartupWMClass=nucleus\n')
    expect(entry).toContain('Categories=Network;InstantMessaging;VideoConference;\n')
    expect(asked.join('\n')).toMatch(
      /linux\/512x512\.png=\/usr\/share\/icons\/hicolor\/512x512\/apps\/nucleus\.png/,
    )
    expect(asked.join('\n')).toMatch(/=\/usr\/share\/applications\/nucleus\.desktop/)
    const name = asked[asked.indexOf('--package') + 1]
    expect(name).toMatch(format === 'deb' ? /nucleus_[\d.]+_amd64\.deb$/ : /nucleus-[\d.]+\.x86_64\.rpm$/)
  })

  test('deb and rpm name the same needs in the words of each family', () => {
    expect(config().deb?.depends).toContain('libgtk-3-0t64 | libgtk-3-0')
    expect(config().rpm?.depends).toContain('(gtk3 or libgtk-3-0)')
    expect(config().deb?.depends).toHaveLength(12)
    expect(config().rpm?.depends).toHaveLength(12)
  })
})

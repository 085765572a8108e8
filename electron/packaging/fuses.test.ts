// Flipped on a file that carries the same wire as Electron's binary, and read back from it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseState, FuseV1Options, flipFuses, getCurrentFuseWire } from '@electron/fuses'
import type { AfterPackContext } from 'electron-builder'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fuses, setFuses } from './fuses.ts'
import { fakeElectron, fuseNames } from './test/fake-electron.ts'

describe('fuses', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nucleus-fuses-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const context = (electronPlatformName: string) =>
    ({
      appOutDir: folder,
      electronPlatformName,
      packager: { config: { linux: { executableName: 'nucleus' } }, appInfo: { productFilename: 'Nucleus' } },
    }) as unknown as AfterPackContext
  const stateOf = async (file: string, name: (typeof fuseNames)[number]) =>
    (await getCurrentFuseWire(file))[FuseV1Options[name]]

  test.each([
    ['linux', 'nucleus'],
    ['win32', 'Nucleus.exe'],
  ])('each is as asked in the program for %s', async (platform, name) => {
    const program = join(folder, name)
    // Everything the other way round, so that nothing is right by chance.
    writeFileSync(
      program,
      fakeElectron((fuse) => !fuses[FuseV1Options[fuse]]),
    )
    await setFuses(context(platform))
    const asked = {
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    }
    expect(Object.keys(asked)).toEqual(fuseNames)
    for (const fuse of fuseNames)
      expect([fuse, await stateOf(program, fuse)]).toEqual([
        fuse,
        asked[fuse] ? FuseState.ENABLE : FuseState.DISABLE,
      ])
  })

  test('one that nobody decided on stops the packaging and leaves the program as it was', async () => {
    const program = join(folder, 'nucleus')
    const wire = fakeElectron(() => true, 1)
    writeFileSync(program, wire)
    await expect(setFuses(context('linux'))).rejects.toThrow('strictlyRequireAllFuses')
    expect(readFileSync(program).equals(wire)).toBe(true)
  })

  test('a file without a wire is told of', async () => {
    writeFileSync(join(folder, 'nucleus'), 'no Electron')
    await expect(flipFuses(join(folder, 'nucleus'), fuses)).rejects.toThrow('sentinel')
  })
})

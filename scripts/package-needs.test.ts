// What `npm run package` says of a machine that can't make a package.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sayWhy, type Wanted, whatIsMissing } from './package-needs.ts'

describe('what packages need', () => {
  let folder = ''
  const asked: string[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nucleus-needs-'))
    asked.splice(0)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const write = (path: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), '')
    return join(folder, path)
  }
  const linux: Wanted = { system: 'linux', archs: ['x64'], formats: ['deb', 'rpm'], version: '45.4.1' }
  const machine = (
    env = {},
    { platform = 'linux', programs = ['rpmbuild', 'wine'], isReachable = false } = {},
  ) => ({
    platform,
    env: { electron_config_cache: join(folder, 'cache'), ...env } as Record<string, string | undefined>,
    has: (program: string) => programs.includes(program),
    isReachable: async (address: string) => {
      asked.push(address)
      return isReachable
    },
  })

  test('nothing, where Electron can be downloaded', async () => {
    expect(await whatIsMissing(linux, machine({}, { isReachable: true }))).toEqual([])
    expect(asked).toEqual([
      'https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip',
    ])
  })

  test('no Electron and no way to it is said, with what to do', async () => {
    expect(
      await whatIsMissing(linux, machine({ ELECTRON_MIRROR: 'https://mirror.example.org/electron' })),
    ).toEqual([
      'Electron 45.4.1 for Linux (x64) is not on this machine, and mirror.example.org can’t be reached: bring electron-v45.4.1-linux-x64.zip and name its folder in ELECTRON_OVERRIDE_DIST_PATH, or name a mirror in ELECTRON_MIRROR.',
    ])
  })

  test('offline nobody is asked', async () => {
    const missing = await whatIsMissing(linux, machine({ NUCLEUS_OFFLINE: '1' }, { isReachable: true }))
    expect(missing).toHaveLength(1)
    expect(asked).toEqual([])
  })

  test('what was downloaded once, or is named, needs no network', async () => {
    write('cache/abcdef/electron-v45.4.1-linux-x64.zip')
    expect(await whatIsMissing(linux, machine())).toEqual([])
    write('unpacked/electron')
    const named = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'unpacked'), electron_config_cache: '/nowhere' }
    expect(await whatIsMissing(linux, machine(named))).toEqual([])
    expect(asked).toEqual([])
  })

  test('a named folder that holds another system’s, or one for two processors, is told of', async () => {
    write('unpacked/electron')
    const here = machine({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'unpacked') })
    expect(await whatIsMissing({ ...linux, system: 'win', formats: [] }, here)).toEqual([
      expect.stringContaining('neither an Electron for Windows nor electron-v45.4.1-win32-x64.zip'),
    ])
    expect(await whatIsMissing({ ...linux, archs: ['x64', 'arm64'] }, here)).toEqual([
      expect.stringContaining('make them one by one'),
    ])
  })

  test.each([
    ['a Mac', { system: 'mac' }, {}, {}, /^Packages for macOS are made on a Mac/],
    ['Linux or a Mac', {}, {}, { platform: 'win32' }, /^Packages for Linux are made on Linux/],
    [
      'Wine',
      { system: 'win', formats: ['nsis'] },
      {},
      { programs: [] },
      /^Packages for Windows need Wine here/,
    ],
    ['rpmbuild', {}, {}, { programs: [] }, /^The rpm needs rpmbuild.*--only/],
    ['fpm', {}, { USE_SYSTEM_FPM: 'true' }, {}, /^USE_SYSTEM_FPM says that fpm is here/],
  ])('%s', async (_name, wanted, env, there, sentence) => {
    const missing = await whatIsMissing(
      { ...linux, ...wanted } as Wanted,
      machine(env, { isReachable: true, ...there }),
    )
    expect(missing).toEqual([expect.stringMatching(sentence)])
  })

  test('without the rpm nothing asks for rpmbuild', async () => {
    const wanted = { ...linux, formats: ['deb'] }
    expect(await whatIsMissing(wanted, machine({}, { programs: [], isReachable: true }))).toEqual([])
  })

  test('the script itself says it, ends with 1, and builds nothing', () => {
    // Nobody listens at port 9 of this machine.
    const env = {
      ...process.env,
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
      ELECTRON_OVERRIDE_DIST_PATH: '',
      electron_config_cache: join(folder, 'cache'),
    }
    const args = ['scripts/package-desktop.ts', 'linux', '--arch', 'x64', '--only', 'deb']
    const done = spawnSync(process.execPath, args, { encoding: 'utf8', env })
    expect(done.status).toBe(1)
    expect(done.stdout).toBe('')
    expect(done.stderr).toMatch(
      /^\nElectron [\d.]+ for Linux \(x64\) is not on this machine, and 127\.0\.0\.1:9 can’t be reached: .*\n$/,
    )
  })

  test.each([
    ['getaddrinfo ENOTFOUND github.com', /could not download one of its tools \(ENOTFOUND\)/],
    ["Need executable 'rpmbuild' to convert dir to rpm", /needs rpmbuild/],
    ['spawn wine ENOENT', /need Wine/],
    ['something new', /^electron-builder stopped: something new$/],
  ])('electron-builder’s “%s” is put into words', (message, words) => {
    expect(sayWhy(message)).toMatch(words)
  })
})

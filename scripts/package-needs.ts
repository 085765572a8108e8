// What is missing on this machine to make the desktop app's packages, said before minutes are spent on them.
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { electronProgram } from './electron-binary.js'

const timeLimitMs = 10_000
const releases = 'https://github.com/electron/electron/releases/download/'

/** What people call a system → Node's name for it, and its own. */
export const systems = {
  linux: { platform: 'linux', name: 'Linux' },
  win: { platform: 'win32', name: 'Windows' },
  mac: { platform: 'darwin', name: 'macOS' },
}

export type System = keyof typeof systems

export type Machine = {
  platform: string
  env: Record<string, string | undefined>
  has: (program: string) => boolean
  isReachable: (address: string) => Promise<boolean>
}

/** `version`: Electron's. */
export type Wanted = { system: System; archs: readonly string[]; formats: readonly string[]; version: string }

type Missing = { isHopeless: boolean; sentence: string }

/** What stops the packaging with sentences and no stack trace. */
export class CannotPackage extends Error {}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  has: (program) =>
    (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program))),
  isReachable: (address) =>
    fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(timeLimitMs) }).then(
      (answer) => answer.ok,
      () => false,
    ),
})

/** A sentence for each thing. */
export async function whatIsMissing(wanted: Wanted, machine: Machine): Promise<string[]> {
  const ofSystem = toolsMissing(wanted, machine)
  // What can't be made here at all needs no Electron.
  if (ofSystem.some(({ isHopeless }) => isHopeless)) return ofSystem.map(({ sentence }) => sentence)
  const electron = await Promise.all(wanted.archs.map((arch) => electronMissing(wanted, arch, machine)))
  return [
    ...ofSystem.map(({ sentence }) => sentence),
    ...new Set(electron.filter((sentence) => sentence !== undefined)),
  ]
}

function toolsMissing({ system, formats }: Wanted, { platform, env, has }: Machine): Missing[] {
  if (system === 'mac' && platform !== 'darwin')
    return [
      {
        isHopeless: true,
        sentence:
          'Packages for macOS are made on a Mac: nothing else has Apple’s tools for disk images and signing.',
      },
    ]
  if (system === 'linux' && platform === 'win32')
    return [{ isHopeless: true, sentence: 'Packages for Linux are made on Linux or on a Mac.' }]
  const missing: string[] = []
  if (system === 'win' && platform === 'linux' && !has('wine'))
    missing.push(
      'Packages for Windows need Wine here, and it is missing: install it (Debian: apt-get install wine), or make them on Windows.',
    )
  if (system === 'linux' && formats.includes('rpm') && !has('rpmbuild'))
    missing.push(
      'The rpm needs rpmbuild, which is missing: install it (Debian: apt-get install rpm; Fedora: dnf install rpm-build), or leave it out with --only deb,AppImage.',
    )
  if (system === 'linux' && env.USE_SYSTEM_FPM === 'true' && !has('fpm'))
    missing.push(
      'USE_SYSTEM_FPM says that fpm is here, and it is missing: install it (gem install fpm), or take that variable away.',
    )
  return missing.map((sentence) => ({ isHopeless: false, sentence }))
}

async function electronMissing({ system, version, archs }: Wanted, arch: string, machine: Machine) {
  const { platform, name } = systems[system]
  const archive = `electron-v${version}-${platform}-${arch}.zip`
  const named = machine.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) return folderMissing(named, { archive, platform, name, archs })
  if (isCached(archive, machine)) return undefined
  const mirror = machine.env.ELECTRON_MIRROR || releases
  const address = `${mirror.replace(/\/?$/, '/')}v${version}/${archive}`
  if (machine.env.NUCLEUS_OFFLINE !== '1' && (await machine.isReachable(address))) return undefined
  return (
    `Electron ${version} for ${name} (${arch}) is not on this machine, and ${new URL(address).host} can’t be reached: ` +
    `bring ${archive} and name its folder in ELECTRON_OVERRIDE_DIST_PATH, or name a mirror in ELECTRON_MIRROR.`
  )
}

function folderMissing(
  named: string,
  {
    archive,
    platform,
    name,
    archs,
  }: { archive: string; platform: string; name: string; archs: readonly string[] },
) {
  const isArchive = named.endsWith('.zip') && existsSync(named)
  const isUnpacked = existsSync(join(named, electronProgram(platform)))
  if (existsSync(join(named, archive))) return undefined
  if ((isArchive || isUnpacked) && archs.length === 1) return undefined
  if (isArchive || isUnpacked)
    return `ELECTRON_OVERRIDE_DIST_PATH names one Electron, and ${archs.join(' and ')} are wanted: make them one by one.`
  return `ELECTRON_OVERRIDE_DIST_PATH names ${named}, where there is neither an Electron for ${name} nor ${archive}.`
}

/** Where Electron's own downloader keeps what it had: a folder for each address. */
function isCached(archive: string, { platform, env }: Machine): boolean {
  const folder = env.electron_config_cache ?? cacheFolder(platform, env)
  if (!existsSync(folder)) return false
  return readdirSync(folder).some((entry) => existsSync(join(folder, entry, archive)))
}

function cacheFolder(platform: string, env: Machine['env']): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron')
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? homedir(), 'electron', 'Cache')
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'electron')
}

const ofNetwork = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|fetch failed/

/** What electron-builder stopped at, in words where they are known. */
export function sayWhy(message: string): string {
  if (ofNetwork.test(message))
    return `electron-builder could not download one of its tools (${ofNetwork.exec(message)?.[0]}). It takes them from its own release page, from ELECTRON_BUILDER_BINARIES_MIRROR, or from its cache.`
  if (message.includes('rpmbuild')) return 'The rpm needs rpmbuild (Debian: apt-get install rpm).'
  if (/\bwine\b.*(ENOENT|not found)/i.test(message)) return 'Packages for Windows need Wine here.'
  return `electron-builder stopped: ${message}`
}

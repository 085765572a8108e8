// Builds the desktop app, draws its icons, and has electron-builder make the packages; called by package.js, which brings the
// right Node.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Arch, build, Platform } from 'electron-builder'
import { builderConfiguration } from '../electron/packaging/builder.ts'
import { makeIcons } from '../electron/packaging/icons.ts'
import { CannotPackage, type System, sayWhy, thisMachine, whatIsMissing } from './package-needs.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const desktop = join(root, 'dist/desktop')

const formats = {
  linux: ['deb', 'rpm', 'AppImage'],
  win: ['nsis', 'msi'],
  mac: ['dmg', 'zip', 'pkg'],
}
const platforms = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }
const knownArchs = ['x64', 'arm64'] as const
const channels = { stable: 'latest', preview: 'preview' } as const

const listOf = (text: string | undefined, known: readonly string[], otherwise: string[], option: string) => {
  const list = text?.split(',').filter(Boolean) ?? otherwise
  const unknown = list.filter((each) => !known.includes(each))
  if (unknown.length > 0 || list.length === 0)
    throw new CannotPackage(`--${option} knows ${known.join(', ')}, not ${unknown.join(' ')}.`)
  return list
}

function readOptions<Read>(read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    throw new CannotPackage((error as Error).message)
  }
}

function readWishes() {
  const options = { arch: { type: 'string' }, only: { type: 'string' }, channel: { type: 'string' } } as const
  const { positionals, values } = readOptions(() => parseArgs({ allowPositionals: true, options }))
  const system = positionals[0] as System
  const channel = listOf(values.channel, Object.keys(channels), ['stable'], 'channel')[0]
  return {
    system,
    archs: listOf(values.arch, knownArchs, [process.arch], 'arch'),
    formats: listOf(values.only, formats[system], formats[system], 'only'),
    channel: channels[channel as keyof typeof channels],
  }
}

async function prepare() {
  const vite = [
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    'vite.desktop.config.ts',
    '--logLevel',
    'warn',
  ]
  const { status } = spawnSync(process.execPath, vite, { cwd: root, stdio: 'inherit' })
  if (status !== 0 || !existsSync(join(desktop, 'main.js')))
    throw new CannotPackage('The desktop app could not be built: see above.')
  await makeIcons(join(desktop, 'icons'))
}

const isSigned = () => ['CSC_LINK', 'CSC_NAME', 'WIN_CSC_LINK'].some((name) => Boolean(process.env[name]))

async function makePackages(): Promise<number> {
  const wishes = readWishes()
  const config = builderConfiguration(process.env, wishes.channel)
  const missing = await whatIsMissing({ ...wishes, version: String(config.electronVersion) }, thisMachine())
  if (missing.length > 0) throw new CannotPackage(missing.join('\n'))
  await prepare()
  const archs = wishes.archs.map((arch) => Arch[arch as (typeof knownArchs)[number]])
  const targets = platforms[wishes.system].createTarget(wishes.formats, ...archs)
  const made = await build({ projectDir: root, targets, config, publish: 'never' }).catch((error: Error) => {
    throw new CannotPackage(sayWhy(error.message))
  })
  for (const file of made) console.log(`✓ ${relative(root, file)}`)
  if (wishes.system !== 'linux' && !isSigned())
    console.log('  Not signed: CSC_LINK is not set. Systems warn of it, and updates are not taken on macOS.')
  return 0
}

// Said aloud: electron-builder has a hook at the exit that would make it 0.
makePackages().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error instanceof CannotPackage ? `\n${error.message}` : error)
    process.exit(1)
  },
)

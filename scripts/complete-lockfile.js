// After `npm install` on a host whose registry lacks the packages of other systems: npm leaves them out of the lockfile,
// and `npm ci` then refuses it. This puts them back, by name and version (their checksum nobody here can know).
//   node scripts/complete-lockfile.js            mends package-lock.json
//   node scripts/complete-lockfile.js --check    only says whether it is whole
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runScript, Stop } from './setup.js'

const file = join(root, 'package-lock.json')
const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = [
  'arm64',
  'arm',
  'ia32',
  'x64',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
]

await runScript(() => {
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingFrom(lock.packages)
  if (missing.length === 0) return 0
  const names = missing.map(({ name }) => name).join(', ')
  if (process.argv.includes('--check')) {
    throw new Stop(
      `package-lock.json lacks ${names}: npm ci would refuse it. Run node scripts/complete-lockfile.js`,
    )
  }
  for (const { name, version, isDev } of missing) {
    const [os, cpu] = [pick(name, systems), pick(name, processors)]
    if (!os && !cpu)
      throw new Stop(`${name} is optional but not for one system: add it to package-lock.json by hand.`)
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(isDev ? { dev: true } : {}),
      ...libcOf(name),
      optional: true,
      ...(os ? { os: [os] } : {}),
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`Added: ${names}`)
  return 0
})

function missingFrom(packages) {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const wanted = Object.entries(entry.optionalDependencies ?? {})
    const lacking = wanted.filter(
      ([name]) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    )
    return lacking.map(([name, version]) => ({
      name,
      version: version.replace(/^[\^~]/, ''),
      isDev: entry.dev,
    }))
  })
}

function libcOf(name) {
  if (name.includes('-musl')) return { libc: ['musl'] }
  return name.includes('-gnu') ? { libc: ['glibc'] } : {}
}

// The longest first, and only as a whole word: "darwin" is not "win", "arm64" is not "arm".
function pick(name, known) {
  return known.find(
    (word) => new RegExp(`(^|[-/])${word}(eabi|hf|-|$|_)`).test(name) || name.endsWith(`-${word}`),
  )
}

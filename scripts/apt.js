// Packages of a Debian-like system: which are missing, and installing them where that is allowed (as root).
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const updateLimitMs = 3 * 60_000
const installLimitMs = 15 * 60_000

/** Debian itself, not one of its children: Ubuntu's `chromium`, for one, is a hull that wants snap. */
export function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

export function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/**
 * Installs packages, without what they only recommend; it says something only when it fails.
 * @param {string[]} packages
 * @returns {boolean} whether apt-get says that they are there
 */
export function installWithApt(packages) {
  apt(['update'], updateLimitMs)
  return apt(['install', '-y', '--no-install-recommends', ...packages], installLimitMs)
}

function apt(args, limitMs) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const done = spawnSync('apt-get', ['-q', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
    timeout: limitMs,
  })
  // It warns of this and that also when all went well.
  if (done.status !== 0) process.stderr.write(done.stderr ?? '')
  return done.status === 0
}

/**
 * @param {string[]} packages
 * @returns {string[] | undefined} those that are not installed; undefined where there is no dpkg to ask
 */
export function missingPackages(packages) {
  const asked = spawnSync('dpkg-query', ['-W', `-f=\${Package} \${db:Status-Status}\n`, ...packages], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  if (asked.error) return undefined
  const lines = asked.stdout.split('\n')
  return packages.filter((name) => !lines.includes(`${name} installed`))
}

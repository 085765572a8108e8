// A real program from Debian for a test to speak to; installed when it is missing and root may.
import { spawnSync } from 'node:child_process'

const installLimitMs = 120_000

/**
 * The program, or why there is none, for the test to print when it skips.
 * @param probe arguments with which it ends well at once
 */
export function provideDebianProgram(
  name: string,
  packageName: string,
  probe: string[],
): { binary: string } | { reason: string } {
  const find = () => [name, `/usr/bin/${name}`].find((path) => spawnSync(path, probe).status === 0)
  const found = find()
  if (found) return { binary: found }
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { reason: `${name} is not installed` }
  // A fresh machine has no lists yet.
  if (!apt('install', packageName) && !(apt('update') && apt('install', packageName)))
    return { reason: `${name} is not installed and apt-get could not install it` }
  const installed = find()
  return installed ? { binary: installed } : { reason: `${name} was installed but does not run` }
}

function apt(command: 'install' | 'update', ...packages: string[]): boolean {
  // Another test may be installing its own program just now.
  const options = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=60']
  const done = spawnSync('apt-get', [command, ...options, ...packages], {
    // The package's own script would start a service of the system; a test needs only the program.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    stdio: 'ignore',
    timeout: installLimitMs,
  })
  return done.status === 0
}

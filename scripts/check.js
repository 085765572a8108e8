// npm run check: form, types, the import law, and what nobody uses.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printStep, root, runScript, setup } from './setup.js'

const rooms = ['contract', 'renderer', 'server', 'electron', 'bench', 'e2e', 'prisma']

const checks = [
  { name: 'lockfile', script: 'scripts/complete-lockfile.js', args: ['--check'] },
  {
    name: 'form (biome)',
    module: '@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '--colors=off'],
  },
  { name: 'types (tsc)', module: 'typescript/bin/tsc', args: ['-b'] },
  { name: 'import law', module: 'dependency-cruiser/bin/dependency-cruiser.mjs', args: importLawArgs() },
  { name: 'unused (knip)', module: 'knip/bin/knip.js', args: ['--no-progress', '--no-config-hints'] },
]

/**
 * Runs all checks, also after one failed, and prints what they found.
 * @param {string} node
 * @returns {string[]} the names of those that failed
 */
export function runChecks(node) {
  return checks.filter((check) => !passes(node, check)).map((check) => check.name)
}

function passes(node, { name, module, script, args }) {
  const began = performance.now()
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
  const file = script ?? join('node_modules', module)
  const done = spawnSync(node, [file, ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
  })
  const isGood = done.status === 0
  printStep(isGood ? '✓' : '✗', name, performance.now() - began)
  if (!isGood)
    console.log(withoutNoise(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`))
  return isGood
}

// dependency-cruiser advises TypeScript 6, because 7 has no API for it; it reads with swc here.
function withoutNoise(output) {
  return output.replace(/\n‼ missing-tsc-transpiler[\s\S]*$/, '')
}

function importLawArgs() {
  const present = rooms.filter((room) => existsSync(join(root, room)))
  return ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...present]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    const failed = runChecks(await setup({ client: false, worker: 'none' }))
    if (failed.length > 0) console.log(`\nNot passed: ${failed.join(', ')}.`)
    return failed.length > 0 ? 1 : 0
  })
}

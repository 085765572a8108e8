// npm run bench -- NAME [--json]: one benchmark; without a name, the list of them.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './processes.js'
import { root, runScript, Stop, saySteps, setup } from './setup.js'

await runScript(async () => {
  const [name, ...rest] = process.argv.slice(2)
  const known = benchmarks()
  if (!name || !known.includes(name)) {
    const list = known.length > 0 ? known.join(', ') : 'none yet'
    throw new Stop(
      `${name ? `There is no benchmark "${name}". ` : ''}Benchmarks: ${list}.\nnpm run bench -- NAME [--json]`,
    )
  }
  // The table or the JSON alone belongs on stdout.
  saySteps((line) => process.stderr.write(`${line}\n`))
  const node = await setup({ client: false })
  return run(node, [`bench/${name}.ts`, ...rest], { NODE_ENV: 'production' })
})

// What has a lower-case name and lies directly in bench/ is one; parts they share lie in folders below.
function benchmarks() {
  const folder = join(root, 'bench')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return files.map((name) => name.slice(0, -'.ts'.length)).sort()
}

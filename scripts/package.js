// npm run package -- linux|win|mac [--arch x64,arm64] [--only deb,AppImage] [--channel preview]: the desktop app as people
// install it, in dist/packages.
import { run } from './processes.js'
import { runScript, Stop, setup } from './setup.js'

const usage =
  'npm run package -- linux|win|mac [--arch x64,arm64] [--only deb,AppImage] [--channel stable|preview]'

await runScript(async () => {
  const [system, ...rest] = process.argv.slice(2)
  if (!['linux', 'win', 'mac'].includes(system)) throw new Stop(`For which system? ${usage}`)
  const node = await setup({ client: false, worker: 'none' })
  return run(node, ['scripts/package-desktop.ts', system, ...rest])
})

// Opens the desktop app once the server answers, and ends with it; called by start.js and desktop.js, which know where
// Electron is. Without --server it opens the server of this checkout's settings.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { unwatchFile, watchFile } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readAddress } from '../electron/main/servers/address.ts'
import { readConfig } from '../server/core/config.ts'

const patienceMs = 180_000
const pauseMs = 250
const answerLimitMs = 2000
const changeIntervalMs = 500

const options = {
  /** Electron's program. */
  electron: { type: 'string' },
  server: { type: 'string' },
  main: { type: 'string', default: fileURLToPath(new URL('../dist/desktop/main.js', import.meta.url)) },
  /** Starts it again whenever it was built again. */
  watch: { type: 'boolean', default: false },
} as const

const { values } = parseArgs({ options })

/** What people open, and who must answer before: the server itself, and what stands in front of it in development. */
function addresses(): { server: string; answering: string[] } {
  const { publicUrl, host, port } = readConfig()
  const here = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const itself = `http://${here}:${port}/api/health`
  if (!values.server) return { server: publicUrl, answering: [itself] }
  return { server: values.server, answering: [itself, `${values.server}/api/health`] }
}

async function isUp(health: string): Promise<boolean> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    const isReady = await fetch(health, { signal: AbortSignal.timeout(answerLimitMs) }).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return true
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return false
}

let isEnding = false

/** Resolves when what was built changes; never, where nobody asked. */
function built(): { changed: Promise<'changed'>; stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<'changed'>()
  // Vite writes the file anew: its inode changes, its name does not.
  if (values.watch)
    watchFile(values.main, { interval: changeIntervalMs }, ({ size, mtimeMs }, before) => {
      if (size > 0 && mtimeMs !== before.mtimeMs) resolve('changed')
    })
  return { changed: promise, stop: () => unwatchFile(values.main) }
}

/** Runs it until it ends by itself, or we shall. */
async function show(electron: string, server: string): Promise<number> {
  const child = spawn(electron, [values.main, `--server=${server}`], { stdio: 'inherit' })
  const end = () => {
    isEnding = true
    child.kill('SIGTERM')
  }
  process.once('SIGTERM', end).once('SIGINT', end)
  const ended = once(child, 'exit')
  const { changed, stop } = built()
  const first = await Promise.race([ended, changed])
  stop()
  if (first === 'changed') {
    child.kill('SIGTERM')
    await ended
  }
  process.off('SIGTERM', end).off('SIGINT', end)
  if (first === 'changed' && !isEnding) return show(electron, server)
  return isEnding ? 0 : (child.exitCode ?? 1)
}

async function open(): Promise<number> {
  const { server, answering } = addresses()
  if (!values.electron || 'problem' in readAddress(server)) {
    console.log(`The desktop app opens no address like ${server}: browsers do.`)
    return 0
  }
  for (const health of answering) {
    if (await isUp(health)) continue
    console.log(`The desktop app was not opened: ${health} does not answer.`)
    return 1
  }
  return show(values.electron, server)
}

open().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(`The desktop app could not be opened: ${error.message}`)
    process.exit(1)
  },
)
